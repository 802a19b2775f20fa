/** The address of a story in the form that all of its spellings share: two links with the same one lead to the same story. */

import { isTracking } from '../text/tracking.ts'

/** Parameters that show the same story as AMP, and tracking of Alibaba's and of The New York Times. */
const dress = /^(?:amp(?:=1|=true)?$|output(?:Type)?=amp$|spm=|smid=)/iu
/** The words that a browser is to highlight (wicg.github.io/scroll-to-text-fragment). */
const textFragment = /:~:.*$/u
/** The like in a path. */
const dressInPath = /\/amp\/?$|(?<=\.)amp\.(?=html?$)|\/index\.(?:html?|php|shtml)$|\/+$/iu

/**
 * Host without `www.`, `m.` and `amp.`, path without what dresses it, the parameters that count in order, and the
 * fragment, as a page may have several stories. Null for what is no story of its own: no http(s) address, or a site's front page.
 */
export function canonicalUrl(link: string | null): string | null {
  if (link === null || !URL.canParse(link)) return null
  const { protocol, hostname, port, pathname, search, hash } = new URL(link)
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
  const name = hash.replace(textFragment, '').slice(1)
  const fragment = name === '' || isTracking(name) ? '' : `#${name}`
  if (path === '' && parameters.length === 0 && fragment === '') return null
  return `${host}${port === '' ? '' : `:${port}`}${path}${parameters.length === 0 ? '' : `?${parameters.join('&')}`}${fragment}`
}
