/** The canonical form of a story's address, equal for all links to the story. */

import { isTracking } from '../text/tracking.ts'

/** AMP variants, and tracking of Alibaba and The New York Times. */
const ignoredParameter = /^(?:amp(?:=1|=true)?$|output(?:Type)?=amp$|spm=|smid=)/iu
/** Words that a browser highlights (wicg.github.io/scroll-to-text-fragment). */
const textFragment = /:~:.*$/u
const ignoredInPath = /\/amp\/?$|(?<=\.)amp\.(?=html?$)|\/index\.(?:html?|php|shtml)$|\/+$/iu

/**
 * Host without `www.`, `m.` and `amp.`, path without AMP and index pages, parameters sorted and without tracking, and the
 * fragment, since a page may have several stories.
 * @returns null for anything but the http(s) address of a story, such as a site's front page
 */
export function canonicalUrl(link: string | null): string | null {
  if (link === null || !URL.canParse(link)) return null
  const { protocol, hostname, port, pathname, search, hash } = new URL(link)
  if (protocol !== 'http:' && protocol !== 'https:') return null
  const host = hostname.replace(/^(?:www\d?|m|mobile|amp)\./u, '')
  const path = pathname
    .replace(ignoredInPath, '')
    .replace(/\/{2,}/gu, '/')
    .replace(/^\/amp(?=\/)/u, '')
  const parameters = search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !isTracking(parameter) && !ignoredParameter.test(parameter))
    .toSorted()
    .join('&')
  const name = hash.replace(textFragment, '').slice(1)
  const fragment = name === '' || isTracking(name) ? '' : `#${name}`
  if (path === '' && parameters === '' && fragment === '') return null
  return `${host}${port === '' ? '' : `:${port}`}${path}${parameters === '' ? '' : `?${parameters}`}${fragment}`
}
