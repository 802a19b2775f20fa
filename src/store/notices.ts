/** Notices to people, stored until they are sent: table `notices`. i18n turns them into words. */
import * as v from 'valibot'
import { type Language, languageSchema } from '../language.ts'
import { channelIdSchema, lockoutSchema, type UserId, userIdSchema } from '../model.ts'
import { type FeedProblem, machineProblems } from '../result.ts'
import { watchedQuotas } from './alerts.ts'
import { json, sql, Table } from './database.ts'

/** A feed, and the channels of one owner that use it. */
const feedNotice = {
  feed: v.string(),
  url: v.string(),
  /** `number`: the feed's in that channel. */
  places: v.array(v.object({ channel: v.string(), number: v.number() })),
}
/** Only cycle/feed-health.ts writes it. */
const feedProblemSchema = v.custom<FeedProblem>((problem) => v.is(v.looseObject({ kind: v.string() }), problem))

export const noticeSchema = v.variant('kind', [
  v.object({
    kind: v.literal('locked-out'),
    channel: v.string(),
    reason: lockoutSchema,
    /** Telegram's description of the refusal; null where the reason says enough. */
    description: v.nullable(v.string()),
  }),
  v.object({
    kind: v.literal('back'),
    channel: v.string(),
    id: channelIdSchema,
    waiting: v.number(),
    /** The owner has to choose first what happens to the waiting headlines. */
    asks: v.boolean(),
  }),
  v.object({ kind: v.literal('expired'), channel: v.string(), headlines: v.number() }),
  /** The channel stayed closed for months and was removed. */
  v.object({ kind: v.literal('forgotten'), channel: v.string() }),
  /** A reader's last channel no longer has a link for readers. */
  v.object({ kind: v.literal('link-gone'), channel: v.string() }),
  v.object({ kind: v.literal('unanswered'), channel: v.string(), attempts: v.number() }),
  v.object({ kind: v.literal('refused'), channel: v.string(), headlines: v.number(), description: v.string() }),
  /** A sent headline left its feed soon after its publication. */
  v.object({
    kind: v.literal('withdrawn'),
    channel: v.string(),
    id: channelIdSchema,
    code: v.string(),
    title: v.string(),
  }),
  /** Telegram refuses the channel's rich messages; ordinary ones replace them. Empty description: it gives none. */
  v.object({ kind: v.literal('rich-refused'), channel: v.string(), description: v.string() }),
  /** The language model cannot translate the channel's headlines, which are sent in the original. */
  v.object({ kind: v.literal('not-translated'), channel: v.string(), problem: v.picklist(machineProblems) }),
  /** The language model wrote no briefing for the channel's digest, which was sent without one. */
  v.object({ kind: v.literal('not-briefed'), channel: v.string(), problem: v.picklist(machineProblems) }),
  /** The feed has failed for a day. */
  v.object({ kind: v.literal('feed-failing'), ...feedNotice, problem: feedProblemSchema }),
  v.object({ kind: v.literal('feed-back'), ...feedNotice }),
  /** The secret has changed, so the feed's user name, password and headers are needed again. */
  v.object({ kind: v.literal('credentials-lost'), ...feedNotice }),
  /** The server answered 410; the feed is no longer polled. */
  v.object({ kind: v.literal('feed-gone'), ...feedNotice }),
  /** The feed moved permanently to `to`; `url` is the old address. */
  v.object({ kind: v.literal('feed-moved'), ...feedNotice, to: v.string() }),
  /** The document is larger than the limit; only its beginning is read. */
  v.object({ kind: v.literal('feed-cut'), ...feedNotice, limitBytes: v.number() }),
  /** The following go to the bot's operators: store/alerts.ts. */
  v.object({ kind: v.literal('quota-near'), quota: v.picklist(watchedQuotas), spent: v.number(), most: v.number() }),
  v.object({ kind: v.literal('doors-dark') }),
  v.object({ kind: v.literal('namespace-shared'), bot: v.number() }),
  v.object({ kind: v.literal('channel-lost'), channel: v.string(), reason: lockoutSchema }),
])
export type Notice = Readonly<v.InferOutput<typeof noticeSchema>>

const noticeRow = v.object({
  id: v.number(),
  person: userIdSchema,
  language: languageSchema,
  notice: json(noticeSchema),
})
export type StoredNotice = Readonly<v.InferOutput<typeof noticeRow>>

export class Notices extends Table {
  readonly #all = this.remembered(['notices'], () => this.rows(noticeRow, sql`SELECT * FROM notices ORDER BY id`))

  add(person: UserId, language: Language, notice: Notice): void {
    this.run(sql`INSERT INTO notices (person, language, notice)
      VALUES (${person}, ${language}, ${JSON.stringify(notice)})`)
  }

  all(): readonly StoredNotice[] {
    return this.#all()
  }

  remove({ id }: StoredNotice): void {
    this.run(sql`DELETE FROM notices WHERE id = ${id}`)
  }

  discard(): void {
    this.run(sql`DELETE FROM notices`)
  }
}
