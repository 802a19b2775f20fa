/** Asks everybody about a deployed bot: Telegram, the Worker, and this machine's sources. */
import * as v from 'valibot'
import type { Report } from '../../src/operator/report.ts'
import { type Member, readMember } from '../../src/telegram/member.ts'
import { type BotApi, BotApiProblem } from '../bot-api.ts'
import type { Deployed, DeployedEdges } from '../operator/deployed.ts'
import { DoorProblem } from '../operator/door-client.ts'
import { networkAdvice, OperatorProblem } from '../operator/problem.ts'
import { type Answer, type Facts, type Finding, findings } from './findings.ts'

/** Telegram is asked about so many chats; more would be asked too fast. */
const CHATS = 100

export async function examine(
  { door }: DeployedEdges,
  { token, api, address }: Deployed,
  build: string,
  now: number,
): Promise<readonly Finding[]> {
  const opened = address === null ? null : door(address, token)
  const unknown = { problem: 'nobody knows where it is: the bot has no webhook' }
  const [me, webhook, report, documents] = await Promise.all([
    answerOf(() => api.me()),
    answerOf(() => api.webhook()),
    opened === null ? unknown : answerOf(() => opened.report()),
    opened === null ? unknown : answerOf(() => opened.json('documents?prefix=edition:', v.unknown())),
  ])
  const members = 'value' in me && 'value' in report ? await membersOf(api, report.value, me.value.id) : new Map()
  const facts: Facts = { me, webhook, address, report, build, documents, members, now }
  return findings(facts)
}

async function membersOf(api: BotApi, { channels }: Report, bot: number): Promise<ReadonlyMap<number, Answer<Member>>> {
  const chats = [...new Set(channels.flatMap(({ chat, kind }) => (kind === 'private' ? [] : chat)))].slice(0, CHATS)
  const members = new Map<number, Answer<Member>>()
  for (const chat of chats) {
    const answer = await answerOf(() => api.call('getChatMember', { chat_id: chat, user_id: bot }, v.unknown()))
    const member = 'value' in answer ? readMember(answer.value) : null
    members.set(
      chat,
      'problem' in answer ? answer : member === null ? { problem: 'Telegram answers oddly' } : { value: member },
    )
  }
  return members
}

async function answerOf<Value>(ask: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await ask() }
  } catch (problem) {
    if (problem instanceof DoorProblem || problem instanceof BotApiProblem) {
      const isPassing = problem.status === 0 || problem.status === 429 || problem.status >= 500
      return { problem: problem.message, isPassing }
    }
    throw new OperatorProblem(problem instanceof Error ? problem.message : String(problem), networkAdvice)
  }
}
