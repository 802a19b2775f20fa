/** Findings about channels, feeds and quotas, from the Worker's report. Pure. */
import type { Report } from '../../src/admin/report.ts'
import { excessRights, mayPost } from '../../src/telegram/rights.ts'
import type { Facts } from './facts.ts'
import { type Finding, hostOf, mind, well, wrong } from './finding.ts'
import { isTransient } from './trouble.ts'

const NEAR = 0.8

const pauses: ReadonlyMap<string, string> = new Map([
  ['owner', 'its owner paused it'],
  ['choice', 'its owner has yet to choose what happens to waiting headlines'],
])

export function channelFindings({ channels: all }: Report, members: Facts['members']): readonly Finding[] {
  const found = all.flatMap((channel) => findingsOfChannel(channel, members))
  if (all.length === 0) return [mind('Channels: none yet', 'Make the bot an administrator of one, or send it /add')]
  if (found.length > 0) return found
  return [
    well(
      members.size === 0 && all.some(({ kind }) => kind !== 'private')
        ? `Channels: ${all.length}, none closed to the bot; Telegram was not asked about its rights`
        : `Channels: ${all.length}, each open to the bot, with the right to post and no other`,
    ),
  ]
}

function findingsOfChannel(
  { chat, kind, title, pause, waiting }: Report['channels'][number],
  members: Facts['members'],
): readonly Finding[] {
  const name = `Channel “${title}”`
  const paused = pause === null ? undefined : pauses.get(pause)
  if (paused !== undefined) return [mind(`${name}: ${paused}; ${waiting} wait`, '/resume in the chat with the bot')]
  const closed =
    pause === null
      ? []
      : [wrong(`${name}: Telegram has closed it to the bot (${pause})`, 'Let the bot in again; it tries every hour')]
  const answer = members.get(chat)
  if (answer === undefined) return closed
  if ('problem' in answer)
    return isTransient(answer.trouble)
      ? [...closed, mind(`${name}: ${answer.problem}`, 'Telegram did not answer: run npm run doctor again in a minute')]
      : [wrong(`${name}: ${answer.problem}`, 'Make the bot its administrator again, or remove it in the menu')]
  if (!mayPost(answer.value, kind))
    return [wrong(`${name}: the bot may not post`, 'Give it the right to post messages (the channel, Administrators)')]
  if (!excessRights(answer.value, kind)) return closed
  const fix = 'Leave it only “Post messages”: with the right to edit, a lost answer may repeat a message'
  return [...closed, mind(`${name}: the bot has more rights than it needs`, fix)]
}

export function feedFindings({ failing, health }: Report): readonly Finding[] {
  if (failing.length === 0) return [well(`Feeds: ${health.feeds.ok + health.feeds.failing}, each can be read`)]
  return failing.map(({ title, url, words }) =>
    mind(`Feed “${title}” (${hostOf(url)}): ${words}`, 'It is checked again by itself; /remove removes it'),
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

export function quotaFindings({ health: { spending } }: Report): readonly Finding[] {
  const names = Object.keys(quotaNames) as (keyof typeof quotaNames)[]
  const found = names.flatMap((name) => {
    const { spent, projected, quota } = spending[name] ?? { spent: 0, projected: 0, quota: null }
    const share = quota === null ? 0 : Math.max(spent, projected) / quota
    const what = `Quota: ${Math.round(share * 100)} % of the day’s ${quotaNames[name]} by midnight UTC`
    const fix = 'Quiet feeds are checked less often by themselves; fewer feeds, or the paid plan, end it'
    return share < NEAR ? [] : [mind(what, fix)]
  })
  const { spent, quota } = spending.kvBytes
  if (quota !== null && spent > NEAR * quota) {
    const fix = 'Set LINK_TTL_DAYS, so that old short links expire, or take the paid plan'
    found.push(mind(`Quota: KV is ${Math.round((spent / quota) * 100)} % full`, fix))
  }
  return found.length > 0 ? found : [well('Quotas: none is nearly used up')]
}
