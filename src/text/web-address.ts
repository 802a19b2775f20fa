/** Recognises web addresses. */
import { limits } from '../limits.ts'

const { linkUnits } = limits.feed

/**
 * An absolute http(s) address within the length limit, percent-encoded; null for everything else, such as `javascript:`. Not escaped.
 * @param base what a relative address is relative to
 */
export function webAddress(text: string | null, base?: string): string | null {
  if (text === null || text === '' || text.length > linkUnits) return null
  const url = URL.parse(text.trim(), base)
  return url === null || !isHttp(url) || url.href.length > linkUnits ? null : url.href
}

/** A picture's address over TLS: pages load pictures only so, and browsers would upgrade the address anyway. */
export function overTls(address: string): string {
  return address.replace(/^http:/u, 'https:')
}

/** Whether an address uses http or https. */
export function isHttp({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:'
}
