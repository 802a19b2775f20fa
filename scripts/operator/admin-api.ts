/** Client of a deployed Worker's admin API; its key is derived from the bot's token, which never leaves this machine. */
import * as v from 'valibot'
import { helloSchema } from '../../src/admin/hello.ts'
import { reportSchema } from '../../src/admin/report.ts'
import { type SetupReport, type SetupRequest, setupReportSchema } from '../../src/admin/setup.ts'
import { telegramReportSchema } from '../../src/admin/telegram.ts'
import { operatorKeyOf } from '../../src/composition/environment.ts'
import { messageOf } from '../terminal.ts'
import { type EdgeAnswer, edgeAnswerOf } from './edge-answer.ts'
import { describeNetworkProblem, type NetworkProblem, networkProblemOf } from './network-problem.ts'

export class AdminApiProblem extends Error {
  readonly kind: 'unreachable' | 'no-paperboy' | 'other-token' | 'refused'
  /** 0: no answer came. */
  readonly status: number
  /** The Worker's reason; '' if it gives none. */
  readonly reason: string
  /** What answered in the Worker's place; null: the Worker itself, or nothing. */
  readonly answer: EdgeAnswer | null
  /** Why no answer came; null: unknown, or one came. */
  readonly network: NetworkProblem | null

  constructor(
    kind: AdminApiProblem['kind'],
    words: string,
    details: Partial<Pick<AdminApiProblem, 'status' | 'reason' | 'answer' | 'network'>> = {},
  ) {
    super(words)
    this.kind = kind
    this.status = details.status ?? 0
    this.reason = details.reason ?? ''
    this.answer = details.answer ?? null
    this.network = details.network ?? null
  }
}

const refusalSchema = v.object({ problem: v.string() })
/** ms; enough for the backup of a large cell over a slow connection. */
const TIMEOUT_MS = 120_000
/** Characters of a foreign page, enough to recognise it. */
const EXCERPT = 8000

export interface AdminRequest {
  readonly method?: 'GET' | 'POST' | 'PUT'
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown
}

/** Every method throws AdminApiProblem. */
export interface AdminApi {
  report(): Promise<v.InferOutput<typeof reportSchema>>
  setUp(wish: Omit<SetupRequest, 'origin'>): Promise<SetupReport>
  hello(): Promise<v.InferOutput<typeof helloSchema>>
  telegram(): Promise<v.InferOutput<typeof telegramReportSchema>>
  text(path: string, request?: AdminRequest): Promise<string>
  json<Schema extends v.GenericSchema>(
    path: string,
    schema: Schema,
    request?: AdminRequest,
  ): Promise<v.InferOutput<Schema>>
}

/** @param base the Worker's address, without a trailing slash */
export function connectAdminApi(base: string, token: string): AdminApi {
  const key = operatorKeyOf({ BOT_TOKEN: token })

  async function ask(path: string, { method, body }: AdminRequest = {}) {
    let response: Response
    let text: string
    try {
      response = await fetch(`${base}/operator/${path}`, {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: { authorization: `Bearer ${key}` },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      text = await response.text()
    } catch (problem) {
      const network = networkProblemOf(problem, base, process.env)
      const words = network === null ? messageOf(problem) : describeNetworkProblem(network).what
      throw new AdminApiProblem('unreachable', `${base} does not answer: ${words}`, { network })
    }
    const { status, headers } = response
    if (status === 200) return { text, headers }
    if (status === 401) throw new AdminApiProblem('other-token', `${base} runs a bot with another token`, { status })
    const refusal = v.safeParse(v.pipe(v.string(), v.parseJson(), refusalSchema), text)
    if (!refusal.success) {
      const answer = edgeAnswerOf({ status, headers, body: text.slice(0, EXCERPT) })
      throw new AdminApiProblem('no-paperboy', `${base} is no Paperboy of this version (${status})`, { status, answer })
    }
    const { problem: reason } = refusal.output
    throw new AdminApiProblem('refused', `${base} says: ${reason} (${status})`, { status, reason })
  }

  async function json<Schema extends v.GenericSchema>(path: string, schema: Schema, request: AdminRequest = {}) {
    const { text, headers } = await ask(path, request)
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
    if (parsed.success) return parsed.output
    const answer = edgeAnswerOf({ status: 200, headers, body: text.slice(0, EXCERPT) })
    const words = `${base} answers in a form that this version does not know`
    throw new AdminApiProblem('no-paperboy', words, { status: 200, answer })
  }

  return {
    text: async (path, request) => (await ask(path, request)).text,
    json,
    report: () => json('report', reportSchema),
    setUp: (wish) => json('setup', setupReportSchema, { body: wish }),
    hello: () => json('hello', helloSchema, { method: 'POST' }),
    telegram: () => json('telegram', telegramReportSchema),
  }
}
