/** Refusals of the simulated Cloudflare API. */
export class Refused extends Error {
  readonly code: number
  constructor(code: number, words: string) {
    super(words)
    this.code = code
  }
}
