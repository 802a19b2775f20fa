/** The Bot API over HTTP: routes a request to its method, and applies faults. */
import { namedChat } from './access.ts'
import { BotApiError } from './bot-api-error.ts'
import type { Faults } from './faults.ts'
import type { Method, MethodContext } from './method.ts'
import * as chats from './methods/chats.ts'
import * as delivery from './methods/delivery.ts'
import * as files from './methods/files.ts'
import * as messages from './methods/messages.ts'
import * as profile from './methods/profile.ts'
import { type Parameters, readParameters } from './parameters.ts'
import { plain } from './plain-json.ts'
import type { ApiAnswer, ApiCall, Fault } from './traffic.ts'

const methods: ReadonlyMap<string, { readonly name: string; readonly run: Method }> = new Map(
  Object.entries({ ...chats, ...delivery, ...files, ...messages, ...profile }).map(([name, run]) => [
    name.toLowerCase(),
    { name, run },
  ]),
)

/** A lost request or answer, as the caller's fetch sees it. */
export class ConnectionLost extends Error {}

export class Api {
  readonly #context: MethodContext
  readonly #faults: Faults
  readonly #token: string
  readonly #callsKept: number
  #calls: ApiCall[] = []
  #nextNumber = 1

  constructor(context: MethodContext, faults: Faults, token: string, callsKept: number) {
    this.#context = context
    this.#faults = faults
    this.#token = token
    this.#callsKept = callsKept
  }

  calls(): readonly ApiCall[] {
    return this.#calls
  }

  async handle(request: Request): Promise<Response> {
    const path = decodeURIComponent(new URL(request.url).pathname)
    if (path.startsWith('/file/')) return this.#file(path)
    const [, token, name] = /^\/bot([^/]+)\/([^/]+)\/?$/u.exec(path) ?? []
    if (token === undefined || name === undefined) return respond(refusal(new BotApiError(404, 'Not Found')))
    if (token !== this.#token) return respond(refusal(new BotApiError(401, 'Unauthorized')))
    try {
      return await this.call(name, await readParameters(request), request.signal)
    } catch (error) {
      if (error instanceof BotApiError) return respond(refusal(error))
      throw error
    }
  }

  /** The path of file downloads: core.telegram.org/bots/api#getfile */
  #file(path: string): Response {
    const [, token, filePath] = /^\/file\/bot([^/]+)\/(.+)$/u.exec(path) ?? []
    const file = [...this.#context.state.files.values()].find((each) => each.path === filePath)
    if (token !== this.#token) return respond(refusal(new BotApiError(401, 'Unauthorized')))
    return file === undefined ? respond(refusal(new BotApiError(404, 'Not Found'))) : new Response(file.text)
  }

  async call(name: string, parameters: Parameters, signal: AbortSignal): Promise<Response> {
    const method = methods.get(name.toLowerCase())
    const called = method?.name ?? name
    const chat = namedChat(this.#context.state, parameters.text('chat_id'))?.id ?? numberOf(parameters.text('chat_id'))
    const fault = this.#faults.next(called, chat, parameters.all())
    const log = (status: number, answer: ApiAnswer) => {
      this.#log({ method: called, parameters: parameters.all(), status, answer, fault: fault?.kind ?? null })
    }
    const instead = fault === null ? null : answerInstead(fault)
    if (instead !== null) {
      log(instead.status, instead.answer)
      if (instead.lost) throw new ConnectionLost('the request was lost')
      return instead.response ?? respond(instead.answer)
    }
    const answer = await this.#run(method?.run ?? unknownMethod, parameters, signal)
    const status = answer.ok ? 200 : answer.error_code
    if (fault?.kind === 'slow') await this.#context.sleep(fault.ms, signal)
    log(fault?.kind === 'server-error' ? (fault.status ?? 502) : status, answer)
    if (fault?.kind === 'answer-lost') throw new ConnectionLost('the answer was lost')
    if (fault?.kind === 'server-error') return badGateway(fault.status ?? 502)
    if (fault?.kind === 'malformed') return malformed()
    return respond(answer)
  }

  async #run(method: Method, parameters: Parameters, signal: AbortSignal): Promise<ApiAnswer> {
    try {
      const { result, ...more } = await method(this.#context, parameters, signal)
      return { ok: true, result: plain(result), ...more }
    } catch (error) {
      if (error instanceof BotApiError) return refusal(error)
      throw error
    }
  }

  #log(call: Omit<ApiCall, 'number' | 'at'>): void {
    const number = this.#nextNumber
    this.#nextNumber += 1
    this.#calls = [...this.#calls, { ...call, number, at: this.#context.state.now() }].slice(-this.#callsKept)
    this.#context.state.emit({ kind: 'call', call: number })
  }
}

const unknownMethod: Method = () => {
  throw new BotApiError(404, 'Not Found: method not found')
}

function numberOf(id: string): number | null {
  return /^-?\d+$/u.test(id) ? Number(id) : null
}

interface Instead {
  readonly status: number
  readonly answer: ApiAnswer
  readonly lost?: boolean
  readonly response?: Response
}

/** The answer of a fault that keeps the call from taking effect; null: it takes effect. */
function answerInstead(fault: Fault): Instead | null {
  const refused = (problem: BotApiError) => ({ status: problem.code, answer: refusal(problem) })
  const serverError = new BotApiError(500, 'Internal Server Error')
  switch (fault.kind) {
    case 'request-lost':
      return { ...refused(serverError), lost: true }
    case 'too-many': {
      const description = `Too Many Requests: retry after ${fault.retryAfter}`
      return refused(new BotApiError(429, description, { retry_after: fault.retryAfter }))
    }
    case 'refused': {
      const parameters = fault.migrateTo === undefined ? null : { migrate_to_chat_id: fault.migrateTo }
      return refused(new BotApiError(fault.status, fault.description, parameters))
    }
    case 'server-error': {
      const status = fault.status ?? 502
      return fault.effect ? null : { ...refused(serverError), status, response: badGateway(status) }
    }
    case 'malformed':
      return fault.effect ? null : { ...refused(serverError), status: 200, response: malformed() }
    case 'answer-lost':
    case 'slow':
      return null
  }
}

function refusal(problem: BotApiError): ApiAnswer {
  const answer = { ok: false, error_code: problem.code, description: problem.message } as const
  return problem.parameters === null ? answer : { ...answer, parameters: problem.parameters }
}

function respond(answer: ApiAnswer): Response {
  return Response.json(answer, { status: answer.ok ? 200 : answer.error_code })
}

/** The proxy in front of the real server answers with an HTML page if the server is unreachable. */
function badGateway(status: number): Response {
  const page = `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`
  return new Response(page, { status, headers: { 'content-type': 'text/html' } })
}

function malformed(): Response {
  return new Response('{"ok":true,"result":{"message_id":', { headers: { 'content-type': 'application/json' } })
}
