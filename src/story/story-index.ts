/** Finds items of the same story among many, with few comparisons. Pure. */
import { limits } from '../limits.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { searchWords } from './headline.ts'
import type { Signature } from './signature.ts'

/** Minimum common anchors of copies of a text, of eight. */
const MIN_ANCHORS = 2
/** Minimum common words of similar titles. */
const MIN_WORDS = 3

interface Found<Value> {
  readonly value: Value
  readonly evidence: Evidence
}

/** Items in order of arrival. */
export class StoryIndex<Value> {
  readonly #entries: { readonly signature: Signature; readonly value: Value }[] = []
  readonly #byKey = new Map<string, number[]>()
  readonly #byText = new Map<string, number[]>()
  readonly #byWord = new Map<string, number[]>()
  #comparisons = 0

  /** Pairs of items compared so far. */
  get comparisons(): number {
    return this.#comparisons
  }

  /** @param isLikely whether `likely` finds the item by words of its title */
  add(signature: Signature, value: Value, isLikely: boolean): void {
    const at = this.#entries.push({ signature, value }) - 1
    if (signature.key !== null) put(this.#byKey, signature.key, at)
    for (const anchor of signature.anchors) put(this.#byText, anchor, at)
    if (isLikely) for (const word of titleWords(signature)) put(this.#byWord, word, at)
  }

  /** The first item that is certainly the same story. @param accepts filters the items */
  certain(signature: Signature, accepts: (value: Value) => boolean): Found<Value> | null {
    return this.#first(
      signature,
      this.#certain(signature),
      (value, evidence) => evidence !== 'likely' && accepts(value),
    )
  }

  /** The first item that is certainly or likely the same story. */
  likely(signature: Signature, accepts: (value: Value) => boolean): Found<Value> | null {
    const similar = sharing(this.#byWord, titleWords(signature), MIN_WORDS)
    return this.#first(signature, [...this.#certain(signature), ...similar], accepts)
  }

  #certain(signature: Signature): readonly number[] {
    const byKey = signature.key === null ? [] : (this.#byKey.get(signature.key) ?? [])
    return [...byKey, ...sharing(this.#byText, signature.anchors, MIN_ANCHORS)]
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

/** The entries that share at least `min` of these keys. Very frequent keys are skipped. */
function sharing(map: ReadonlyMap<string, readonly number[]>, keys: Iterable<string>, min: number): readonly number[] {
  const counts = new Map<number, number>()
  for (const key of keys) {
    const entries = map.get(key) ?? []
    if (entries.length <= limits.story.itemsAKey) for (const at of entries) counts.set(at, (counts.get(at) ?? 0) + 1)
  }
  return [...counts].flatMap(([at, count]) => (count < min ? [] : at))
}

function put(map: Map<string, number[]>, key: string, at: number): void {
  const others = map.get(key)
  if (others === undefined) map.set(key, [at])
  else others.push(at)
}

function titleWords({ headline }: Signature): ReadonlySet<string> {
  return searchWords(headline.readIn(headline.languages))
}
