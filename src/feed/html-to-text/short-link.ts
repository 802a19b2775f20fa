/** Finds a publisher's own short link to a story in its share buttons, as another feed may link to the story by it. */
import { limits } from '../../limits.ts'
import { decodeEntities } from '../../text/entities.ts'
import type { RichText } from '../item-draft.ts'

const { shareLinks, shortPathUnits } = limits.html

/** Links with an address in a parameter, like `?u=`, `?url=` or `?text=` of share buttons. */
const sharing = /\bhref\s*=\s*(?:"([^"]*(?:%3a%2f%2f|=https?:)[^"]*)"|'([^']*(?:%3a%2f%2f|=https?:)[^']*)')/giu
/** A quick check, which most texts fail. */
const carriers = ['%3A%2F%2F', '%3a%2f%2f', '=http']
/** Some publishers add a mark for the button: `rfi.my/9uU7.F`. */
const buttonMark = /\.[A-Za-z]$/u
/** Services whose short addresses do not belong to one story of the publisher. */
const foreign =
  /(?:^|\.)(?:facebook|twitter|x|t|telegram|whatsapp|linkedin|reddit|pinterest|tumblr|weibo|line|vk|pocket|getpocket|instapaper|flipboard|google|bsky|threads|mastodon)\.(?:com|co|me|net|app|social|it)$|^(?:fb\.me|fb\.com|wa\.me|t\.co|lnkd\.in)$/iu

/**
 * Host and path of the short link, without the button's mark; null if no share buttons carry one.
 * @param link the story's own address; a link to the same host is not a short link
 */
export function publisherShortLink(texts: readonly RichText[], link: string | null): string | null {
  const own = link === null ? null : hostOf(new URL(link))
  const counts = new Map<string, number>()
  for (const { kind, value } of texts) {
    if (kind !== 'html' || !carriers.some((carrier) => value.includes(carrier))) continue
    let links = 0
    for (const [, double, single] of value.matchAll(sharing)) {
      if (++links > shareLinks) break
      for (const address of addressesIn(decodeEntities(double ?? single ?? ''))) {
        const short = shortLinkOf(address, own)
        if (short !== null) counts.set(short, (counts.get(short) ?? 0) + 1)
      }
    }
  }
  // A link that appears once may be an advertisement's.
  const [best] = [...counts].toSorted(([, one], [, other]) => other - one)
  return best !== undefined && best[1] > 1 ? best[0] : null
}

/** The web addresses in a link's parameters. */
function addressesIn(href: string): readonly string[] {
  const url = URL.parse(href)
  if (url === null) return []
  return [...url.searchParams.values()].flatMap((value) => value.match(/https?:\/\/[^\s"'<>]+/giu) ?? [])
}

function shortLinkOf(address: string, own: string | null): string | null {
  const url = URL.parse(address)
  if (url === null || url.search !== '' || url.hash !== '') return null
  const host = hostOf(url)
  const path = url.pathname.replace(buttonMark, '')
  const isShort = /^\/[\w-]{3,}$/u.test(path) && path.length <= shortPathUnits
  return !isShort || host === own || foreign.test(host) ? null : `${host}${path}`
}

/** An item's own link without the button's mark, if it is a short link. @param address host and path */
export function withoutButtonMark(address: string): string {
  return /^[^/]+\/[\w-]{3,}\.[A-Za-z]$/u.test(address) && address.length < 40
    ? address.replace(buttonMark, '')
    : address
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^www\./u, '')
}
