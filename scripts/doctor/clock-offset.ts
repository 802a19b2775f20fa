/** How far a server's clock is from this machine's. */

/** By the Date header: RFC 9110, section 6.6.1. @returns ms; null: the server does not answer, or names no time */
export async function clockOffset(url: string): Promise<number | null> {
  try {
    const { headers } = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    })
    const offset = Date.parse(headers.get('date') ?? '') - Date.now()
    return Number.isNaN(offset) ? null : offset
  } catch {
    return null
  }
}
