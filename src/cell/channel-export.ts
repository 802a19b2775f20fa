/** A channel's configuration as a file. */
import * as v from 'valibot'
import { parseTemplate } from '../digest/template.ts'
import { parseSelector } from '../feed/page/selector.ts'
import { languageSchema } from '../language.ts'
import { limits } from '../limits.ts'
import { lookSchema } from '../look.ts'
import { type ChannelId, scheduleSchema } from '../model.ts'
import { credentialsSchema } from '../polling.ts'
import type { Ledger } from '../store/ledger.ts'
import { addressOf } from '../text/private-feed-url.ts'

const selector = v.pipe(
  v.string(),
  v.check((text) => parseSelector(text).ok),
)
const pageRule = v.object({ item: selector, title: v.exactOptional(selector) })
/** As stored: an earlier version may have had another syntax. An import checks it: bot/commands/imported-filters.ts */
const query = v.pipe(v.string(), v.maxLength(limits.filter.queryUnits))
const timezone = v.pipe(
  v.string(),
  v.check((zone) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
    } catch {
      return false
    }
  }),
)

/** A channel's configuration, as `/export` writes it. */
export const channelExportSchema = v.object({
  paperboy: v.literal(1),
  title: v.string(),
  language: languageSchema,
  timezone: v.nullable(timezone),
  schedule: scheduleSchema,
  ...lookSchema.entries,
  template: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => text === '' || parseTemplate(text).ok),
    ),
    '',
  ),
  footer: v.optional(v.pipe(v.string(), v.maxLength(limits.digest.footerUnits)), ''),
  filter: query,
  feeds: v.pipe(
    v.array(
      v.object({
        url: v.string(),
        title: v.string(),
        name: v.optional(v.pipe(v.string(), v.maxLength(limits.feed.nameUnits)), ''),
        filter: v.optional(query, ''),
        /** How the items of a page are found; absent: it is a feed. */
        page: v.exactOptional(pageRule),
        /** Sealed, so that only this bot can use them. */
        credentials: v.optional(credentialsSchema),
        /** For OPML; an import reads the feed, which names it again. */
        site: v.optional(v.nullable(v.string()), null),
      }),
    ),
    v.maxLength(limits.feed.imported),
  ),
})
export type ChannelExport = Readonly<v.InferOutput<typeof channelExportSchema>>

/** Null: the cell does not have the channel. */
export function exported(ledger: Ledger, id: ChannelId): ChannelExport | null {
  const channel = ledger.channels.get(id)?.channel
  if (channel === undefined) return null
  const rows = new Map(ledger.feeds.usedBy(id).map((feed) => [feed.url, feed]))
  const feeds = ledger.subscriptions.of(id).map(({ feed, title, name, filter }) => {
    const { site = null, credentials = null, pageRule: page = null } = rows.get(feed) ?? {}
    return {
      url: addressOf(feed),
      title,
      name,
      filter,
      site,
      ...(page === null ? {} : { page }),
      ...(credentials === null ? {} : { credentials }),
    }
  })
  return v.parse(channelExportSchema, { ...channel, paperboy: 1, feeds })
}
