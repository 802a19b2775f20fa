/** A refusal of the simulated Cloudflare API. */
export class CloudflareApiError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}
