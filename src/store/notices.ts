/** What people are told without having asked, as it is stored until they are told; bot/words has the words. */
import * as v from 'valibot'
import { channelIdSchema, lockoutSchema } from '../model.ts'
import type { FeedProblem } from '../result.ts'
import { watchedQuotas } from './alerts.ts'

/** A feed, and the channels of one owner that use it. */
const feedNotice = {
  feed: v.string(),
  url: v.string(),
  /** `number`: the feed's in that channel. */
  places: v.array(v.object({ channel: v.string(), number: v.number() })),
}
/** Written by cycle/feed-health.ts and nobody else. */
const feedProblemSchema = v.custom<FeedProblem>((problem) => v.is(v.looseObject({ kind: v.string() }), problem))

export const noticeSchema = v.variant('kind', [
  v.object({
    kind: v.literal('locked-out'),
    channel: v.string(),
    reason: lockoutSchema,
    /** Telegram's own words, where they are all that is known. */
    description: v.nullable(v.string()),
  }),
  v.object({
    kind: v.literal('back'),
    channel: v.string(),
    id: channelIdSchema,
    waiting: v.number(),
    /** Its owner has to say first what becomes of what waited. */
    asks: v.boolean(),
  }),
  v.object({ kind: v.literal('expired'), channel: v.string(), headlines: v.number() }),
  /** A channel that stayed closed was given up. */
  v.object({ kind: v.literal('forgotten'), channel: v.string() }),
  v.object({ kind: v.literal('unanswered'), channel: v.string(), attempts: v.number() }),
  v.object({ kind: v.literal('refused'), channel: v.string(), headlines: v.number(), description: v.string() }),
  /** A feed has failed for a day. */
  v.object({ kind: v.literal('feed-failing'), ...feedNotice, problem: feedProblemSchema }),
  v.object({ kind: v.literal('feed-back'), ...feedNotice }),
  /** Its publisher has taken it down; it is not read any more. */
  v.object({ kind: v.literal('feed-gone'), ...feedNotice }),
  /** It redirects for good, and is read at its new address from now on. `url`: the old one. */
  v.object({ kind: v.literal('feed-moved'), ...feedNotice, to: v.string() }),
  /** To whose bot it is: store/alerts.ts. */
  v.object({ kind: v.literal('quota-near'), quota: v.picklist(watchedQuotas), spent: v.number(), most: v.number() }),
  v.object({ kind: v.literal('doors-dark') }),
  v.object({ kind: v.literal('namespace-shared'), bot: v.number() }),
  v.object({ kind: v.literal('channel-lost'), channel: v.string(), reason: lockoutSchema }),
])
export type Notice = Readonly<v.InferOutput<typeof noticeSchema>>
