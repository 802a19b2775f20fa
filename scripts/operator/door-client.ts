/** Asks a deployed Worker at its operator's door; the key is made of the bot's token, which never leaves this machine. */
import * as v from 'valibot'
import { helloSchema } from '../../src/admin/hello.ts'
import { reportSchema } from '../../src/admin/report.ts'
import { setupReportSchema } from '../../src/admin/setup.ts'
import { telegramReportSchema } from '../../src/admin/telegram.ts'
import { operatorKeyOf } from '../../src/composition/environment.ts'
import { wordsOf } from '../terminal.ts'
import { type EdgeAnswer, edgeAnswerOf } from './edge-answer.ts'
import { type NetworkProblem, networkProblemOf, networkWords } from './network-problem.ts'

/** What is known beside the words. */
export interface DoorDetails {
  /** 0: no answer came. */
  readonly status?: number
  /** What the Worker names as the reason; '' where it names none. */
  readonly reason?: string
  /** What answered in the Worker's place; null: the Worker itself, or nothing. */
  readonly answer?: EdgeAnswer | null
  /** Why no answer came, where that is known. */
  readonly network?: NetworkProblem | null
}

/** Why the door did not open, or what it answered instead. */
export class DoorProblem extends Error {
  readonly kind: 'unreachable' | 'no-paperboy' | 'other-token' | 'refused'
  readonly status: number
  readonly reason: string
  readonly answer: EdgeAnswer | null
  readonly network: NetworkProblem | null

  constructor(
    kind: DoorProblem['kind'],
    words: string,
    { status = 0, reason = '', answer = null, network = null }: DoorDetails = {},
  ) {
    super(words)
    this.kind = kind
    this.status = status
    this.reason = reason
    this.answer = answer
    this.network = network
  }
}

const refusalSchema = v.object({ problem: v.string() })
/** A backup of a large cell, from the other side of the world. */
const PATIENCE_MS = 120_000
/** Characters of another's page, to see whose it is. */
const EXCERPT = 8000

export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT'
  /** Text goes as it is, anything else as JSON. */
  readonly body?: unknown
}

export interface Door {
  report(): Promise<v.InferOutput<typeof reportSchema>>
  setUp(wish: { readonly apply: boolean; readonly takeOver: boolean }): Promise<v.InferOutput<typeof setupReportSchema>>
  hello(): Promise<v.InferOutput<typeof helloSchema>>
  /** What Telegram tells the Worker of its bot. */
  telegram(): Promise<v.InferOutput<typeof telegramReportSchema>>
  /** @throws DoorProblem */
  text(path: string, ask?: Ask): Promise<string>
  json<Schema extends v.GenericSchema>(path: string, schema: Schema, ask?: Ask): Promise<v.InferOutput<Schema>>
}

interface Said {
  readonly said: string
  readonly headers: Headers
}

/** @param base the Worker's address, without a trailing slash */
export function openDoor(base: string, token: string): Door {
  const key = operatorKeyOf({ BOT_TOKEN: token })

  async function ask(path: string, { method, body }: Ask = {}): Promise<Said> {
    const init = {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    } as const
    let answer: Response
    let said: string
    try {
      answer = await fetch(`${base}/operator/${path}`, init)
      said = await answer.text()
    } catch (problem) {
      const network = networkProblemOf(problem, base, process.env)
      const words = network === null ? wordsOf(problem) : networkWords(network).what
      throw new DoorProblem('unreachable', `${base} does not answer: ${words}`, { network })
    }
    const { status } = answer
    if (status === 200) return { said, headers: answer.headers }
    if (status === 401) throw new DoorProblem('other-token', `${base} runs a bot with another token`, { status })
    const refusal = v.safeParse(v.pipe(v.string(), v.parseJson(), refusalSchema), said)
    if (!refusal.success) {
      const other = edgeAnswerOf({ status, headers: answer.headers, body: said.slice(0, EXCERPT) })
      throw new DoorProblem('no-paperboy', `${base} is no Paperboy of this version (${status})`, {
        status,
        answer: other,
      })
    }
    const { problem } = refusal.output
    throw new DoorProblem('refused', `${base} says: ${problem} (${status})`, { status, reason: problem })
  }

  async function json<Schema extends v.GenericSchema>(path: string, schema: Schema, what: Ask = {}) {
    const { said, headers } = await ask(path, what)
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), said)
    if (parsed.success) return parsed.output
    const other = edgeAnswerOf({ status: 200, headers, body: said.slice(0, EXCERPT) })
    throw new DoorProblem('no-paperboy', `${base} answers in a way that this version does not know`, {
      status: 200,
      answer: other,
    })
  }

  return {
    text: async (path, what) => (await ask(path, what)).said,
    json,
    report: () => json('report', reportSchema),
    setUp: (wish) => json('setup', setupReportSchema, { body: wish }),
    hello: () => json('hello', helloSchema, { method: 'POST' }),
    telegram: () => json('telegram', telegramReportSchema),
  }
}
