/** A day of a channel's archive: its posts, in the channel's own time zone. */
import * as v from 'valibot'
import { hasPosts } from '../cycle/post-of-digest.ts'
import { localAt, momentOf } from '../digest/local-time.ts'
import type { Language } from '../language.ts'
import { dayMs } from '../limits.ts'
import { postDay } from '../links/post-code.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'
import type { PostPart } from '../store/posts.ts'
import { type ListedPost, listedPost, onePage, wholePosts } from './listed-posts.ts'

/** A day that exists, as `2026-11-29`. */
export const localDaySchema = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d$/u),
  v.check((text) => {
    const time = Date.parse(`${text}T00:00:00Z`)
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  }),
  v.brand('LocalDay'),
)
export type LocalDay = v.InferOutput<typeof localDaySchema>

export interface DayPage {
  readonly title: string
  readonly username: string
  readonly language: Language
  readonly timezone: string
  readonly day: LocalDay
  /** In the order of composing, with the lines of one page. */
  readonly posts: readonly ListedPost[]
  /** Number of pages. */
  readonly pages: number
  /** The days before and after it that have posts; null: none is kept. */
  readonly before: LocalDay | null
  readonly after: LocalDay | null
}

export function localDay(at: EpochMs, timezone: string): LocalDay {
  return v.parse(localDaySchema, new Date(localAt(at, timezone)).toISOString().slice(0, 10))
}

/** @returns null: nothing was sent on that day, or its owner has not switched the page on */
export function dayPage(ledger: Ledger, id: ChannelId, day: LocalDay, number: number): DayPage | null {
  const channel = ledger.channels.get(id)?.channel
  if (channel === undefined || !channel.page || !hasPosts(channel) || channel.username === null) return null
  const { title, username, language } = channel
  const timezone = channel.timezone ?? 'UTC'
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // Two UTC days, or three where a local day is longer.
  const [first, last] = [postDay(momentOf(midnight, timezone)), postDay(momentOf(midnight + dayMs, timezone) - 1)]
  const parts = ledger.posts.between(id, first, last)
  const dayOf = (part: PostPart | null | undefined) => (part == null ? null : localDay(part.at, timezone))
  const own = parts.filter((part) => dayOf(part) === day)
  const retracted = ledger.retractedCodes.of(id)
  const { posts, pages } = onePage(
    wholePosts(own).map((post) => listedPost(post, retracted)),
    number,
  )
  if (posts.length === 0) return null
  const earlier = parts.findLast((part) => localDay(part.at, timezone) < day)
  const later = parts.find((part) => localDay(part.at, timezone) > day)
  return {
    ...{ title, username, language, timezone, day, posts, pages },
    before: dayOf(earlier ?? ledger.posts.before(id, first)),
    after: dayOf(later ?? ledger.posts.after(id, last)),
  }
}
