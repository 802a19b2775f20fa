/** What there is to say about a deployed bot, from all that was asked: one line each, with the fix. Pure. */

import { limits } from '../../src/limits.ts'
import type { Report } from '../../src/operator/report.ts'
import { allowedUpdates } from '../../src/operator/setup.ts'
import { excessRights, type Member, mayPost } from '../../src/telegram/member.ts'
import type { Me, WebhookInfo } from '../bot-api.ts'
import { sourcesOf } from '../deploy/build.ts'
import { duration } from '../terminal.ts'

export interface Finding {
  readonly level: 'well' | 'mind' | 'wrong'
  readonly what: string
  /** What to do; null: nothing. */
  readonly fix: string | null
}

/** Answers, or in words why there are none. */
export type Answer<Value> =
  | { readonly value: Value }
  /** `isPassing`: asked again, it may be answered. */
  | { readonly problem: string; readonly isPassing?: boolean }

export interface Facts {
  readonly me: Answer<Me>
  readonly webhook: Answer<WebhookInfo>
  /** Null: nobody knows where it is. */
  readonly address: string | null
  readonly report: Answer<Report>
  /** What `npm run deploy` would put there now. */
  readonly build: string
  readonly documents: Answer<unknown>
  /** By chat. */
  readonly members: ReadonlyMap<number, Answer<Member>>
  readonly now: number
}

const well = (what: string): Finding => ({ level: 'well', what, fix: null })
const mind = (what: string, fix: string): Finding => ({ level: 'mind', what, fix })
const wrong = (what: string, fix: string): Finding => ({ level: 'wrong', what, fix })

const MINUTE = 60_000
/** Errors of the webhook that are older say nothing of today. */
const RECENT_MS = 60 * MINUTE
/** More waiting updates than a moment's. */
const MANY_PENDING = 20
/** So much of a quota is told of. */
const NEAR = 0.8

export function findings(facts: Facts): readonly Finding[] {
  const { report } = facts
  const own = [...token(facts), ...webhook(facts), ...worker(facts)]
  if ('problem' in report) return own
  return [
    ...own,
    ...cron(report.value, facts.now),
    ...documents(facts),
    ...channels(report.value, facts.members),
    ...feeds(report.value),
    ...quotas(report.value),
  ]
}

function token({ me }: Facts): readonly Finding[] {
  if ('value' in me) return [well(`Token: Telegram knows @${me.value.username}`)]
  return [
    wrong(
      `Token: ${me.problem}`,
      'If it was renewed at @BotFather: BOT_TOKEN=… npm run deploy. If the network is down here: try again.',
    ),
  ]
}

function webhook({ webhook: answer, address, now }: Facts): readonly Finding[] {
  if ('problem' in answer) return [wrong(`Webhook: ${answer.problem}`, 'Try again; Telegram has to answer first.')]
  const { url, allowed_updates: allowed, ...info } = answer.value
  if (url === '') return [wrong('Webhook: none is set, so nobody’s messages arrive', 'npm run deploy sets it')]
  if (address !== null && url !== `${address}/telegram/webhook`)
    return [wrong(`Webhook: updates go to ${hostOf(url)}`, 'npm run deploy -- --take-over brings them here')]
  const found: Finding[] = []
  if (allowed.toSorted().join() !== allowedUpdates.toSorted().join())
    found.push(wrong('Webhook: not all kinds of updates are asked for', 'npm run deploy asks for them'))
  const { last_error_message: error, last_error_date: at = 0, pending_update_count: pending } = info
  const age = now - at * 1000
  if (error !== undefined && age < RECENT_MS)
    found.push(wrong(`Webhook: ${duration(age)} ago Telegram met “${error}”`, webhookFix(error)))
  if (pending > MANY_PENDING)
    found.push(
      mind(`Webhook: ${pending} updates wait`, 'They come by themselves once what Telegram met last is mended'),
    )
  return found.length > 0 ? found : [well(`Webhook: ${hostOf(url)}, ${pending} updates waiting`)]
}

/** In Telegram's words. */
function webhookFix(error: string): string {
  if (error.includes('401')) return 'The secrets differ: npm run deploy sets them anew on both sides'
  if (/50[0-9]|52[0-9]/u.test(error))
    return 'The Worker fails: look into its logs (Cloudflare’s dashboard, Workers, Logs)'
  if (error.includes('404')) return 'Something else answers there: npm run deploy'
  if (/resolve|timed out|refused/iu.test(error))
    return 'The address is not reached: is it still the Worker’s? npm run deploy'
  return 'npm run deploy sets it anew; if it stays, look into the Worker’s logs'
}

function worker({ address, report, build }: Facts): readonly Finding[] {
  if ('problem' in report)
    return [wrong(`Worker: ${report.problem}`, address === null ? 'npm run deploy' : 'npm run deploy puts it right')]
  const { build: there, retired, claimed, health } = report.value
  const found: Finding[] = []
  if (retired)
    found.push(
      wrong(
        'Worker: it rests, as a final backup was made of it',
        'Restore it where it is to go on, or npm run deploy -- --take-over here',
      ),
    )
  if (there !== null && sourcesOf(there) === sourcesOf(build)) found.push(well(`Worker: up to date (${there})`))
  else
    found.push(
      mind(
        `Worker: ${there === null ? 'not deployed by npm run deploy' : `runs ${there}`}, these sources are ${build}`,
        'npm run deploy brings it up to date; a build that is newer than these sources needs git pull first',
      ),
    )
  if (!claimed)
    found.push(wrong('Owner: nobody has claimed the bot yet', 'npm run deploy shows the link that claims it'))
  if (!retired) for (const problem of health.problems) found.push(wrong(`Worker: ${problem}`, 'As it says'))
  return found
}

