/** Finds a publisher's own short link to a story, where its share buttons carry one: another feed may know the story by it. */

import { decodeEntities } from '../../text/entities.ts'
import type { Rich } from '../item.ts'

/** So many links of a text are looked at. */
const linksMost = 400
/** No short link has a longer path. UTF-16 units */
const pathUnits = 16

/** Links that hand a page on: `?u=`, `?url=`, `?text=` and their kin, with an address in them. */
const sharing = /\bhref\s*=\s*(?:"([^"]*(?:%3a%2f%2f|=https?:)[^"]*)"|'([^']*(?:%3a%2f%2f|=https?:)[^']*)')/giu
/** What tells which button it was: `rfi.my/9uU7.F`. */
const buttonMark = /\.[A-Za-z]$/u
/** A quick look, which most texts do not pass. */
const carriers = ['%3A%2F%2F', '%3a%2f%2f', '=http']
/** Services whose short addresses are of nobody's own story, or of everybody's. */
const foreign =
  /(?:^|\.)(?:facebook|twitter|x|t|telegram|whatsapp|linkedin|reddit|pinterest|tumblr|weibo|line|vk|pocket|getpocket|instapaper|flipboard|google|bsky|threads|mastodon)\.(?:com|co|me|net|app|social|it)$|^(?:fb\.me|fb\.com|wa\.me|t\.co|lnkd\.in)$/iu

/**
 * Host and path of the short link, without what marks the button; null where no share button carries one.
 * @param link the story's own address: what lies on its host is no short link
 */
export function publisherShortLink(texts: readonly Rich[], link: string | null): string | null {
  const own = link === null ? null : hostOf(new URL(link).hostname)
  const counts = new Map<string, number>()
  for (const { kind, value } of texts) {
    if (kind !== 'html' || !carriers.some((carrier) => value.includes(carrier))) continue
    let looked = 0
    for (const [, double, single] of value.matchAll(sharing)) {
      if (++looked > linksMost) break
      for (const address of addressesIn(decodeEntities(double ?? single ?? ''))) {
        const short = shortIn(address, own)
        if (short !== null) counts.set(short, (counts.get(short) ?? 0) + 1)
      }
    }
  }
  // One that a single link carries may be an advertisement's.
  const [best] = [...counts].toSorted(([, one], [, other]) => other - one)
  return best !== undefined && best[1] > 1 ? best[0] : null
}

/** The web addresses in the parameters of a link. */
function addressesIn(href: string): readonly string[] {
  const url = URL.parse(href)
  if (url === null) return []
  return [...url.searchParams.values()].flatMap((value) => value.match(/https?:\/\/[^\s"'<>]+/giu) ?? [])
}

function shortIn(address: string, own: string | null): string | null {
  const url = URL.parse(address)
  if (url === null || url.search !== '' || url.hash !== '') return null
  const host = hostOf(url.hostname)
  const path = url.pathname.replace(buttonMark, '')
  if (host === own || foreign.test(host) || !/^\/[\w-]{3,}$/u.test(path) || path.length > pathUnits) return null
  return `${host}${path}`
}

/** The same of a link that an item itself leads to: a short link with the mark of a button is that short link. */
export function withoutButtonMark(address: string): string {
  return /^[^/]+\/[\w-]{3,}\.[A-Za-z]$/u.test(address) && address.length < 40
    ? address.replace(buttonMark, '')
    : address
}

function hostOf(hostname: string): string {
  return hostname.replace(/^www\./u, '')
}
