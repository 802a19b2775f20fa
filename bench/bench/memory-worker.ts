/** The deployed reader: reads from a stream, with every item new. */
import * as v from 'valibot'
import { readFeed } from '../../src/feed/read-feed.ts'
import { warmUp } from '../../src/feed/warm-up.ts'
import { feedUrlSchema, noKeys } from '../../src/model.ts'
import { noValidators } from '../../src/polling.ts'

warmUp()
const url = v.parse(feedUrlSchema, 'https://example.org/feed')
let held = new Uint8Array()

export default {
  async fetch(request: Request): Promise<Response> {
    if (request.method === 'POST') held = new Uint8Array(await request.arrayBuffer())
    if (new URL(request.url).pathname !== '/read') return new Response('0')
    const reading = await readFeed(
      { url, validators: noValidators, known: noKeys, first: false },
      { fetch: () => Promise.resolve(new Response(new Blob([held]).stream())), now: Date.now(), allowPrivate: false },
    )
    return new Response(reading.kind === 'read' ? String(reading.items.length) : JSON.stringify(reading))
  },
}
