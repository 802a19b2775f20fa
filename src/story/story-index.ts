/** Finds among many items those that tell the same story, and compares only few of them. Pure. */
import { type Evidence, evidenceOf } from './evidence.ts'
import type { Signature } from './signature.ts'

/** So many sequences of a text find its copies: of two that share three in five, hardly ever none of these. */
const ANCHORS = 6
/** A title with so many words of another one may be like it. */
const COMMON_WORDS = 2

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
    for (const anchor of anchorsOf(signature)) put(this.#byText, anchor, at)
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
    const counts = new Map<number, number>()
    for (const word of wordsOf(signature))
      for (const at of this.#byWord.get(word) ?? []) counts.set(at, (counts.get(at) ?? 0) + 1)
    const alike = [...counts].flatMap(([at, count]) => (count < COMMON_WORDS ? [] : at))
    return this.#first(signature, [...this.#certain(signature), ...alike], accepts)
  }

  #certain(signature: Signature): readonly number[] {
    const byKey = signature.key === null ? [] : (this.#byKey.get(signature.key) ?? [])
    return [...byKey, ...anchorsOf(signature).flatMap((anchor) => this.#byText.get(anchor) ?? [])]
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

function put(map: Map<string, number[]>, key: string, at: number): void {
  const others = map.get(key)
  if (others === undefined) map.set(key, [at])
  else others.push(at)
}

function anchorsOf({ text }: Signature): readonly string[] {
  return text?.sequences.slice(0, ANCHORS) ?? []
}

/** Of unspaced scripts pairs of characters: single ones are in too many titles. */
function wordsOf({ headline }: Signature): ReadonlySet<string> {
  const { telling } = headline.readIn(headline.languages)
  return new Set(
    telling.flatMap(({ root, weight }, at) => {
      if (weight >= 1) return root
      const next = telling[at + 1]
      return next === undefined || next.weight >= 1 ? [] : root + next.root
    }),
  )
}
