/** The stand-in for Workers AI behind Cloudflare's REST API, on loopback: for programs in other processes. */
import * as v from 'valibot'
import { type SiteServer, startSiteServer } from '../site-server.ts'
import { AiError, type SimulatedWorkersAi } from './workers-ai.ts'

/** Options are in the body: developers.cloudflare.com/workers-ai/features/reject-if-busy. */
const bodySchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.looseObject({ options: v.optional(v.strictObject({ rejectIfBusy: v.optional(v.boolean()) })) }),
)
const address = /^\/accounts\/([\w-]+)\/ai\/run\/(@?[\w./-]+)$/u

/** Answers `POST /accounts/<id>/ai/run/<model>`; null: another address. */
export async function answerAiRequest(ai: SimulatedWorkersAi, request: Request): Promise<Response | null> {
  const [, , model] = address.exec(decodeURIComponent(new URL(request.url).pathname)) ?? []
  if (model === undefined) return null
  if (request.method !== 'POST') return failure(405, 7001, 'Method not allowed')
  if (!/^Bearer \S+$/u.test(request.headers.get('authorization') ?? ''))
    return failure(401, 10_000, 'Authentication error')
  const body = v.safeParse(bodySchema, await request.text())
  if (!body.success) return failure(400, 3003, 'Request is missing headers or body')
  const { options, ...input } = body.output
  try {
    const result = await ai.run(model, input, { ...options, signal: request.signal })
    if (typeof result === 'string')
      return new Response(result, { status: 502, headers: { 'content-type': 'text/html' } })
    return Response.json({ success: true, errors: [], messages: [], result })
  } catch (problem) {
    if (problem instanceof AiError)
      return failure(problem.httpStatus, problem.code, problem.message.replace(/^\d+: /u, ''))
    if (request.signal.aborted) return failure(408, 3008, 'Request was aborted')
    return failure(500, 1000, problem instanceof Error ? problem.message : 'Internal error')
  }
}

function failure(status: number, code: number, message: string): Response {
  return Response.json({ success: false, errors: [{ code, message }], messages: [], result: null }, { status })
}

/** `url` is the root of the API. */
export function startAiServer(ai: SimulatedWorkersAi): Promise<SiteServer> {
  return startSiteServer(async (request) => (await answerAiRequest(ai, request)) ?? failure(404, 7003, 'No route'))
}
