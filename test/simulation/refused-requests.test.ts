/** While the quota of requests from outside is spent, hubs and fresh links are refused: polls and KV take over. */
import { afterEach, expect, it } from 'vitest'
import { PUBLIC_URL, type SimulatedPaperboy } from '../../simulators/cloudflare/paperboy.ts'
import { editionCode, itemCodes, slotAt } from '../../src/links/short-code.ts'
import { entry, FEED, type HubScene, subscribedScene } from '../e2e/hub.ts'

let paperboy: SimulatedPaperboy
afterEach(() => paperboy.stop())

/** A trusted hub, and a cell whose share of the quotas is small. */
async function begin(): Promise<HubScene> {
  const scene = await subscribedScene({ vars: { CELLS: '40' }, retries: [] })
  paperboy = scene.paperboy
  await scene.deliver(await scene.document(entry('first')))
  await scene.ring()
  return scene
}

async function follow(address: string): Promise<number> {
  const response = await paperboy.cloud.fetch(new Request(address))
  return response === 'ended' ? 0 : response.status
}

/** Made-up links of the channel's cell, until they are refused. @returns how many were not */
async function flood({ callback }: HubScene): Promise<number> {
  const cell = Number(/\d+(?=\.)/u.exec(new URL(callback()).pathname)?.[0])
  let tag = 0
  const nextCode = itemCodes(editionCode(slotAt(paperboy.clock.now), cell), () => (tag += 99_991))
  for (let request = 0; request < 2000; request += 1)
    if ((await follow(`${PUBLIC_URL}/${nextCode()}`)) === 503) return request
  throw new Error('no request is refused')
}

it('made-up links cost one request to their cell, write next to no row, and are refused in the end', async () => {
  const scene = await begin()
  const { objects } = paperboy.cloud
  const before = { requests: objects.requests, written: objects.rows().written, read: objects.rows().read }
  const requests = await flood(scene)
  expect(objects.requests - before.requests).toBeLessThanOrEqual(requests + 1)
  expect(objects.rows().read - before.read).toBeLessThanOrEqual(3 * requests)
  expect(objects.rows().written - before.written).toBeLessThanOrEqual(requests / 4)
})

it('a feed whose hub is refused is polled as if it had none', async () => {
  const scene = await begin()
  const { feed, deliver, document, posted } = scene
  await flood(scene)
  expect(await deliver(await document(entry('a')))).toEqual([503])
  feed.publish(entry('first'), entry('a'))
  for (let cycle = 0; cycle < 13; cycle += 1) await paperboy.cron()
  expect(posted('first', 'a')).toEqual([1, 1])
})

it('a hub that is refused is not asked for again', async () => {
  const scene = await begin()
  const { hub } = scene
  await flood(scene)
  const before = hub.requests.length
  for (let cycle = 0; cycle < 3; cycle += 1) await paperboy.cron()
  expect([hub.requests.length - before, hub.subscriptions.map(({ topic }) => topic)]).toEqual([0, [FEED]])
})
