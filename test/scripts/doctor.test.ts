/** `npm run doctor`: what it makes of what it was told, a line each, with the fix. */
import { describe, expect, it } from 'vitest'
import { type Facts, findings } from '../../scripts/doctor/findings.ts'
import type { Report } from '../../src/operator/report.ts'
import { readMember } from '../../src/telegram/member.ts'

const NOW = Date.UTC(2026, 0, 5, 12)
const line = { spent: 10, projected: 20, quota: 1000 }
const report: Report = {
  build: '0.1.0+aaaaaaaaaaaa-111111',
  botId: 1,
  secretPrint: '',
  publicUrl: 'https://paperboy.test',
  plan: 'free',
  cells: 1,
  claimed: true,
  retired: false,
  health: {
    ok: true,
    lastCycle: new Date(NOW - 120_000).toISOString(),
    channels: { total: 1, paused: 0 },
    feeds: { ok: 3, failing: 0 },
    waitingHeadlines: 0,
    spending: {
      kvReads: line,
      kvWrites: line,
      rowsRead: line,
      rowsWritten: line,
      kvBytes: { spent: 1, quota: 1000 },
    },
    problems: [],
  },
  channels: [{ chat: -1001, kind: 'channel', title: 'Morning', username: 'morning', waiting: 0, pause: null }],
  failing: [],
}
const member = (rights: object) => {
  const value = readMember({ status: 'administrator', ...rights })
  return value === null ? { problem: 'none' } : { value }
}
const webhook = {
  url: 'https://paperboy.test/telegram/webhook',
  pending_update_count: 0,
  allowed_updates: ['message', 'callback_query', 'my_chat_member'],
}
const facts: Facts = {
  me: { value: { id: 1, username: 'paper_bot', first_name: 'Paper' } },
  webhook: { value: webhook },
  address: 'https://paperboy.test',
  report: { value: report },
  build: '0.1.0+aaaaaaaaaaaa-222222',
  documents: { value: {} },
  members: new Map([[-1001, member({ can_post_messages: true })]]),
  now: NOW,
}
const said = (found: ReturnType<typeof findings>) =>
  found.filter(({ level }) => level !== 'well').map(({ level, what, fix }) => `${level} ${what} → ${fix}`)
const withReport = (over: Partial<Report>): Facts => ({ ...facts, report: { value: { ...report, ...over } } })
const withHealth = (over: Partial<Report['health']>) => withReport({ health: { ...report.health, ...over } })
const withWebhook = (over: object): Facts => ({ ...facts, webhook: { value: { ...webhook, ...over } } })
const withMember = (rights: object): Facts => ({ ...facts, members: new Map([[-1001, member(rights)]]) })
const channel = report.channels[0]

it('says of a bot that is well, in a line each, that it is', () => {
  expect(findings(facts).map(({ level, what }) => `${level} ${what}`)).toEqual([
    'well Token: Telegram knows @paper_bot',
    'well Webhook: paperboy.test, 0 updates waiting',
    'well Worker: up to date (0.1.0+aaaaaaaaaaaa-111111)',
    'well Cron: the last cycle was 2 min 0 s ago',
    'well KV: answers',
    'well Channels: 1, each open to the bot, with the right to post and no other',
    'well Feeds: 3, each can be read',
    'well Quotas: none is near its end',
  ])
})

