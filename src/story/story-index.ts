/** Finds among many items those that tell the same story, and compares only few of them. Pure. */
import { type Evidence, evidenceOf } from './evidence.ts'
import { searchWords } from './headline.ts'
import type { Signature } from './signature.ts'

/** Minimum anchors, of eight, that copies of a text share. */
const COMMON_ANCHORS = 2
/** Minimum words that similar titles share. */
const COMMON_WORDS = 3
/** Maximum titles that share a word; a more frequent word tells nothing. */
const FREQUENT = 60

interface Entry<Value> {
  readonly signature: Signature
  readonly value: Value
}

export interface Found<Value> {
  readonly value: Value
  readonly evidence: Evidence
}

/** Items in the order in which they came. */
export class StoryIndex<Value> {
  readonly #entries: Entry<Value>[] = []
  readonly #byKey = new Map<string, number[]>()
  readonly #byText = new Map<string, number[]>()
  readonly #byWord = new Map<string, number[]>()
  #comparisons = 0

  /** How many pairs of items were compared so far. */
  get comparisons(): number {
    return this.#comparisons
  }

  /** @param isLikely whether it is to be found by likeness as well */
  add(signature: Signature, value: Value, isLikely: boolean): void {
    const at = this.#entries.push({ signature, value }) - 1
    if (signature.key !== null) put(this.#byKey, signature.key, at)
    for (const anchor of signature.anchors) put(this.#byText, anchor, at)
    if (isLikely) for (const word of wordsOf(signature)) put(this.#byWord, word, at)
  }

  /** The first that is certainly the same story. @param accepts whether it may be that one at all */
  certain(signature: Signature, accepts: (value: Value) => boolean): Found<Value> | null {
    return this.#first(
      signature,
      this.#certain(signature),
      (value, evidence) => evidence !== 'likely' && accepts(value),
    )
  }

  /** The first that is, certainly or likely. */
  likely(signature: Signature, accepts: (value: Value) => boolean): Found<Value> | null {
    const alike = havingMany(this.#byWord, wordsOf(signature), COMMON_WORDS)
    return this.#first(signature, [...this.#certain(signature), ...alike], accepts)
  }

  #certain(signature: Signature): readonly number[] {
    const byKey = signature.key === null ? [] : (this.#byKey.get(signature.key) ?? [])
    return [...byKey, ...havingMany(this.#byText, signature.anchors, COMMON_ANCHORS)]
  }

  #first(
    signature: Signature,
    candidates: readonly number[],
    accepts: (value: Value, evidence: Evidence) => boolean,
  ): Found<Value> | null {
    for (const at of [...new Set(candidates)].toSorted((one, other) => one - other)) {
      const entry = this.#entries[at]
      if (entry === undefined) continue
      this.#comparisons += 1
      const evidence = evidenceOf(entry.signature, signature)
      if (evidence !== null && accepts(entry.value, evidence)) return { value: entry.value, evidence }
    }
    return null
  }
}

/** The entries that have at least `least` of these keys. Keys that very many entries have are skipped. */
function havingMany(
  map: ReadonlyMap<string, readonly number[]>,
  keys: Iterable<string>,
  least: number,
): readonly number[] {
  const counts = new Map<number, number>()
  for (const key of keys) {
    const having = map.get(key) ?? []
    if (having.length <= FREQUENT) for (const at of having) counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return [...counts].flatMap(([at, count]) => (count < least ? [] : at))
}

function put(map: Map<string, number[]>, key: string, at: number): void {
  const others = map.get(key)
  if (others === undefined) map.set(key, [at])
  else others.push(at)
}

function wordsOf({ headline }: Signature): ReadonlySet<string> {
  return searchWords(headline.readIn(headline.languages))
}
