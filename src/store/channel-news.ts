/** Headlines of channels that have a link for readers, for eight days: table `channel_news`. A row has those of about an hour. */
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import type { Headline, Translation } from '../headline.ts'
import { hourMs, limits } from '../limits.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import { json, sql, Table } from './database.ts'
import { pendingHeadlineSchema } from './pending-headline.ts'

const { newsMs, newsRowBytes, newsAtOnce } = limits.readers

const newsSchema = v.object({
  ...pendingHeadlineSchema.entries,
  /** Ascends strictly from cycle to cycle of a channel, also when it moves to another cell. */
  at: v.number(),
  /** Its owner took it back. */
  isRetracted: v.exactOptional(v.literal(true)),
})
/** A headline that a channel keeps. */
export type NewsHeadline = Readonly<v.InferOutput<typeof newsSchema>>

const row = v.object({ at: v.number(), headlines: json(v.array(newsSchema)) })

/** The condition for the newest rows: all of them may exceed what a call between objects takes. */
export const newestNews = `(channel, at) IN (SELECT channel, at FROM
  (SELECT channel, at, sum(length(headlines)) OVER (ORDER BY at DESC, channel) AS units FROM channel_news)
  WHERE units <= ${limits.readers.savedNewsUnits})`

export class ChannelNews extends Table {
  /** Adds a channel's headlines of one cycle. A row's time is that of its oldest headline. */
  add(channel: ChannelId, headlines: readonly Omit<Headline, 'id'>[], now: EpochMs): void {
    if (headlines.length === 0) return
    const newest = this.#newest(channel)
    // After a wrong clock, headlines may lie ahead.
    let at = Math.max(now, 1 + (newest?.headlines.at(-1)?.at ?? 0), 1 + (newest?.at ?? 0))
    let open = newest !== null && at - newest.at < hourMs ? newest : null
    let texts = open?.headlines.map((each) => JSON.stringify(each)) ?? []
    let bytes = Buffer.byteLength(texts.join())
    const write = () => {
      const text = `[${texts.join()}]`
      if (open === null)
        this.run(sql`INSERT INTO channel_news (channel, at, headlines) VALUES (${channel}, ${at}, ${text})`)
      else this.run(sql`UPDATE channel_news SET headlines = ${text} WHERE channel = ${channel} AND at = ${open.at}`)
    }
    let added = 0
    for (const headline of headlines) {
      const text = JSON.stringify({ ...headline, at })
      if (texts.length > 0 && bytes + Buffer.byteLength(text) > newsRowBytes) {
        if (added > 0) {
          write()
          at += 1
        }
        open = null
        texts = []
        bytes = 0
        added = 0
      }
      // The time may have moved on with the row.
      texts.push(JSON.stringify({ ...headline, at }))
      bytes += Buffer.byteLength(text) + 1
      added += 1
    }
    if (added > 0) write()
  }

  /** The newest headlines after a moment that were not taken back, oldest first. */
  after(channel: ChannelId, moment: EpochMs): readonly NewsHeadline[] {
    const first = sql`SELECT coalesce(max(at), 0) FROM channel_news WHERE channel = ${channel} AND at <= ${moment}`
    const rows = sql`SELECT at, headlines FROM channel_news WHERE channel = ${channel} AND at >= (${first}) ORDER BY at`
    return this.rows(row, rows)
      .flatMap(({ headlines }) => headlines.filter(({ at, isRetracted }) => at > moment && isRetracted !== true))
      .slice(-newsAtOnce)
  }

  /** Time of the newest headline; 0: there is none. Reads one row. */
  newestAt(channel: ChannelId): EpochMs {
    const time = sql`SELECT json_extract(headlines, '$[#-1].at') FROM channel_news
      WHERE channel = ${channel} ORDER BY at DESC LIMIT 1`
    return this.values(v.number(), time)[0] ?? 0
  }

  /** The owner took headlines back, or put them back. @param since no headline is older */
  retracted(channel: ChannelId, codes: readonly string[], isRetracted: boolean, since: EpochMs): void {
    this.#change(channel, codes, since, (headline) => withMark(headline, isRetracted))
  }

  /** A headline's publisher changed its title. @param since no headline is older */
  retitle(channel: ChannelId, code: string, title: string, since: EpochMs): void {
    this.#change(channel, [code], since, ({ translation: _, ...headline }) => ({ ...headline, title }))
  }

  /** Adds translations, by the codes of their headlines. @param since no headline is older */
  translate(channel: ChannelId, translations: ReadonlyMap<string, Translation>, since: EpochMs): void {
    this.#change(channel, [...translations.keys()], since, (headline) => {
      const translation = translations.get(headline.code)
      return translation === undefined ? headline : { ...headline, translation }
    })
  }

  #change(
    channel: ChannelId,
    codes: readonly string[],
    since: EpochMs,
    change: (headline: NewsHeadline) => NewsHeadline,
  ): void {
    const rows = sql`SELECT at, headlines FROM channel_news WHERE channel = ${channel} AND at >= ${since - hourMs}`
    for (const { at, headlines } of this.rows(row, rows)) {
      if (!headlines.some(({ code }) => codes.includes(code))) continue
      const changed = headlines.map((each) => (codes.includes(each.code) ? change(each) : each))
      this.run(sql`UPDATE channel_news SET headlines = ${JSON.stringify(changed)}
        WHERE channel = ${channel} AND at = ${at}`)
    }
  }

  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM channel_news WHERE at < ${now - newsMs}`)
  }

  /** The channel has no readers any more. */
  forget(channel: ChannelId): void {
    this.run(sql`DELETE FROM channel_news WHERE channel = ${channel}`)
  }

  #newest(channel: ChannelId) {
    return (
      this.rows(
        row,
        sql`SELECT at, headlines FROM channel_news WHERE channel = ${channel} ORDER BY at DESC LIMIT 1`,
      )[0] ?? null
    )
  }
}

function withMark({ isRetracted: _, ...headline }: NewsHeadline, isRetracted: boolean): NewsHeadline {
  return isRetracted ? { ...headline, isRetracted } : headline
}
