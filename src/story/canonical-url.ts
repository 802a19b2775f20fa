/** The address of a story in the form that all of its spellings share: two links with the same one lead to the same story. */

/** What only says how the reader came: whole parameters, as `utm_source=rss`. Passed in, as reading feeds knows it. */
export type IsTracking = (parameter: string) => boolean

/** Parameters that show the same story in another dress. */
const dress = /^(?:amp|outputType|output|print|share|ref|source|from|src|spm|smid|rss|feed)(?:=|$)/iu
/** The like in a path. */
const dressInPath = /\/amp\/?$|(?<=\.)amp\.(?=html?$)|\/index\.(?:html?|php|shtml)$|\/+$/iu

/**
 * Host without `www.`, `m.` and `amp.`, path without what dresses it, the parameters that count in order. Null for what is
 * no story of its own: no http(s) address, or a site's front page.
 */
export function canonicalUrl(link: string | null, isTracking: IsTracking): string | null {
  if (link === null || !URL.canParse(link)) return null
  const { protocol, hostname, port, pathname, search } = new URL(link)
  if (protocol !== 'http:' && protocol !== 'https:') return null
  const host = hostname.replace(/^(?:www\d?|m|mobile|amp)\./u, '')
  const path = pathname
    .replace(dressInPath, '')
    .replace(/\/{2,}/gu, '/')
    .replace(/^\/amp(?=\/)/u, '')
  const parameters = search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !isTracking(parameter) && !dress.test(parameter))
    .toSorted()
  if (path === '' && parameters.length === 0) return null
  return `${host}${port === '' ? '' : `:${port}`}${path}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}`
}
