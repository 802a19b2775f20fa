/** A channel's outbound feed, in any format. Pure. */

import type { FeedToWrite } from '../../cell/channel-feed.ts'
import type { ChannelPage, PageStory } from '../../cell/channel-page.ts'
import { translatorFor } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
import type { Enclosure, EpochMs } from '../../model.ts'
import { escapeHtml } from '../../text/escape-html.ts'
import { webAddress } from '../../text/web-address.ts'
import { commonLanguage, itemLanguage } from './content-language.ts'
import { mediaType } from './media-type.ts'
import { publicFeedAddress } from './source-address.ts'
import { updateTimes } from './update-times.ts'
import { lineForXml, linesForXml } from './xml-text.ts'

export interface OutboundItem {
  /** Permanent: the address of its short link, even if that leads nowhere. */
  readonly id: string
  /** One line, never empty. */
  readonly title: string
  /** Its short link, or else its reading page; null: it has neither. */
  readonly link: string | null
  /** The article's own address; null: none. */
  readonly original: string | null
  readonly summary: string
  /** Sanitised HTML; null: the feed has no text of it. */
  readonly text: string | null
  readonly author: string | null
  readonly categories: readonly string[]
  readonly at: EpochMs
  /** RFC 3339; no other item has it. */
  readonly updated: string
  readonly source: { readonly name: string; readonly address: string | null }
  readonly enclosure: (Enclosure & { readonly type: string }) | null
  readonly image: string | null
  /** The page with its comments; null: none. */
  readonly comments: string | null
  /** BCP 47; null: unknown. */
  readonly language: string | null
  /** That of the title. */
  readonly titleLanguage: string | null
}

export interface OutboundFeed {
  readonly title: string
  readonly description: string
  /** BCP 47, of the description, without a region: `en`, `zh-Hant`. */
  readonly descriptionLanguage: string
  /** The channel's page. */
  readonly home: string
  /** This feed's own address. */
  readonly self: string
  /** The public address, without a trailing slash. */
  readonly base: string
  /** BCP 47, of most items; null: unknown, or there are several. */
  readonly language: string | null
  /** Time of the newest item; without any, that of writing. */
  readonly updated: EpochMs
  readonly items: readonly OutboundItem[]
}

/** @param texts sanitised HTML, by the codes of stories */
export function outboundFeed(
  page: ChannelPage,
  { base, username, ending, now }: Pick<FeedToWrite, 'base' | 'username' | 'ending' | 'now'>,
  texts: ReadonlyMap<string, string>,
): OutboundFeed {
  const t = translatorFor(page.language)
  const title = lineForXml(page.title) || username
  const home = `${base}/c/${username}`
  const stories = page.stories.slice(0, limits.web.feedItems)
  const dated = stories.map((story) => ({ ...story, at: dateOf(story) }))
  const times = updateTimes(dated)
  const addresses = new Map(
    [...new Set(stories.map(({ feed }) => feed))].map((feed) => [feed, publicFeedAddress(feed)]),
  )
  const items = dated.map((story, index): OutboundItem => {
    const { code, author, categories, at, source, feed, image, comments } = story
    const written = lineForXml(story.title)
    const { translation } = story
    const shown = translation === null ? '' : lineForXml(translation.text)
    const original = shown === '' ? '' : `🤖 ${t.text('machine.original', { title: written })}`
    const summary = [original, lineForXml(story.summary)].filter((each) => each !== '').join(' · ')
    const text = texts.get(code)
    const language = itemLanguage(story.language, written)
    return {
      id: `${base}/${code}`,
      title: (shown === '' ? written : `🤖 ${shown}`) || t.text('format.untitled'),
      ...linksOf(story, page.reading, base),
      summary,
      text:
        text === undefined
          ? null
          : (original === '' ? '' : `<p dir="auto">${escapeHtml(original)}</p>`) + linesForXml(text),
      author: author === null ? null : lineForXml(author) || null,
      categories: categories.map(lineForXml).filter((category) => category !== ''),
      at,
      updated: times[index] ?? new Date(at).toISOString(),
      source: { name: lineForXml(source) || title, address: addresses.get(feed) ?? null },
      enclosure: enclosureOf(story),
      image: webAddress(image),
      comments: webAddress(comments),
      language,
      titleLanguage: translation === null ? language : itemLanguage(translation.language, shown),
    }
  })
  return {
    title,
    description: t.text('pages.aboutChannel', { channel: title }),
    descriptionLanguage: t.catalogue.locale.replace(/-\p{Lu}{2}$/u, ''),
    home,
    self: `${home}.${ending}`,
    base,
    language: commonLanguage(items.map(({ language }) => language)),
    updated: page.stories.reduce((newest, { at }) => Math.max(newest, at), 0) || now,
    items,
  }
}

/** A future date would keep the item on top. */
function dateOf({ published, at }: PageStory): EpochMs {
  return published === null ? at : Math.min(published, at)
}

/** A short link redirects to an http(s) address and leads nowhere without one. */
function linksOf(
  { code, link, isReadable }: PageStory,
  reading: boolean,
  base: string,
): Pick<OutboundItem, 'link' | 'original'> {
  const original = webAddress(link)
  if (original !== null) return { link: `${base}/${code}`, original }
  return { link: reading && isReadable ? `${base}/${code}/read` : null, original }
}

function enclosureOf({ enclosure }: PageStory): OutboundItem['enclosure'] {
  const url = webAddress(enclosure?.url ?? null)
  if (enclosure === null || url === null) return null
  const { type, length } = enclosure
  const isLength = length !== null && Number.isSafeInteger(length) && length > 0
  return { url, type: mediaType(type, url), length: isLength ? length : null }
}
