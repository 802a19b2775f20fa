/** Faults at Cloudflare and on this machine, and the finding for each. */
import {
  type Case,
  cloudflare,
  current,
  desired,
  facts,
  NOW,
  noTelegram,
  read,
  refused,
  SHARED,
  unreachable,
  withHealth,
  without,
  withReport,
  withTrouble,
  withVariable,
  withWebhook,
} from './facts.ts'

/** Workers AI as wrangler.toml wants it. @param isBound whether Cloudflare has the binding too */
const withWorkersAi = (bindsWorkersAi: boolean, model: string, isBound = bindsWorkersAi) => ({
  ...facts,
  cloudflare: cloudflare(
    {
      bindings: [
        ...current.bindings,
        { type: 'plain_text', name: 'AI_MODEL', text: model },
        ...(isBound ? [{ type: 'ai', name: 'AI' }] : []),
      ],
    },
    { desired: { ...desired, bindsWorkersAi, variables: { ...desired.variables, AI_MODEL: model } } },
  ),
})

export const atCloudflare: readonly Case[] = [
  [
    'a binding of Workers AI that was not deployed',
    withWorkersAi(true, '', false),
    /^mind Cloudflare: these differ from here: the binding of Workers AI → npm run deploy/u,
  ],
  [
    'a model without a binding',
    withWorkersAi(false, '@cf/zai-org/glm-4.7-flash'),
    /^mind Workers AI: AI_MODEL names @cf\/zai-org\/glm-4\.7-flash, and nothing is bound → Uncomment \[ai\]/u,
  ],
  ['a binding that is not used', withWorkersAi(true, 'off'), /^mind Workers AI: it is bound, and AI_MODEL = "off" → /u],
  [
    'an unknown model',
    withWorkersAi(true, '@cf/nobody/knows'),
    /^mind Workers AI: @cf\/nobody\/knows is not among the known models/u,
  ],
  [
    'no Worker',
    withTrouble({ kind: 'not-routed' }, SHARED, { cloudflare: { ...read, current: null } }),
    /^wrong Worker: the account “Ann’s” has none called “paperboy” → npm run deploy puts it there/u,
  ],
  [
    'a Worker that is somebody else’s',
    { ...facts, cloudflare: cloudflare({ bindings: [] }) },
    /^wrong Worker: the one called “paperboy” is no Paperboy → /u,
  ],
  [
    'no cron',
    { ...facts, cloudflare: cloudflare({ crons: [] }) },
    /^wrong Cron: Cloudflare has none.* → npm run doctor -- --fix sets it/u,
  ],
  [
    'another cron',
    { ...facts, cloudflare: cloudflare({ crons: ['0 0 * * *'] }) },
    /^wrong Cron: Cloudflare has 0 0 \* \* \* for the Worker, and it should be \* \* \* \* \* → npm run doctor -- --fix/u,
  ],
  [
    'a cron that is set while cycles stop',
    { ...withHealth({ lastCycle: new Date(NOW - 3_600_000).toISOString() }), cloudflare: read },
    /^wrong Cron: the last cycle was 60 min 0 s ago → The cron at Cloudflare is right.*cycle-failed/u,
  ],
  [
    'a namespace that was deleted',
    {
      ...facts,
      documents: refused('failed'),
      cloudflare: cloudflare({}, { namespaceExists: false, desired: { ...desired, namespace: null } }),
    },
    /^wrong KV: the Worker’s namespace was deleted → npm run doctor -- --fix creates a new one/u,
  ],
  [
    'a secret that is missing',
    withTrouble({ kind: 'refused', reason: 'WEBHOOK_SECRET is not set' }, 'paperboy.test', {
      cloudflare: cloudflare({ bindings: without('WEBHOOK_SECRET') }),
    }),
    /^wrong Secret: WEBHOOK_SECRET is missing, .* → npm run doctor -- --fix sets it/u,
  ],
  [
    'a secret that is missing from another version: only its operator deploys these sources',
    {
      ...withReport({ build: '0.0.9+bbbbbbbbbbbb-111111' }),
      report: refused('BOT_TOKEN is not set'),
      build: '0.2.0+cccccccccccc-111111',
      cloudflare: cloudflare({ bindings: without('BOT_TOKEN'), migrationTag: 'v9' }),
    },
    /^wrong Secret: BOT_TOKEN is missing, .* → npm run deploy sets it/u,
  ],
  [
    'a secret that is missing from a Worker that may be another bot’s',
    withTrouble({ kind: 'refused', reason: 'BOT_TOKEN is not set' }, 'paperboy.test', {
      cloudflare: cloudflare({ bindings: without('BOT_TOKEN') }, { isOwn: false }),
    }),
    /^wrong Secret: BOT_TOKEN is missing, .* → npm run deploy sets it/u,
  ],
  [
    'workers.dev that is off',
    withTrouble({ kind: 'not-routed' }, SHARED, { cloudflare: cloudflare({ workersDev: false }) }),
    /^wrong Worker: workers\.dev is switched off for it, .* → npm run doctor -- --fix switches it on/u,
  ],
  [
    'workers.dev that is off beside a domain',
    { ...facts, cloudflare: cloudflare({ workersDev: false }) },
    /^mind Worker: workers\.dev is switched off for it → npm run doctor -- --fix switches it on\. Or set workers_dev/u,
  ],
  [
    'a domain that does not lead to it',
    { ...facts, cloudflare: { ...read, desired: { ...desired, domains: ['paperboy.test'] } } },
    /^wrong Worker: the domain paperboy\.test does not lead to it → npm run deploy sets it up/u,
  ],
  [
    'a domain that does not lead to it, and is not found',
    withTrouble({ kind: 'no-origin' }, 'paperboy.test', {
      cloudflare: { ...read, desired: { ...desired, domains: ['paperboy.test'] } },
    }),
    /^wrong Worker: the domain paperboy\.test does not lead to it → npm run deploy sets it up/u,
  ],
  [
    'a variable that differs',
    { ...facts, cloudflare: cloudflare({ bindings: withVariable('PLAN', 'paid') }) },
    /^mind Cloudflare: these differ from here: the variable PLAN → npm run deploy applies .*--dry-run only shows it/u,
  ],
  [
    'a version that is newer',
    { ...facts, cloudflare: cloudflare({ migrationTag: 'v9' }) },
    /^mind Worker: what is deployed is newer than these sources → npm run upgrade/u,
  ],
  [
    'an API that refuses',
    { ...facts, cloudflare: { kind: 'unread', problem: 'A permission is missing.', advice: 'Give it.' } },
    /^mind Cloudflare: A permission is missing\. → Give it\./u,
  ],
]

