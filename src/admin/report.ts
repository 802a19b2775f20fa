/** The state of a deployed bot, for `npm run deploy` and `npm run doctor`. No secrets. */
import * as v from 'valibot'
import { textsFor } from '../i18n/texts.ts'
import { storedVersionsSchema, writtenVersions } from '../store/versions.ts'
import { plainOf } from '../text/telegram-html.ts'
import type { OperatorDeps } from './deps.ts'
import { isClaimed } from './setup.ts'

const amount = v.object({ spent: v.number(), projected: v.number(), quota: v.nullable(v.number()) })

/** The JSON of `/health`: health.ts. */
export const healthSchema = v.object({
  ok: v.boolean(),
  lastCycle: v.nullable(v.string()),
  /** Absent in older versions. */
  everySeconds: v.optional(v.number()),
  channels: v.object({ total: v.number(), paused: v.number() }),
  feeds: v.object({ ok: v.number(), failing: v.number() }),
  waitingHeadlines: v.number(),
  spending: v.object({
    kvReads: amount,
    kvWrites: amount,
    rowsRead: amount,
    rowsWritten: amount,
    /** Absent in older versions. */
    objectRequests: v.optional(amount),
    gbSeconds: v.optional(amount),
    kvBytes: v.object({ spent: v.number(), quota: v.nullable(v.number()) }),
  }),
  problems: v.array(v.string()),
})

export const reportSchema = v.object({
  build: v.nullable(v.string()),
  botId: v.number(),
  /** Fingerprint of the webhook's secret: composition/environment.ts. */
  secretPrint: v.string(),
  /** The base of short links; null: unknown. */
  publicUrl: v.nullable(v.string()),
  plan: v.picklist(['free', 'paid']),
  cells: v.number(),
  claimed: v.boolean(),
  /** Shut down: another deployment runs this bot. */
  retired: v.boolean(),
  health: healthSchema,
  /** Versions of what this Worker stores; absent in older versions. */
  stored: v.optional(storedVersionsSchema),
  channels: v.array(
    v.object({
      chat: v.number(),
      kind: v.picklist(['private', 'group', 'supergroup', 'channel']),
      title: v.string(),
      username: v.nullable(v.string()),
      waiting: v.number(),
      /** Why it is paused; null: it is not. */
      pause: v.nullable(v.string()),
    }),
  ),
  failing: v.array(v.object({ title: v.string(), url: v.string(), words: v.string(), since: v.nullable(v.number()) })),
})
export type Report = Readonly<v.InferOutput<typeof reportSchema>>

export async function report(deps: OperatorDeps): Promise<Report> {
  const { directory, cells, settings } = deps
  const [health, learned, claimed, statuses] = await Promise.all([
    deps.health(),
    directory.fact('public-url'),
    isClaimed(deps),
    Promise.allSettled(cells.map(async (cell) => ({ ...(await cell.status()), retired: await cell.isShutDown() }))),
  ])
  // `health` reports a cell that does not answer.
  const answered = statuses.flatMap((cell) => (cell.status === 'fulfilled' ? cell.value : []))
  const words = textsFor('en')
  return v.parse(reportSchema, {
    build: settings.build,
    botId: settings.botId,
    secretPrint: settings.secretPrint,
    publicUrl: settings.publicUrl ?? learned,
    plan: settings.plan,
    cells: cells.length,
    claimed,
    retired: answered.some(({ retired }) => retired),
    health,
    stored: writtenVersions,
    channels: answered.flatMap(({ channels }) =>
      channels.map(({ pause, ...channel }) => ({
        ...channel,
        pause: pause === null ? null : pause.by === 'telegram' ? pause.reason : pause.by,
      })),
    ),
    failing: answered.flatMap(({ failing }) =>
      failing.map(({ problem, ...feed }) => ({ ...feed, words: plainOf(words.problem(problem)) })),
    ),
  })
}
