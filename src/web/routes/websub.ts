/** The callbacks of WebSub hubs (w3.org/TR/websub): verification of requests, and delivery of documents. */
import { RequestQuotaSpent } from '../../cycle/request-quota.ts'
import { limits } from '../../limits.ts'
import { limitedBytes } from '../../telegram/limited-body.ts'
import type { WebContext } from '../edge-cache.ts'

const { challengeUnits, topicUnits } = limits.hub
const { bodyBytes, contentTypeUnits } = limits.push

/** Answers a hub that verifies or denies a request. An invented callback costs no request to a cell. */
export async function verifySubscription(c: WebContext, token: string): Promise<Response> {
  const callback = c.env.hubCallback(token)
  const { searchParams: asked } = new URL(c.req.url)
  const [mode, topic, challenge] = ['hub.mode', 'hub.topic', 'hub.challenge'].map((name) => asked.get(name))
  if (callback === null || topic == null || topic.length > topicUnits) return plain('', 404)
  if (mode !== 'subscribe' && mode !== 'unsubscribe' && mode !== 'denied') return plain('', 404)
  if (mode !== 'denied' && (challenge == null || challenge.length > challengeUnits)) return plain('', 404)
  const leaseSeconds = asked.get('hub.lease_seconds')
  return unlessRefused(async () => {
    const isConfirmed = await callback.answer({ mode, topic, leaseSeconds })
    return isConfirmed ? plain(mode === 'denied' ? '' : (challenge ?? ''), 200) : plain('', 404)
  })
}

/**
 * Takes a document from a hub. It is stored and read later, because hubs wait for a few seconds at most. A document without the hub's
 * signature is dropped, with the same answer (section 7.1). A document that is too long cannot be checked, so its feed is polled.
 */
export async function receiveDocument(c: WebContext, token: string): Promise<Response> {
  const callback = c.env.hubCallback(token)
  if (callback === null) return plain('', 404)
  const signature = c.req.header('x-hub-signature') ?? null
  if (signature === null) return plain('', 202)
  const isTooLong = Number(c.req.header('content-length') ?? 0) > bodyBytes
  const body = isTooLong ? null : await limitedBytes(c.req.raw.body, bodyBytes)
  if (body !== null && !callback.isSigned(signature, body)) return plain('', 202)
  const contentType = c.req.header('content-type')?.slice(0, contentTypeUnits) ?? null
  const push = body === null ? null : { body, contentType }
  return unlessRefused(async () => plain('', (await callback.take(push)) ? 202 : 410))
}

/** Once the quota of requests from outside is spent, the hub may try again. */
async function unlessRefused(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof RequestQuotaSpent)) throw error
    const response = plain('', 503)
    response.headers.set('retry-after', String(limits.web.retrySeconds))
    return response
  }
}

function plain(text: string, status: 200 | 202 | 404 | 410 | 503): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  })
}
