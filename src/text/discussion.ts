/** Decides which page is an item's discussion. Digests, reading pages and pages of channels share this decision. */
import { isTracking } from './tracking.ts'
import { webAddress } from './web-address.ts'

/** What a feed says of an item's page and of its comments. */
export interface CommentedItem {
  readonly link: string | null
  /** The page with its comments, as its feed names it. */
  readonly comments?: string | null | undefined
}

/** The form below an article that nobody has commented on yet (WordPress: get_comments_link). */
const emptyForm = '#respond'

/**
 * The address of an item's discussion; null: its feed names none, its own link leads there, or nobody has written anything below it.
 * @param count of its comments; null: unknown. A page of its own counts also if it is empty.
 */
export function discussionOf({ link, comments = null }: CommentedItem, count: number | null = null): string | null {
  const address = webAddress(comments)
  if (address === null) return null
  const own = webAddress(link)
  if (own === null || pageOf(address) !== pageOf(own)) return address
  const { hash } = new URL(address)
  return hash === '' || hash === emptyForm || hash === new URL(own).hash || count === 0 ? null : address
}

/** An address without what does not change its page: scheme, `www.`, tracking, the last slash and the fragment. */
function pageOf(address: string): string {
  const { host, pathname, search } = new URL(address)
  const parameters = search.slice(1).split('&')
  const telling = parameters.filter((each) => each !== '' && !isTracking(each))
  return `${host.replace(/^www\./u, '')}${pathname.replace(/\/+$/u, '')}?${telling.join('&')}`
}
