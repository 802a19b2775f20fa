/** When the deploying machine stops: before its request arrives, or after the request takes effect and before the answer comes. */
export type CrashMoment = 'cut-before' | 'cut-after'

/** Stops the deploying machine at one of its requests. */
export class RequestCrash {
  #left: number
  readonly #moment: CrashMoment

  /** @param at the request at which it stops, from 1 */
  constructor(at: number, moment: CrashMoment) {
    this.#left = at
    this.#moment = moment
  }

  /** Counts a request. @returns null: the request is answered */
  step(): CrashMoment | null {
    this.#left -= 1
    if (this.#left > 0) return null
    return this.#left === 0 ? this.#moment : 'cut-before'
  }

  get hasHappened(): boolean {
    return this.#left <= 0
  }

  /** Counts a request that does not go to the Cloudflare API. @throws the problem if the machine stops here */
  async run<Value>(request: () => Promise<Value>, problem: () => Error): Promise<Value> {
    const moment = this.step()
    if (moment === 'cut-before') throw problem()
    const value = await request()
    if (moment === 'cut-after') throw problem()
    return value
  }
}
