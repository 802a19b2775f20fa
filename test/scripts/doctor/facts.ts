/** Facts of a working bot, and changes of them, for the tests of `npm run doctor`. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { BotApiProblem } from '../../../scripts/bot-api.ts'
import type { WorkerState } from '../../../scripts/deploy/cloudflare.ts'
import { parseConfiguration } from '../../../scripts/deploy/configuration.ts'
import { desiredWorker, SECRET_PRINTS } from '../../../scripts/deploy/desired-worker.ts'
import type { CloudflareFacts, Facts } from '../../../scripts/doctor/facts.ts'
import { type Trouble, troubleAtAdminApi, troubleAtTelegram } from '../../../scripts/doctor/trouble.ts'
import { AdminApiProblem } from '../../../scripts/operator/admin-api.ts'
import { edgeAnswerOf } from '../../../scripts/operator/edge-answer.ts'
import type { NetworkProblem } from '../../../scripts/operator/network-problem.ts'
import type { Report } from '../../../src/admin/report.ts'
import { readMember } from '../../../src/telegram/answers.ts'

/** `line`: expected among the findings that are not `well`. */
export type Case = readonly [name: string, facts: Facts, line: RegExp]

export const NOW = Date.UTC(2026, 0, 5, 12)
export const BUILD = '0.1.0+aaaaaaaaaaaa-222222'
export const line = { spent: 10, projected: 20, quota: 1000 }
export const report: Report = {
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
export const member = (rights: object) => {
  const value = readMember({ status: 'administrator', ...rights })
  return value === null ? refused('none') : { value }
}
export function refused(problem: string) {
  return { problem, trouble: { kind: 'refused', reason: '' } } as const
}
export const webhook = {
  url: 'https://paperboy.test/telegram/webhook',
  pending_update_count: 0,
  allowed_updates: ['message', 'callback_query', 'my_chat_member', 'message_reaction_count'],
}
export const me = { id: 1, username: 'paper_bot', first_name: 'Paper' }
export const facts: Facts = {
  name: 'paperboy',
  defaultName: 'paperboy',
  me: { value: me },
  webhook: { value: webhook },
  workerTelegram: { value: { me: { value: me }, webhook: { value: webhook } } },
  address: 'https://paperboy.test',
  report: { value: report },
  cloudflare: { kind: 'logged-out' },
  build: BUILD,
  documents: { value: {} },
  members: new Map([[-1001, member({ can_post_messages: true })]]),
  clockOffsets: [0],
  now: NOW,
}
export const withReport = (over: Partial<Report>): Facts => ({ ...facts, report: { value: { ...report, ...over } } })
export const withHealth = (over: Partial<Report['health']>) => withReport({ health: { ...report.health, ...over } })
export const withWebhook = (over: object, other: Partial<Facts> = {}): Facts => ({
  ...facts,
  ...other,
  webhook: { value: { ...webhook, ...over } },
})
/** In Telegram's words. */
export const withError = (words: string, host = 'paperboy.test') =>
  withWebhook(
    { url: `https://${host}/telegram/webhook`, last_error_message: words, last_error_date: NOW / 1000 - 60 },
    { address: `https://${host}` },
  )
export const withMember = (rights: object): Facts => ({ ...facts, members: new Map([[-1001, member(rights)]]) })
export const channel = report.channels[0]

export const SHARED = 'paperboy.ann.workers.dev'
/** What this machine met at the address. */
export const withTrouble = (trouble: Trouble, host = 'paperboy.test', over: Partial<Facts> = {}): Facts => ({
  ...facts,
  ...over,
  address: `https://${host}`,
  webhook: { value: { ...webhook, url: `https://${host}/telegram/webhook` } },
  report: { problem: 'no', trouble },
  documents: { problem: 'no', trouble },
  workerTelegram: { problem: 'no', trouble },
})
export const answered = (status: number, body: string, headers: Record<string, string> = { server: 'cloudflare' }) =>
  edgeAnswerOf({ status, body, headers: new Headers(headers) })
export const unreachable = (kind: Exclude<NetworkProblem['kind'], 'proxy'>) =>
  troubleAtAdminApi(
    new AdminApiProblem('unreachable', kind, { network: { kind, code: 'CODE', host: 'paperboy.test', proxy: null } }),
  )
export const noTelegram = {
  me: { problem: 'getMe: ETIMEDOUT', trouble: troubleAtTelegram(new BotApiProblem('getMe: ETIMEDOUT', 0)) },
  webhook: { problem: 'getWebhookInfo: ETIMEDOUT', trouble: { kind: 'cut-off' } },
  members: new Map(),
} as const

export const configuration = parseConfiguration(readFileSync(path.resolve('wrangler.toml'), 'utf8'))
export const wish = { name: 'paperboy', variables: {}, build: BUILD, secrets: {}, namespace: 'store-id' }
export const desired = desiredWorker(configuration, wish, null)
export const secret = (name: string) => ({ type: 'secret_text', name })
export const current: WorkerState = {
  bindings: [
    ...Object.entries({ ...desired.variables, BUILD: '0.1.0+aaaaaaaaaaaa-111111', [SECRET_PRINTS]: '' }).map(
      ([name, text]) => ({ type: 'plain_text', name, text }),
    ),
    secret('BOT_TOKEN'),
    secret('WEBHOOK_SECRET'),
    { type: 'kv_namespace', name: 'STORE', namespace_id: 'store-id' },
    { type: 'durable_object_namespace', name: 'CELL' },
    { type: 'durable_object_namespace', name: 'DIRECTORY' },
  ],
  migrationTag: desired.migrationTags.at(-1) ?? null,
  crons: ['* * * * *'],
  workersDev: true,
  domains: [],
  patterns: [],
}
export const read = { kind: 'read', account: 'Ann’s', current, desired, namespaceExists: true, isOwn: true } as const
export const cloudflare = (over: Partial<WorkerState>, other: object = {}): CloudflareFacts => ({
  ...read,
  current: { ...current, ...over },
  ...other,
})
export const without = (name: string) => current.bindings.filter((binding) => binding.name !== name)
export const withVariable = (name: string, text: string) => [...without(name), { type: 'plain_text', name, text }]
