/** Sends requests to hubs. Failures are values. */
import { limits } from '../limits.ts'
import {
  answerOf,
  firstWording,
  formOf,
  type HubAnswer,
  type HubRequest,
  type HubResponse,
  otherWording,
  type Wording,
} from './hub-request.ts'

const { answerMs, refusalBytes } = limits.hub

export interface AskDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Where a hub of this address is asked; null: it may not be asked. @param from what the address is relative to */
  readonly allowed: (address: string, from: string) => string | null
  readonly userAgent: string
}

/** Asks hubs, as many at a time as may connect. Answers are in the order of the requests. Never throws. */
export async function askHubs(requests: readonly HubRequest[], deps: AskDeps): Promise<readonly HubAnswer[]> {
  const answers: HubAnswer[] = requests.map(() => ({ kind: 'unreachable' }))
  const waiting = requests.entries()
  const lane = async () => {
    for (const [at, request] of waiting) answers[at] = await askHub(request, deps)
  }
  await Promise.all(Array.from({ length: Math.min(limits.connections, requests.length) }, lane))
  return answers
}

/** Asks one hub, with up to two more requests: at its new address, and with another wording. */
export async function askHub(request: HubRequest, deps: AskDeps): Promise<HubAnswer> {
  let hub = deps.allowed(request.hub, request.hub)
  if (hub === null) return { kind: 'unreachable' }
  let answer = await ask(hub, request, firstWording, deps)
  if (answer.kind === 'moved') {
    hub = deps.allowed(answer.to, hub)
    if (hub === null) return answer
    answer = await ask(hub, request, firstWording, deps)
  }
  const wording = answer.kind === 'refused' ? otherWording(answer) : null
  return wording === null ? answer : ask(hub, request, wording, deps)
}

async function ask(hub: string, request: HubRequest, wording: Wording, deps: AskDeps): Promise<HubAnswer> {
  const controller = new AbortController()
  const init: RequestInit = {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': deps.userAgent },
    body: formOf(request, wording),
    redirect: 'manual',
    signal: controller.signal,
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      controller.abort()
      resolve(null)
    }, answerMs)
  })
  try {
    const response = await Promise.race([exchange(hub, init, deps), late])
    return response === null ? { kind: 'unreachable' } : answerOf(response)
  } finally {
    clearTimeout(timer)
  }
}

/** Null: there is no answer. */
async function exchange(hub: string, init: RequestInit, deps: AskDeps): Promise<HubResponse | null> {
  const response = await deps.fetch(hub, init).catch(() => null)
  if (response === null) return null
  const { status, headers, body } = response
  const location = addressIn(headers.get('location'), hub)
  if (status >= 400) return { status, location, text: await beginningOf(body) }
  body?.cancel().catch(() => undefined)
  return { status, location, text: '' }
}

function addressIn(location: string | null, base: string): string | null {
  return location === null ? null : (URL.parse(location, base)?.href ?? null)
}

/** The beginning of a body as text; a body that breaks off is enough. */
async function beginningOf(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (body === null) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let bytes = 0; bytes < refusalBytes; ) {
    const step = await reader.read().catch(() => null)
    if (step === null || step.done) return text
    const part = step.value.subarray(0, refusalBytes - bytes)
    text += decoder.decode(part, { stream: true })
    bytes += part.length
  }
  reader.cancel().catch(() => undefined)
  return text
}
