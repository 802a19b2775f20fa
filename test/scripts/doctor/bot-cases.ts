/** Faults of the bot, its token and its webhook, and the finding for each. */
import {
  type Case,
  channel,
  facts,
  NOW,
  noTelegram,
  refused,
  report,
  webhook,
  withHealth,
  withMember,
  withReport,
  withTrouble,
  withWebhook,
} from './facts.ts'

export const atTelegram: readonly Case[] = [
  [
    'a token that is not known',
    { ...facts, me: refused('getMe: Unauthorized') },
    /^wrong Token: getMe: Unauthorized → .*BOT_TOKEN=… npm run deploy/u,
  ],
  ['no webhook', withWebhook({ url: '' }), /^wrong Webhook: none is set.* → npm run doctor -- --fix sets it/u],
  [
    'no webhook where the Worker is not reached',
    { ...withTrouble({ kind: 'cut-off' }), webhook: { value: { ...webhook, url: '' } } },
    /^wrong Webhook: none is set.* → npm run deploy sets it/u,
  ],
  [
    'another Paperboy’s webhook',
    withWebhook({ url: 'https://other.test/telegram/webhook' }),
    /^wrong Webhook: updates go to other\.test, another Paperboy .* → .*npm run deploy -- --take-over/u,
  ],
  [
    'another tool’s webhook',
    withWebhook({ url: 'https://tool.test/bot/1:secret' }),
    /^wrong Webhook: updates go to tool\.test, which belongs to another tool → Stop that tool, .*npm run deploy -- --take-over/u,
  ],
  [
    'an older path',
    withWebhook({ url: 'https://paperboy.test/webhook' }),
    /^wrong Webhook: updates go to another path of paperboy\.test → npm run doctor -- --fix sets it/u,
  ],
  [
    'kinds of updates that are not asked for',
    withWebhook({ allowed_updates: ['message'] }),
    /^wrong Webhook: not all kinds .* → npm run doctor -- --fix sets it/u,
  ],
  ['many updates that wait', withWebhook({ pending_update_count: 40 }), /^mind Webhook: 40 updates wait/u],
  [
    'a token that only the Worker could ask about, and is not known',
    {
      ...facts,
      ...noTelegram,
      workerTelegram: {
        value: { me: { problem: 'does not know this BOT_TOKEN', isPassing: false }, webhook: { value: webhook } },
      },
    },
    /wrong Token: does not know this BOT_TOKEN → .*npm run deploy/u,
  ],
]

export const atTheBot: readonly Case[] = [
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
  ['a bot that was shut down', withReport({ retired: true }), /^wrong Worker: it was shut down by a final backup/u],
  ['a bot of nobody', withReport({ claimed: false }), /^wrong Owner: nobody has claimed the bot yet → npm run deploy/u],
  ['what health says', withHealth({ problems: ['KV refused it'] }), /^wrong Worker: KV refused it/u],
  [
    'a cron that has stopped',
    withHealth({ lastCycle: new Date(NOW - 3_600_000).toISOString() }),
    /^wrong Cron: the last cycle was 60 min 0 s ago → .*npx wrangler login.*npm run doctor -- --fix sets it/u,
  ],
  ['no cycle yet', withHealth({ lastCycle: null }), /^mind Cron: no cycle yet/u],
  ['KV that does not answer', { ...facts, documents: refused('KV is down') }, /^wrong KV: KV is down/u],
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
    { ...facts, members: new Map([[-1001, refused('chat not found')]]) },
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
    /^mind Quota: KV is 90 % full → Set LINK_TTL_DAYS/u,
  ],
]
