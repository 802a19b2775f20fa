/** The form in which links are compared. FROZEN: changing it sends every item again. */
import { isTracking } from '../text/tracking.ts'

/** An address without scheme and tracking parameters, the host in lower case. */
export function linkKey(link: string): string {
  const address = link.trim()
  const start = address.startsWith('https://') ? 8 : address.startsWith('http://') ? 7 : 0
  const slash = address.indexOf('/', start)
  // Most addresses are plain; the expression below gives the same result, slower.
  if (start > 0 && slash > start && !address.includes('?') && !address.includes('#'))
    return address.slice(start, slash).toLowerCase() + address.slice(slash)
  const [, host = '', path = ''] = /^(?:https?:)?\/*([^/?#]*)(.*)$/isu.exec(address) ?? []
  const hash = path.indexOf('#')
  const fragment = hash < 0 || isTracking(path.slice(hash + 1)) ? '' : path.slice(hash)
  const whole = hash < 0 ? path : path.slice(0, hash)
  const mark = whole.indexOf('?')
  if (mark < 0) return host.toLowerCase() + whole + fragment
  const query = whole
    .slice(mark + 1)
    .split('&')
    .filter((parameter) => !isTracking(parameter))
    .join('&')
  return host.toLowerCase() + whole.slice(0, mark) + (query === '' ? '' : `?${query}`) + fragment
}