export const onThisMachine: readonly Case[] = [
  [
    'a clock that is behind',
    { ...facts, clockOffsets: [600_000, 601_000], now: NOW - 600_000 },
    /^mind Clock: this machine’s is 10 min 0 s behind → Set the date, time and time zone/u,
  ],
  [
    'a clock that is ahead, by which a cycle would be late',
    { ...facts, clockOffsets: [-7_200_000], now: NOW + 7_200_000 },
    /^mind Clock: this machine’s is 120 min 0 s ahead/u,
  ],
  [
    'a clock that is years off, so that no certificate is valid',
    { ...withTrouble(unreachable('clock')), clockOffsets: [] },
    /^mind Clock: by this machine’s, certificates are not valid now → Set the date/u,
  ],
  [
    'a network that reaches nobody',
    withTrouble({ kind: 'cut-off' }, 'paperboy.test', noTelegram),
    /wrong Network: neither Telegram nor the Worker nor Cloudflare’s API can be asked about the bot → .*HTTPS_PROXY/u,
  ],
  [
    'an address that nobody knows',
    { ...withWebhook({ url: '' }), address: null, report: { problem: '', trouble: { kind: 'cut-off' } } },
    /^wrong Worker: its address is unknown .* → Name the address: npm run doctor -- --address/u,
  ],
]
