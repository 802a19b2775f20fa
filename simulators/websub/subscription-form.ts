/** Reads a subscriber's request as strictly as WebSub states it (w3.org/TR/websub, section 5.1). */

/** A hub's limits: superfeedr/documentation, subscribers.md. */
const CALLBACK_UNITS = 250
const TOPIC_UNITS = 2048
const SECRET_BYTES = 200

export interface SubscriptionForm {
  readonly mode: 'subscribe' | 'unsubscribe'
  readonly topic: string
  readonly callback: string
  readonly secret: string | null
  readonly leaseSeconds: number | null
  /** Of PubSubHubbub 0.3. */
  readonly verify: string | null
}

export interface ReadForm {
  /** Null: it cannot be used. */
  readonly form: SubscriptionForm | null
  /** What the subscriber does wrong; some of it does no harm. */
  readonly violations: readonly string[]
}

const known = ['callback', 'mode', 'topic', 'lease_seconds', 'secret', 'verify', 'verify_token'].map(
  (name) => `hub.${name}`,
)

/** @param hub the address that was asked */
export async function readSubscriptionForm(request: Request, hub: URL): Promise<ReadForm> {
  const violations: string[] = []
  const type = request.headers.get('content-type') ?? ''
  if (request.method !== 'POST') return { form: null, violations: [`asks with ${request.method}`] }
  if (!/^application\/x-www-form-urlencoded(?:\s*;|$)/iu.test(type))
    return { form: null, violations: [`sends ${type || 'no type'} instead of a form`] }
  const fields = new URLSearchParams(await request.text())
  for (const name of new Set(fields.keys())) {
    if (!known.includes(name)) violations.push(`sends ${name}`)
    if (fields.getAll(name).length > 1) violations.push(`sends ${name} more than once`)
  }
  const mode = fields.get('hub.mode')
  const topic = addressIn(fields.get('hub.topic'))
  const callback = addressIn(fields.get('hub.callback'))
  if (mode !== 'subscribe' && mode !== 'unsubscribe')
    return { form: null, violations: [...violations, `asks to ${mode}`] }
  if (topic === null || topic.length > TOPIC_UNITS) return { form: null, violations: [...violations, 'names no topic'] }
  if (callback === null || callback.length > CALLBACK_UNITS)
    return { form: null, violations: [...violations, 'names no callback, or a long one'] }
  if (isInsecure(new URL(callback))) violations.push('has a callback without https')
  const secret = fields.get('hub.secret')
  if (secret !== null) {
    const bytes = new TextEncoder().encode(secret).length
    if (bytes === 0 || bytes >= SECRET_BYTES) violations.push(`sends a secret of ${bytes} bytes`)
    if (isInsecure(hub)) violations.push('sends a secret without https')
  }
  const lease = fields.get('hub.lease_seconds')
  if (lease !== null && !/^[1-9]\d{0,9}$/u.test(lease)) violations.push(`asks for a lease of ${lease}`)
  const leaseSeconds = lease === null || !/^\d{1,10}$/u.test(lease) ? null : Number(lease)
  return { form: { mode, topic, callback, secret, leaseSeconds, verify: fields.get('hub.verify') }, violations }
}

function addressIn(text: string | null): string | null {
  const url = text === null ? null : URL.parse(text)
  return url !== null && /^https?:$/u.test(url.protocol) && url.hash === '' ? text : null
}

/** Nobody listens on the loopback address. */
function isInsecure({ protocol, hostname }: URL): boolean {
  return protocol !== 'https:' && hostname !== '127.0.0.1' && hostname !== 'localhost'
}
