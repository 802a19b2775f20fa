/** Collects the facts about a deployed bot from Telegram, the Worker, Cloudflare's API and this machine. */
import * as v from 'valibot'
import type { Report } from '../../src/admin/report.ts'
import { type Member, readMember } from '../../src/telegram/answers.ts'
import { type BotApi, BotApiProblem } from '../bot-api.ts'
import { configurationOf, variablesIn } from '../deploy/configuration.ts'
import type { DeployDeps } from '../deploy/deps.ts'
import { desiredWorker, matchesRecordedSecret } from '../deploy/desired-worker.ts'
import { AdminApiProblem } from '../operator/admin-api.ts'
import { type Deployed, findDeployed } from '../operator/deployed.ts'
import { type Keys, readKeys } from '../operator/keys.ts'
import { networkAdvice, OperatorProblem } from '../operator/problem.ts'
import { messageOf } from '../terminal.ts'
import type { Answer, CloudflareFacts } from './facts.ts'
import type { Finding } from './finding.ts'
import { findings } from './findings.ts'
import { type CloudflareView, readCloudflare } from './read-cloudflare.ts'
import { type Trouble, troubleAtAdminApi, troubleAtTelegram } from './trouble.ts'

export interface DoctorDeps extends DeployDeps {
  /** A server's clock, minus this machine's, in ms; null: it does not answer. */
  readonly clockOffset: (url: string) => Promise<number | null>
  readonly clocks: readonly string[]
  readonly deploy: (name: string, token: string) => Promise<void>
}

/** The Date header: RFC 9110, section 6.6.1. @returns ms; null: no answer, or no date */
export async function clockOffset(url: string): Promise<number | null> {
  try {
    const signal = AbortSignal.timeout(10_000)
    const { headers } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal })
    const offset = Date.parse(headers.get('date') ?? '') - Date.now()
    return Number.isNaN(offset) ? null : offset
  } catch {
    return null
  }
}

/** Telegram limits the rate of requests. */
const MAX_CHATS = 100

export interface ExamineOptions {
  readonly name: string
  readonly defaultName: string
  /** As typed; null: as kept on this machine, known to Cloudflare, or set at Telegram. */
  readonly address: string | null
  /** What `npm run deploy` would deploy now. */
  readonly build: string
}

export interface Examined {
  readonly findings: readonly Finding[]
  readonly deployed: Deployed
  readonly view: CloudflareView
}

export async function examine(deps: DoctorDeps, options: ExamineOptions): Promise<Examined> {
  const { name, defaultName, address: given, build } = options
  const keys = await readKeys(deps.keysFolder, name)
  const view = await readCloudflare(deps, name, keys)
  const deployed = await findDeployed(deps, name, given ?? keys.address ?? view.address)
  const { api, address, token } = deployed
  const adminApi = address === null ? null : deps.adminApi(address, token)
  const unknown = { problem: 'its address is unknown', trouble: { kind: 'cut-off' } } as const
  const [me, webhook, report, documents, workerTelegram, ...offsets] = await Promise.all([
    answerOf(() => api.me()),
    answerOf(() => api.webhook()),
    adminApi === null ? unknown : answerOf(() => adminApi.report()),
    adminApi === null ? unknown : answerOf(() => adminApi.json('documents?prefix=edition:', v.unknown())),
    adminApi === null ? unknown : answerOf(() => adminApi.telegram()),
    ...[...deps.clocks, ...(address === null ? [] : [address])].map(deps.clockOffset),
  ])
  const members = 'value' in me && 'value' in report ? await membersOf(api, report.value, me.value.id) : new Map()
  const found = findings({
    name,
    defaultName,
    me,
    webhook,
    workerTelegram,
    address,
    report,
    cloudflare: cloudflareFacts(deps, view, options, token, keys),
    build,
    documents,
    members,
    clockOffsets: offsets.filter((offset) => offset !== null),
    now: deps.now(),
  })
  return { findings: found, deployed, view }
}

function cloudflareFacts(
  { environment }: DoctorDeps,
  view: CloudflareView,
  { name, build }: ExamineOptions,
  token: string,
  keys: Keys,
): CloudflareFacts {
  if (view.kind !== 'read') return view
  const { account, current, configuration, namespace, namespaceExists } = view
  const webhookSecret = environment['WEBHOOK_SECRET']?.trim() || keys.webhookSecret
  const secrets = { BOT_TOKEN: token, ...(webhookSecret === null ? {} : { WEBHOOK_SECRET: webhookSecret }) }
  const request = { name, variables: variablesIn(environment), build, secrets, namespace }
  return {
    kind: 'read',
    account: account.name,
    current,
    desired: desiredWorker(configurationOf(configuration, name), request, current),
    namespaceExists,
    isOwn: current !== null && matchesRecordedSecret(current, 'BOT_TOKEN', token) === true,
  }
}

async function membersOf(api: BotApi, { channels }: Report, bot: number): Promise<ReadonlyMap<number, Answer<Member>>> {
  const chats = [...new Set(channels.flatMap(({ chat, kind }) => (kind === 'private' ? [] : chat)))].slice(0, MAX_CHATS)
  const members = new Map<number, Answer<Member>>()
  for (const chat of chats) {
    const answer = await answerOf(() => api.call('getChatMember', { chat_id: chat, user_id: bot }, v.unknown()))
    const member = 'value' in answer ? readMember(answer.value) : null
    const unknownForm = {
      problem: 'Telegram’s answer has an unknown form',
      trouble: { kind: 'refused', reason: '' },
    } as const
    members.set(chat, 'problem' in answer ? answer : member === null ? unknownForm : { value: member })
  }
  return members
}

async function answerOf<Value>(ask: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await ask() }
  } catch (problem) {
    return { problem: messageOf(problem), trouble: troubleOf(problem) }
  }
}

function troubleOf(problem: unknown): Trouble {
  if (problem instanceof AdminApiProblem) return troubleAtAdminApi(problem)
  if (problem instanceof BotApiProblem) return troubleAtTelegram(problem)
  throw new OperatorProblem(messageOf(problem), networkAdvice)
}
