/** Finds a publisher's own short link to a story in its share buttons, as another feed may link to the story by it. */
import { limits } from '../../limits.ts'
import type { RichText } from '../item-draft.ts'

const { shareLinks, shortPathUnits } = limits.html
const { linkUnits } = limits.feed

/**
 * A short address in a parameter of an address, such as `?u=https%3A%2F%2Frfi.my%2F9uU7.F` of share buttons: its host, and its path
 * without the button's mark.
 */
const shared =
  /(?:https?%3a%2f%2f|[?&;][\w-]{1,20}=https?:\/\/)([a-z\d][a-z\d.-]*\.[a-z]{2,})(?:%2f|\/)([\w-]{3,})(?:\.[a-z])?(?=["'&#<>+\s]|%(?:0[9ad]|2[027]|3[ce])|$)/giu
/** An address begins at most so far before one of `carriers`. */
const parameterUnits = 30
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
  const counts = new Map<string, number>()
  for (const { kind, raw } of texts) {
    const carried = carriers.map((carrier) => raw.indexOf(carrier)).filter((at) => at >= 0)
    if (kind !== 'html' || carried.length === 0) continue
    let links = 0
    shared.lastIndex = Math.max(0, Math.min(...carried) - parameterUnits)
    for (let found = shared.exec(raw); found !== null; found = shared.exec(raw)) {
      if (++links > shareLinks) break
      const { 1: written = '', 2: path = '', index } = found
      const host = withoutWww(written.toLowerCase())
      const isOfSite = path.length < shortPathUnits && !foreign.test(host)
      if (isOfSite && isInLink(raw.slice(Math.max(0, index - linkUnits), index)))
        counts.set(`${host}/${path}`, (counts.get(`${host}/${path}`) ?? 0) + 1)
    }
  }
  if (counts.size === 0) return null
  // A link that appears once may be an advertisement's.
  const own = link === null ? null : withoutWww(new URL(link).hostname)
  const [best] = [...counts]
    .filter(([address, times]) => times > 1 && !address.startsWith(`${own}/`))
    .toSorted(([, one], [, other]) => other - one)
  return best?.[0] ?? null
}

/** An item's own link without the button's mark, if it is a short link. @param address host and path */
export function withoutButtonMark(address: string): string {
  return /^[^/]+\/[\w-]{3,}\.[A-Za-z]$/u.test(address) && address.length < 40
    ? address.replace(buttonMark, '')
    : address
}

function isInLink(before: string): boolean {
  return /\bhref\s*=[^>]*$/iu.test(before.slice(before.lastIndexOf('<')))
}

function withoutWww(host: string): string {
  return host.replace(/^www\./u, '')
}
