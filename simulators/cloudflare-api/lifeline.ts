/** Ends the deploying machine at one of its requests, before or after the request takes effect. */

export type End = 'cut-before' | 'cut-after'

export class Lifeline {
  #left: number
  readonly #end: End

  /** @param at the request at which it dies, from 1 */
  constructor(at: number, end: End) {
    this.#left = at
    this.#end = end
  }

  /** Counts a request. */
  step(): 'alive' | End {
    this.#left -= 1
    if (this.#left > 0) return 'alive'
    return this.#left === 0 ? this.#end : 'cut-before'
  }

  get isOver(): boolean {
    return this.#left <= 0
  }

  /** A request that is not made to the stand-in for Cloudflare's API. @throws the problem where it is cut */
  async pass<Value>(ask: () => Promise<Value>, problem: () => Error): Promise<Value> {
    const life = this.step()
    if (life === 'cut-before') throw problem()
    const value = await ask()
    if (life === 'cut-after') throw problem()
    return value
  }
}
