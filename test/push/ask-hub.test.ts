/** Requests to hubs over a network that fails. */
import { describe, expect, it, test } from 'vitest'
import { askHub, askHubs } from '../../src/push/ask-hub.ts'
import type { HubAnswer, HubRequest } from '../../src/push/hub-request.ts'

const HUB = 'https://hub.example/'
const request: HubRequest = {
  hub: HUB,
  mode: 'subscribe',
  topic: 'https://blog.example/feed',
  callback: 'https://paperboy.example/websub/3.token',
  secret: 's3cret',
  leaseSeconds: 864_000,
}
type Answer = (form: URLSearchParams) => Response | Promise<Response>

/** Asks a hub. @returns its answer, and the addresses that were asked with what they were asked for */
async function ask(answers: Readonly<Record<string, Answer>>, change: Partial<HubRequest> = {}) {
  const asked: string[] = []
  const answer = await askHub(
    { ...request, ...change },
    {
      allowed: (address, from) => {
        const { href, hostname } = new URL(address, from)
        return hostname === 'private.example' ? null : href
      },
      userAgent: 'Paperboy',
      fetch: async (url, init) => {
        const form = new URLSearchParams(String(init.body))
        expect(init).toMatchObject({ method: 'POST', redirect: 'manual' })
        expect(new Headers(init.headers).get('content-type')).toBe('application/x-www-form-urlencoded')
        asked.push(`${url} ${form.get('hub.verify')} ${form.get('hub.lease_seconds')}`)
        return answers[url]?.(form) ?? new Response(null, { status: 404 })
      },
    },
  )
  return { answer, asked }
}

const moved =
  (location: string, status = 307) =>
  () =>
    new Response(null, { status, headers: { location } })
const says = (status: number, text: string) => () => new Response(text, { status })
const accepts = () => new Response(null, { status: 202 })
const first = `${HUB} async 864000`

describe('a hub', () => {
  test.each<readonly [string, Readonly<Record<string, Answer>>, HubAnswer, readonly string[]]>([
    ['accepts', { [HUB]: accepts }, { kind: 'accepted' }, [first]],
    ['refuses', { [HUB]: says(422, 'no') }, { kind: 'refused', status: 422, reason: 'no' }, [first]],
    ['is closed', { [HUB]: says(410, '') }, { kind: 'gone' }, [first]],
    [
      'cannot be reached',
      { [HUB]: () => Promise.reject(new TypeError('no such host')) },
      { kind: 'unreachable' },
      [first],
    ],
    [
      'has moved',
      { [HUB]: moved('/new'), [`${HUB}new`]: accepts },
      { kind: 'accepted' },
      [first, `${HUB}new async 864000`],
    ],
    [
      'moves further',
      { [HUB]: moved('/new'), [`${HUB}new`]: moved('/newer') },
      { kind: 'moved', to: `${HUB}newer` },
      [first, `${HUB}new async 864000`],
    ],
    [
      'has moved to a private network',
      { [HUB]: moved('https://private.example/') },
      { kind: 'moved', to: 'https://private.example/' },
      [first],
    ],
    ['has moved to no address', { [HUB]: moved('http://') }, { kind: 'refused', status: 307, reason: '' }, [first]],
    [
      'verifies at once only',
      { [HUB]: (form) => (form.get('hub.verify') === 'sync' ? accepts() : says(400, 'async is not supported')()) },
      { kind: 'accepted' },
      [first, `${HUB} sync 864000`],
    ],
    [
      'chooses the lease only',
      { [HUB]: (form) => (form.has('hub.lease_seconds') ? says(400, 'bad lease')() : accepts()) },
      { kind: 'accepted' },
      [first, `${HUB} async null`],
    ],
    [
      'has moved, and verifies at once only',
      {
        [HUB]: moved('/new'),
        [`${HUB}new`]: (form) => (form.get('hub.verify') === 'sync' ? accepts() : says(400, 'hub.verify')()),
      },
      { kind: 'accepted' },
      [first, `${HUB}new async 864000`, `${HUB}new sync 864000`],
    ],
    [
      'is never content',
      { [HUB]: says(400, 'lease, verify') },
      { kind: 'refused', status: 400, reason: 'lease, verify' },
      [first, `${HUB} sync 864000`],
    ],
  ])('that %s', async (_, answers, expected, asked) => {
    expect(await ask(answers)).toEqual({ answer: expected, asked })
  })

  it('of a private network is not asked', async () => {
    expect(await ask({}, { hub: 'https://private.example/' })).toEqual({ answer: { kind: 'unreachable' }, asked: [] })
  })

  it('whose refusal never ends is read to a limit', async () => {
    let parts = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        parts += 1
        controller.enqueue(new Uint8Array(1024).fill(0x61))
      },
    })
    const { answer } = await ask({ [HUB]: () => new Response(endless, { status: 500 }) })
    expect(answer).toEqual({ kind: 'refused', status: 500, reason: 'a'.repeat(200) })
    expect(parts).toBeLessThan(10)
  })

  it('whose refusal breaks off has refused', async () => {
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.error(new TypeError('the connection was lost')),
    })
    const { answer } = await ask({ [HUB]: () => new Response(broken, { status: 500 }) })
    expect(answer).toEqual({ kind: 'refused', status: 500, reason: '' })
  })
})

describe('ten hubs', () => {
  it('are asked six at a time, and answer in the order of the requests', async () => {
    let open = 0
    let most = 0
    const requests = Array.from({ length: 10 }, (_, at) => ({ ...request, hub: `https://h${at}.example/` }))
    const answers = await askHubs(requests, {
      allowed: (address) => address,
      userAgent: 'Paperboy',
      fetch: async (url) => {
        open += 1
        most = Math.max(most, open)
        await Promise.resolve()
        open -= 1
        return url.includes('h3') ? new Response(null, { status: 410 }) : new Response(null, { status: 202 })
      },
    })
    expect(answers.map(({ kind }) => kind)).toEqual(requests.map((_, at) => (at === 3 ? 'gone' : 'accepted')))
    expect(most).toBe(6)
  })

  it('without requests there are no answers', async () => {
    const none = await askHubs([], { allowed: () => null, userAgent: '', fetch: () => Promise.reject(new Error()) })
    expect(none).toEqual([])
  })
})
