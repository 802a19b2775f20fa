/** The feed reader's entrypoint in workerd: what crosses RPC. */
import { exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Readers } from '../../src/composition/readers.ts'
import { noKeys } from '../../src/model.ts'
import type { HubRequest } from '../../src/push/hub-request.ts'
import { address } from '../feed/fixtures/documents.ts'
import { down, feedUrl, render } from '../feed/fixtures/pushed-feed.ts'

const { FeedReader: reader } = exports as unknown as Readers
const request: HubRequest = {
  hub: 'https://hub.example/',
  mode: 'subscribe',
  topic: feedUrl,
  callback: 'https://paperboy.example/websub/token',
  secret: 'secret',
  leaseSeconds: null,
}

describe('the feed reader', () => {
  it('reads pushed documents, and returns the readings in their order', async () => {
    const bodies = [render('atom', down(2, 1)), 'nothing', render('json', down(1, 1))].map((text) =>
      new TextEncoder().encode(text),
    )
    const urls = ['a', 'b', 'c'].map((name) => address(`https://${name}.example/`))
    const documents = bodies.map((body, at) => ({ url: urls[at] ?? feedUrl, body, contentType: null, known: noKeys }))
    const readings = await reader.readPushed(documents)
    expect(readings.map(({ kind, url }) => `${kind} ${url}`)).toEqual([
      `read ${urls[0]}`,
      `failed ${urls[1]}`,
      `read ${urls[2]}`,
    ])
    expect(readings[0]).toMatchObject({ isPushed: true, items: [{ title: 'Title 2' }, { title: 'Title 1' }] })
  })

  it('asks hubs, which tests cannot reach', async () => {
    const answers = await reader.askHubs([request, { ...request, hub: 'https://192.168.0.1/' }])
    // The network of tests answers with an error.
    expect(answers.map(({ kind }) => kind)).toEqual(['refused', 'unreachable'])
  })
})
