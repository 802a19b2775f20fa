/** The form in which links are compared. FROZEN: changing it sends every item again. */

/** Names of query parameters that tell the publisher where a click came from, and nothing about the page. */
const tracking =
  /^(?:utm_\w*|at_(?:medium|campaign|link\w*|ptr\w*|bbc\w*|custom\d)|mc_(?:cid|eid)|fbclid|gclid|dclid|yclid|msclkid|igshid|xtor|cmpid|ns_campaign|ns_mchannel|ns_source|ftag|ref_src|wt\.mc_id)=/iu

/** Whether a query's parameter, as `utm_source=rss`, says nothing about the page. */
export function isTracking(parameter: string): boolean {
  return tracking.test(parameter)
}

/** An address without its scheme and without tracking parameters, host in lower case. */
export function linkKey(link: string): string {
  const address = link.trim()
  const start = address.startsWith('https://') ? 8 : address.startsWith('http://') ? 7 : 0
  const slash = address.indexOf('/', start)
  // Most addresses are plain: the expression below would come to the same, slowly.
  if (start > 0 && slash > start && !address.includes('?') && !address.includes('#'))
    return address.slice(start, slash).toLowerCase() + address.slice(slash)
  const [, host = '', path = ''] = /^(?:https?:)?\/*([^/?#]*)(.*)$/isu.exec(address) ?? []
  const hash = path.indexOf('#')
  const fragment = hash < 0 || tracking.test(path.slice(hash + 1)) ? '' : path.slice(hash)
  const whole = hash < 0 ? path : path.slice(0, hash)
  const mark = whole.indexOf('?')
  if (mark < 0) return host.toLowerCase() + whole + fragment
  const query = whole
    .slice(mark + 1)
    .split('&')
    .filter((parameter) => !tracking.test(parameter))
    .join('&')
  return host.toLowerCase() + whole.slice(0, mark) + (query === '' ? '' : `?${query}`) + fragment
}
