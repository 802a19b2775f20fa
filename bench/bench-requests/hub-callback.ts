/** A feed with a hub, and what the hub sends to the Worker. */
import { testFeed } from '../../simulators/published-feed.ts'
import { signatureOf } from '../../simulators/websub/websub-hub.ts'
import { announcing, HUB } from '../../test/cycle/pushed-feed.ts'
import { type Paperboy, PUBLIC_URL } from '../../test/e2e/paperboy.ts'

export interface HubCallback {
  /** The hub asks whether a subscription is wanted. */
  readonly verify: () => Promise<void>
  /** The hub delivers a document with one new item. */
  readonly deliver: () => Promise<void>
}

const FEED = 'https://pushed.example/feed'

/** @param add adds the feed at this address to a channel */
export async function addPushedFeed(
  { sites, cron, open }: Paperboy,
  add: (address: string) => Promise<unknown>,
): Promise<HubCallback> {
  const feed = testFeed('Pushed', [{ title: 'Old', link: 'https://pushed.example/old' }])
  sites.set('pushed.example', announcing(feed, { hubs: [HUB], topic: FEED }))
  let asked = new URLSearchParams()
  sites.set(new URL(HUB).host, async (request) => {
    asked = new URLSearchParams(new TextDecoder().decode(await request.arrayBuffer()))
    return new Response(null, { status: 202 })
  })
  await add(FEED)
  await cron()
  const callback = (asked.get('hub.callback') ?? '').replace(PUBLIC_URL, '')
  const secret = asked.get('hub.secret') ?? ''
  const question = { 'hub.mode': 'subscribe', 'hub.topic': FEED, 'hub.challenge': 'abc', 'hub.lease_seconds': '864000' }
  let delivered = 0
  const expected = async (answer: Promise<Response>, status: number) => {
    const { status: received } = await answer
    if (received !== status) throw new Error(`The Worker answered a hub with ${received} instead of ${status}.`)
  }
  const verify = () => expected(open(`${callback}?${new URLSearchParams(question)}`), 200)
  await verify()
  return {
    verify,
    async deliver() {
      delivered += 1
      const item = { title: `Pushed ${delivered}`, link: `https://pushed.example/${delivered}` }
      const body = await (await testFeed('Pushed', [item]).site(new Request(FEED))).text()
      const headers = { 'content-type': 'application/rss+xml', 'x-hub-signature': signatureOf('sha256', secret, body) }
      await expected(open(callback, { method: 'POST', headers, body }), 202)
    },
  }
}