describe('finds', () => {
  it.each<[string, Facts, RegExp]>([
    [
      'a token that is not known',
      { ...facts, me: { problem: 'getMe: Unauthorized' } },
      /^wrong Token: getMe: Unauthorized → .*BOT_TOKEN/u,
    ],
    ['no webhook', withWebhook({ url: '' }), /^wrong Webhook: none is set.* → npm run deploy/u],
    [
      'a webhook elsewhere',
      withWebhook({ url: 'https://other.test/hook' }),
      /^wrong Webhook: updates go to other\.test → npm run deploy -- --take-over/u,
    ],
    [
      'kinds of updates that are not asked for',
      withWebhook({ allowed_updates: ['message'] }),
      /^wrong Webhook: not all kinds/u,
    ],
    [
      'a secret that differs',
      withWebhook({
        last_error_message: 'Wrong response from the webhook: 401 Unauthorized',
        last_error_date: NOW / 1000 - 60,
      }),
      /^wrong Webhook: 1 min 0 s ago Telegram met “Wrong response.*” → The secrets differ/u,
    ],
    [
      'a Worker that fails',
      withWebhook({
        last_error_message: 'Wrong response from the webhook: 500 Internal',
        last_error_date: NOW / 1000 - 60,
      }),
      /→ The Worker fails: look into its logs/u,
    ],
    ['many updates that wait', withWebhook({ pending_update_count: 40 }), /^mind Webhook: 40 updates wait/u],
    [
      'a Worker that does not answer',
      { ...facts, report: { problem: 'no answer' } },
      /^wrong Worker: no answer → npm run deploy/u,
    ],
    [
      'an older version',
      withReport({ build: '0.0.9+bbbbbbbbbbbb-111111' }),
      /^mind Worker: runs 0\.0\.9.*these sources are 0\.1\.0/u,
    ],
    [
      'one that was deployed by other means',
      withReport({ build: null }),
      /^mind Worker: not deployed by npm run deploy/u,
    ],
    ['a bot at rest', withReport({ retired: true }), /^wrong Worker: it rests, as a final backup was made/u],
    [
      'a bot of nobody',
      withReport({ claimed: false }),
      /^wrong Owner: nobody has claimed the bot yet → npm run deploy/u,
    ],
    ['what health says', withHealth({ problems: ['KV refused it'] }), /^wrong Worker: KV refused it/u],
    [
      'a cron that has stopped',
      withHealth({ lastCycle: new Date(NOW - 3_600_000).toISOString() }),
      /^wrong Cron: the last cycle was 60 min 0 s ago → .*Triggers/u,
    ],
    ['no cycle yet', withHealth({ lastCycle: null }), /^mind Cron: no cycle yet/u],
    ['KV that does not answer', { ...facts, documents: { problem: 'KV is down' } }, /^wrong KV: KV is down/u],
    [
      'a channel without the right',
      withMember({ can_edit_messages: true }),
      /^wrong Channel “Morning”: the bot may not post → Give it the right/u,
    ],
    [
      'a channel with more rights',
      withMember({ can_post_messages: true, can_edit_messages: true }),
      /^mind Channel “Morning”: the bot has more rights/u,
    ],
    [
      'a channel that is gone',
      { ...facts, members: new Map([[-1001, { problem: 'chat not found' }]]) },
      /^wrong Channel “Morning”: chat not found/u,
    ],
    [
      'a channel that is paused',
      withReport({ channels: channel === undefined ? [] : [{ ...channel, pause: 'owner', waiting: 4 }] }),
      /^mind Channel “Morning”: its owner paused it; 4 wait → \/resume/u,
    ],
    [
      'a channel that Telegram closed',
      withReport({ channels: channel === undefined ? [] : [{ ...channel, pause: 'kicked' }] }),
      /^wrong Channel “Morning”: Telegram has closed it to the bot \(kicked\)/u,
    ],
    ['no channel', withReport({ channels: [] }), /^mind Channels: none yet/u],
    [
      'a feed that fails',
      withReport({
        failing: [
          { title: 'News', url: 'https://news.test/feed?key=secret', words: 'The site is in trouble.', since: null },
        ],
      }),
      /^mind Feed “News” \(news\.test\): The site is in trouble\./u,
    ],
    [
      'a quota that nears its end',
      withHealth({ spending: { ...report.health.spending, kvWrites: { spent: 500, projected: 900, quota: 1000 } } }),
      /^mind Quota: 90 % of the day’s KV writes by midnight UTC/u,
    ],
    [
      'KV that is nearly full',
      withHealth({ spending: { ...report.health.spending, kvBytes: { spent: 900, quota: 1000 } } }),
      /^mind Quota: KV holds 90 % of what it may → Set LINK_TTL_DAYS/u,
    ],
  ])('%s', (_, given, line_) => {
    const found = said(findings(given))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(line_)
  })
})
