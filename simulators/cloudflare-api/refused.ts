/** What the stand-in for Cloudflare says no to. */
export class Refused extends Error {
  readonly code: number
  constructor(code: number, words: string) {
    super(words)
    this.code = code
  }
}
