/** A channel's outbound feed, in any format. Pure. */

import type { ChannelPage } from '../../cell/channel-page.ts'
import { translatorFor } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
import type { EpochMs } from '../../model.ts'

export interface OutboundItem {
  /** Permanent: the address of its short link. */
  readonly id: string
  /** One line, never empty. */
  readonly title: string
  /** Its short link. */
  readonly link: string
  readonly summary: string
  readonly author: string | null
  readonly categories: readonly string[]
  readonly at: EpochMs
  readonly source: string
}

export interface OutboundFeed {
  readonly title: string
  readonly description: string
  /** The channel's page. */
  readonly home: string
  /** This feed's own address. */
  readonly self: string
  /** BCP 47 without a region: `en`, `zh-Hant`. */
  readonly language: string
  /** Time of the newest item; null: no items. */
  readonly updated: EpochMs | null
  readonly items: readonly OutboundItem[]
}

/**
 * @param base the public address, without a trailing slash
 * @param name of the page, and the ending of the feed's address
 */
export function outboundFeed(
  page: ChannelPage,
  base: string,
  name: { readonly page: string; readonly ending: string },
): OutboundFeed {
  const t = translatorFor(page.language)
  const title = forXml(page.title)
  const home = `${base}/c/${name.page}`
  const items = page.stories.slice(0, limits.web.feedItems).map(
    ({ code, title: headline, summary, author, categories, published, at, source }): OutboundItem => ({
      id: `${base}/${code}`,
      title: forXml(headline) || t.text('format.untitled'),
      link: `${base}/${code}`,
      summary: forXml(summary),
      author: author === null ? null : forXml(author),
      categories: categories.map(forXml).filter((category) => category !== ''),
      // A future date would keep the item on top.
      at: published === null ? at : Math.min(published, at),
      source: forXml(source),
    }),
  )
  return {
    title,
    description: t.text('pages.aboutChannel', { channel: title }),
    home,
    self: `${home}.${name.ending}`,
    language: t.catalogue.locale.replace(/-\p{Lu}{2}$/u, ''),
    updated: page.stories.reduce<EpochMs | null>((newest, { at }) => Math.max(newest ?? 0, at), null),
    items,
  }
}

/** Removes control characters and lone surrogates, which XML 1.0 does not allow (section 2.2). */
function forXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')
    .trim()
}
