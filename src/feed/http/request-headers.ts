/** The headers with which documents are requested. */
import type { Validators } from '../../polling.ts'

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1'

/** `Accept` for the page of an article. */
export const acceptOfArticles = 'text/html, application/xhtml+xml;q=0.9'

/**
 * The headers of a request.
 * @param about an address for publishers
 * @param own the feed's own headers, which replace others
 * @param cookie of the redirects that led here; null: none
 */
export function requestHeaders(
  { etag, modified }: Validators,
  about: string | undefined,
  own: Readonly<Record<string, string>>,
  cookie: string | null,
): Readonly<Record<string, string>> {
  const cookies = [own['cookie'], cookie].filter((each) => each != null)
  return {
    accept,
    'user-agent': userAgent(about),
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
    ...own,
    ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }),
  }
}

/** @param about an address for publishers */
export function userAgent(about: string | undefined): string {
  return `Paperboy/0.1 (feed reader for Telegram channels${about === undefined ? '' : `; +${about}`})`
}
