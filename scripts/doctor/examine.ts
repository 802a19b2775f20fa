/** Asks everybody about a deployed bot: Telegram, the Worker, Cloudflare's API, and this machine's sources. */
import * as v from 'valibot'
import type { Report } from '../../src/admin/report.ts'
import { type Member, readMember } from '../../src/telegram/answers.ts'
import { type BotApi, BotApiProblem } from '../bot-api.ts'
import { variablesIn } from '../deploy/arguments.ts'
import { configurationOf } from '../deploy/configuration.ts'
import { isNoted, wantedWorker } from '../deploy/wanted-worker.ts'
import { type Deployed, findDeployed } from '../operator/deployed.ts'
import { DoorProblem } from '../operator/door-client.ts'
import { type Keys, readKeys } from '../operator/keys.ts'
import { networkAdvice, OperatorProblem } from '../operator/problem.ts'
import { wordsOf } from '../terminal.ts'
import type { DoctorDeps } from './deps.ts'
import type { Answer, CloudflareFacts } from './facts.ts'
import type { Finding } from './finding.ts'
import { findings } from './findings.ts'
import { type CloudflareView, readCloudflare } from './read-cloudflare.ts'
import { type Trouble, troubleAtDoor, troubleAtTelegram } from './trouble.ts'

/** Telegram is asked about so many chats; more would be asked too fast. */
const CHATS = 100

export interface Question {
  /** The Worker's. */
  readonly name: string
  /** The Worker's name in wrangler.toml. */
  readonly usualName: string
  /** As typed; null: as kept, as Cloudflare has it, or as Telegram has it. */
  readonly address: string | null
  /** What `npm run deploy` would put there now. */
  readonly build: string
}

export interface Examined {
  readonly findings: readonly Finding[]
  readonly deployed: Deployed
  readonly view: CloudflareView
}

export async function examine(
  deps: DoctorDeps,
  { name, usualName, address: given, build }: Question,
): Promise<Examined> {
  const keys = await readKeys(deps.keysIn, name)
  const view = await readCloudflare(deps, name, keys)
  const deployed = await findDeployed(deps, name, given ?? keys.address ?? view.address)
  const { api, address, token } = deployed
  const door = address === null ? null : deps.door(address, token)
  const unknown = { problem: 'nobody knows where it is', trouble: { kind: 'cut-off' } } as const
  const [me, webhook, report, documents, workerTelegram, ...offsets] = await Promise.all([
    answerOf(() => api.me()),
    answerOf(() => api.webhook()),
    door === null ? unknown : answerOf(() => door.report()),
    door === null ? unknown : answerOf(() => door.json('documents?prefix=edition:', v.unknown())),
    door === null ? unknown : answerOf(() => door.telegram()),
    ...[...deps.clocks, ...(address === null ? [] : [address])].map(deps.clockOffset),
  ])
  const members = 'value' in me && 'value' in report ? await membersOf(api, report.value, me.value.id) : new Map()
  const found = findings({
    name,
    usualName,
    me,
    webhook,
    workerTelegram,
    address,
    report,
    cloudflare: cloudflareFacts(deps, view, { name, build, token, keys }),
    build,
    documents,
    members,
    clockOffsets: offsets.filter((offset) => offset !== null),
    now: deps.now(),
  })
  return { findings: found, deployed, view }
}

interface Here {
  readonly name: string
  readonly build: string
  readonly token: string
  readonly keys: Keys
}

function cloudflareFacts(
  { environment }: DoctorDeps,
  view: CloudflareView,
  { name, build, token, keys }: Here,
): CloudflareFacts {
  if (view.kind !== 'read') return view
  const { account, there, configuration, namespace, isNamespaceThere } = view
  const webhookSecret = environment['WEBHOOK_SECRET']?.trim() || keys.webhookSecret
  const secrets = { BOT_TOKEN: token, ...(webhookSecret === null ? {} : { WEBHOOK_SECRET: webhookSecret }) }
  const wish = { name, variables: variablesIn(environment), build, secrets, namespace }
  return {
    kind: 'read',
    account: account.name,
    there,
    wanted: wantedWorker(configurationOf(configuration, name), wish, there),
    isNamespaceThere,
    isOwn: there !== null && isNoted(there, 'BOT_TOKEN', token) === true,
  }
}

async function membersOf(api: BotApi, { channels }: Report, bot: number): Promise<ReadonlyMap<number, Answer<Member>>> {
  const chats = [...new Set(channels.flatMap(({ chat, kind }) => (kind === 'private' ? [] : chat)))].slice(0, CHATS)
  const members = new Map<number, Answer<Member>>()
  for (const chat of chats) {
    const answer = await answerOf(() => api.call('getChatMember', { chat_id: chat, user_id: bot }, v.unknown()))
    const member = 'value' in answer ? readMember(answer.value) : null
    const odd = { problem: 'Telegram answers oddly', trouble: { kind: 'refused', reason: '' } } as const
    members.set(chat, 'problem' in answer ? answer : member === null ? odd : { value: member })
  }
  return members
}

async function answerOf<Value>(ask: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await ask() }
  } catch (problem) {
    return { problem: wordsOf(problem), trouble: troubleOf(problem) }
  }
}

function troubleOf(problem: unknown): Trouble {
  if (problem instanceof DoorProblem) return troubleAtDoor(problem)
  if (problem instanceof BotApiProblem) return troubleAtTelegram(problem)
  throw new OperatorProblem(wordsOf(problem), networkAdvice)
}
