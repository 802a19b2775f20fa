/** Two bots bound to one KV namespace by mistake: only one of them uses it, and neither sends anything twice. */
import { afterEach, expect, it } from 'vitest'
import { KeyValueNamespace } from '../../simulators/cloudflare/key-value.ts'
import { OWNER, PUBLIC_URL, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { type Publisher, publisherOf } from '../torture/publisher.ts'
import { keyOf } from './admin-api-key.ts'

interface Bot {
  readonly paperboy: SimulatedPaperboy
  readonly token: string
  readonly publisher: Publisher
  /** The name of each headline in its channel, in order. */
  readonly headlines: () => readonly string[]
}

let stop = () => {}
afterEach(() => stop())

/** The simulated cloud replaces the clock and the network for one Worker at a time. */
async function inWorker<Value>({ paperboy }: Pick<Bot, 'paperboy'>, work: () => Promise<Value>): Promise<Value> {
  stop = paperboy.cloud.install()
  try {
    return await work()
  } finally {
    stop()
    stop = () => {}
  }
}

/** A bot with one channel and one feed, in its own namespace. */
async function begin(name: string, token: string): Promise<Bot> {
  const paperboy = await startSimulated({ token })
  paperboy.stop()
  const { world, sites } = paperboy
  const publisher = publisherOf(name)
  sites.set(publisher.host, publisher.site)
  const { id } = world.addChannel({ title: name, creator: OWNER })
  world.addBot({ chat: id, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
  await inWorker({ paperboy }, async () => {
    await paperboy.deliver()
    await paperboy.say(`/add ${id} ${publisher.url}`)
  })
  const headlines = () =>
    world
      .messages(id)
      .flatMap(({ text, byBot }) => (byBot ? [...text.matchAll(/Headline ([\w-]+)\./gu)] : []))
      .map(([, headline = '']) => headline)
  return { paperboy, token, publisher, headlines }
}

const crons = (bot: Bot, count: number) =>
  inWorker(bot, async () => {
    for (let round = 0; round < count; round += 1) await bot.paperboy.cron()
  })

async function publishAll(bot: Bot, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    bot.publisher.publish(name)
    await crons(bot, 1)
  }
}

const asked = (bot: Bot, path: string) =>
  inWorker(bot, async () => {
    const headers = { authorization: `Bearer ${keyOf(bot.token)}` }
    const answer = await bot.paperboy.cloud.fetch(new Request(`${PUBLIC_URL}/${path}`, { headers }))
    if (answer === 'ended') throw new Error('the simulated Cloudflare ended')
    return answer
  })

it('two Workers in one namespace repeat nothing: one keeps using it, the other waits for its own namespace', async () => {
  const first = await begin('First', '4242:simulated')
  const second = await begin('Second', '7777:simulated')
  await publishAll(first, 'n1', 'n2', 'n3', 'n4', 'n5', 'n6')
  await publishAll(second, 's1', 's2', 's3', 's4', 's5', 's6', 's7')

  // As an earlier version left it: both wrote `seen:0` without a bot's id, the second one last.
  const shared = new KeyValueNamespace(() => Math.max(first.paperboy.clock.now, second.paperboy.clock.now))
  const left = second.paperboy.cloud.store.peek('seen:0') ?? ''
  await shared.put('seen:0', left.replace(/"schema":3,"bot":\d+/u, '"schema":2'))
  for (const { paperboy } of [first, second]) paperboy.cloud.bindStore(shared)
  await crons(first, 1)
  await crons(second, 1)
  first.publisher.publish('n7')
  second.publisher.publish('s8')
  // For three days the second one runs first.
  for (let hour = 0; hour < 72; hour += 1) {
    for (const { clock } of [first.paperboy, second.paperboy]) clock.now += 55 * 60_000
    await crons(second, 1)
    await crons(first, 1)
  }
  const held = shared.peek('seen:0') ?? ''
  expect(held).toContain('"bot":7777')
  expect(second.headlines()).toEqual(['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'])
  expect(first.headlines()).toEqual(['n1', 'n2', 'n3', 'n4', 'n5', 'n6'])

  // The operator reads what happened and what to do.
  const words = expect.stringMatching(/KV namespace is shared.*another bot \(7777\).*npm run deploy/u)
  const health = await asked(first, 'health')
  expect([health.status, await health.json()]).toEqual([503, expect.objectContaining({ problems: [words] })])
  expect(await (await asked(first, 'operator/report')).json()).toMatchObject({ health: { problems: [words] } })
  expect((await asked(second, 'health')).status).toBe(200)
  const alerts = ({ paperboy: { world } }: Bot) =>
    world.messages(OWNER).filter(({ text }) => text.includes('is shared'))
  // Once a day.
  expect(alerts(first)).toHaveLength(4)
  expect(alerts(second)).toHaveLength(0)
  // A backup is still possible.
  expect((await asked(first, 'operator/cells/0')).status).toBe(200)

  first.paperboy.cloud.bindStore(new KeyValueNamespace(() => first.paperboy.clock.now))
  await publishAll(first, 'n8', 'n9')
  await publishAll(second, 's9')
  await crons(first, 40)
  await crons(second, 40)
  expect(first.headlines()).toEqual(['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8', 'n9'])
  expect(second.headlines()).toEqual(['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9'])
  expect((await asked(first, 'health')).status).toBe(200)
})
