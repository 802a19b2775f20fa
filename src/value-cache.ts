/** A map that computes absent values, which must not be undefined. When it is full, it is cleared. */
export class ValueCache<Key, Value> {
  readonly #values = new Map<Key, Value>()
  readonly #max: number

  /** @param max number of values */
  constructor(max = Number.POSITIVE_INFINITY) {
    this.#max = max
  }

  get(key: Key, compute: () => Value): Value {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    if (this.#values.size >= this.#max) this.#values.clear()
    const value = compute()
    this.#values.set(key, value)
    return value
  }
}