function cron({ health: { lastCycle } }: Report, now: number): readonly Finding[] {
  const fix =
    'Cloudflare’s dashboard, the Worker, Settings, Triggers: there should be */5 * * * *; npm run deploy sets it'
  if (lastCycle === null)
    return [
      mind('Cron: no cycle yet', `The first comes within five minutes of deploying, or up to half an hour. ${fix}`),
    ]
  const age = now - Date.parse(lastCycle)
  return [
    age < limits.cycle.heartbeatMs
      ? well(`Cron: the last cycle was ${duration(Math.max(0, age))} ago`)
      : wrong(`Cron: the last cycle was ${duration(age)} ago`, fix),
  ]
}

function documents({ documents: answer }: Facts): readonly Finding[] {
  return 'value' in answer
    ? [well('KV: answers')]
    : [
        wrong(
          `KV: ${answer.problem}`,
          'npm run deploy makes the namespace where there is none; a spent quota ends at midnight UTC',
        ),
      ]
}

/** Why a channel stands still, by what the report calls it. */
const pauses: ReadonlyMap<string, string> = new Map([
  ['owner', 'its owner paused it'],
  ['choice', 'its owner was asked what becomes of what waited'],
])

function channels({ channels: all }: Report, members: Facts['members']): readonly Finding[] {
  const found = all.flatMap(({ chat, kind, title, pause, waiting }): readonly Finding[] => {
    const name = `Channel “${title}”`
    const paused = pause === null ? null : pauses.get(pause)
    if (paused != null) return [mind(`${name}: ${paused}; ${waiting} wait`, '/resume in the chat with the bot')]
    const closed =
      pause === null
        ? []
        : [wrong(`${name}: Telegram has closed it to the bot (${pause})`, 'Let the bot in again; it tries every hour')]
    const answer = members.get(chat)
    if (answer === undefined) return closed
    if ('problem' in answer && answer.isPassing === true)
      return [
        ...closed,
        mind(`${name}: ${answer.problem}`, 'Telegram did not say: run npm run doctor again in a minute'),
      ]
    if ('problem' in answer)
      return [wrong(`${name}: ${answer.problem}`, 'Make the bot its administrator again, or let it go in the menu')]
    if (!mayPost(answer.value, kind))
      return [
        wrong(`${name}: the bot may not post`, 'Give it the right to post messages (the channel, Administrators)'),
      ]
    if (excessRights(answer.value, kind))
      return [
        ...closed,
        mind(
          `${name}: the bot has more rights than it needs`,
          'Leave it only “Post messages”: with the right to edit, a lost answer may repeat a message',
        ),
      ]
    return closed
  })
  if (all.length === 0) return [mind('Channels: none yet', 'Make the bot an administrator of one, or send it /add')]
  return found.length > 0
    ? found
    : [well(`Channels: ${all.length}, each open to the bot, with the right to post and no other`)]
}

function feeds({ failing, health }: Report): readonly Finding[] {
  const total = health.feeds.ok + health.feeds.failing
  if (failing.length === 0) return [well(`Feeds: ${total}, each can be read`)]
  return failing.map(({ title, url, words }) =>
    mind(`Feed “${title}” (${hostOf(url)}): ${words}`, 'It is tried again by itself; /remove takes it away'),
  )
}

const quotaNames = {
  kvReads: 'KV reads',
  kvWrites: 'KV writes',
  rowsRead: 'rows read',
  rowsWritten: 'rows written',
  objectRequests: 'requests to objects',
  gbSeconds: 'object time (GB-s)',
} as const

function quotas({ health: { spending } }: Report): readonly Finding[] {
  const names = Object.keys(quotaNames) as (keyof typeof quotaNames)[]
  const near = names.flatMap((name) => {
    const { spent, projected, quota } = spending[name] ?? { spent: 0, projected: 0, quota: null }
    const share = quota === null ? 0 : Math.max(spent, projected) / quota
    return share < NEAR
      ? []
      : [
          mind(
            `Quota: ${Math.round(share * 100)} % of the day’s ${quotaNames[name]} by midnight UTC`,
            'Quiet feeds are slowed by themselves; fewer feeds, or the paid plan, end it',
          ),
        ]
  })
  const { spent, quota } = spending.kvBytes
  const full =
    quota !== null && spent > NEAR * quota
      ? [
          mind(
            `Quota: KV holds ${Math.round((spent / quota) * 100)} % of what it may`,
            'Set LINK_TTL_DAYS, so that old short links expire, or take the paid plan',
          ),
        ]
      : []
  return near.length + full.length > 0 ? [...near, ...full] : [well('Quotas: none is near its end')]
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
