/** A channel's configuration as a file, and back: feeds are saved at once, and read by the cycles that follow. */
import * as v from 'valibot'
import { parseTemplate } from '../digest/template.ts'
import { feedUrl, spellingsOf } from '../feed/http/address.ts'
import type { ListedFeed } from '../feed/opml.ts'
import { parseFilter } from '../filter/query.ts'
import { limits } from '../limits.ts'
import {
  type ChannelId,
  type EpochMs,
  type FeedUrl,
  languageSchema,
  lookSchema,
  noKeys,
  scheduleSchema,
} from '../model.ts'
import type { FeedProblem } from '../result.ts'
import type { ImportReport } from '../store/imports.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Imported } from './api.ts'
import { roomOf } from './holdings.ts'
import { feedViews } from './subscribe.ts'

const query = v.pipe(
  v.string(),
  v.maxLength(limits.filter.queryUnits),
  v.check((text) => parseFilter(text).ok),
)
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

/** As `/export` writes it. */
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
      }),
    ),
    v.maxLength(limits.feed.imported),
  ),
})
export type ChannelExport = Readonly<v.InferOutput<typeof channelExportSchema>>

/** What is to be taken up, and where its progress is told. */
export interface ImportWanted {
  readonly feeds: readonly (ListedFeed & { readonly name?: string; readonly filter?: string })[]
  /** Settings to take up as well; null: the channel keeps its own. */
  readonly settings: Omit<ChannelExport, 'feeds'> | null
  /** As many feeds as the channel's owner may have in this cell; null: any number. */
  readonly most: number | null
  /** The message that is edited as it goes on; null: nobody waits for it. */
  readonly report: ImportReport | null
}

export function exported(ledger: Ledger, id: ChannelId): ChannelExport | null {
  const channel = ledger.channels.get(id)?.channel
  if (channel === undefined) return null
  const feeds = ledger.subscriptions.of(id).map(({ feed, title, name, filter }) => ({ url: feed, title, name, filter }))
  return v.parse(channelExportSchema, { ...channel, paperboy: 1, feeds })
}

/** All or nothing. A feed that the channel has already keeps its place, and takes up name and filter. */
export function importInto(
  ledger: Ledger,
  id: ChannelId,
  wanted: ImportWanted,
  allowPrivate: boolean,
  now: EpochMs,
): Imported {
  return ledger.transaction(() => {
    const state = ledger.channels.get(id)
    if (state === null) return { added: 0, already: 0, over: 0, wrong: [] }
    if (wanted.settings !== null) {
      const { paperboy: _, title: __, ...settings } = wanted.settings
      ledger.channels.reschedule({ ...state.channel, ...settings }, now)
    }
    const before = new Set<FeedUrl>(feedViews(ledger, id).map(({ url }) => url))
    const here = new Map<FeedUrl, FeedUrl>(
      [...before].flatMap((url) => spellingsOf(url).map((spelling): [FeedUrl, FeedUrl] => [spelling, url])),
    )
    const room = Math.min(roomOf(ledger, id, wanted.most), limits.feed.feedsAChannel - before.size)
    const wrong: { readonly text: string; readonly problem: FeedProblem }[] = []
    const added: FeedUrl[] = []
    let [already, over] = [0, 0]
    for (const { url: text, title, name = '', filter = '' } of wanted.feeds) {
      const address = feedUrl(text, { allowPrivate })
      if (!address.ok) {
        wrong.push({ text, problem: address.problem })
        continue
      }
      const known = before.has(address.value) ? address.value : here.get(address.value)
      const url = known ?? address.value
      if (known !== undefined) already += 1
      else if (added.length >= room) {
        over += 1
        continue
      } else {
        ledger.feeds.addUnread(url, title || new URL(url).host, now)
        ledger.subscriptions.subscribe(id, url, { at: now, baseline: noKeys, newest: [] })
        added.push(url)
        for (const spelling of spellingsOf(url)) here.set(spelling, url)
      }
      if (name !== '') ledger.subscriptions.setName(id, url, name)
      if (filter !== '') ledger.subscriptions.setFilter(id, url, filter)
    }
    if (wanted.report !== null && added.length > 0)
      ledger.imports.begin(
        id,
        wanted.report,
        added.flatMap((url) => ledger.feeds.get(url)?.id ?? []),
      )
    return { added: added.length, already, over, wrong: wrong.slice(0, 20) }
  })
}
