/** What the Worker reports of channels, feeds and quotas. Pure. */
import type { Report } from '../../src/admin/report.ts'
import { excessRights, mayPost } from '../../src/telegram/rights.ts'
import type { Facts } from './facts.ts'
import { type Finding, hostOf, mind, well, wrong } from './finding.ts'
import { isPassing } from './trouble.ts'

/** Share of a quota from which it is told. */
const NEAR = 0.8

/** Why a channel stands still, by what the report calls it. */
const pauses: ReadonlyMap<string, string> = new Map([
  ['owner', 'its owner paused it'],
  ['choice', 'its owner was asked what becomes of what waited'],
])

export function channelFindings({ channels: all }: Report, members: Facts['members']): readonly Finding[] {
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
    if ('problem' in answer && isPassing(answer.trouble))
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
  if (found.length > 0) return found
  return [
    well(
      members.size === 0 && all.some(({ kind }) => kind !== 'private')
        ? `Channels: ${all.length}, none closed to the bot; Telegram was not asked about its rights`
        : `Channels: ${all.length}, each open to the bot, with the right to post and no other`,
    ),
  ]
}

export function feedFindings({ failing, health }: Report): readonly Finding[] {
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

export function quotaFindings({ health: { spending } }: Report): readonly Finding[] {
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
