/** Cron's time counts in cycles and between them, even if the wall clock differs. */
import { afterEach, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
const DAY = 24 * 60 * 60 * 1000
const POST_ONLY = { can_manage_chat: true, can_post_messages: true }
const old = { title: 'Old', link: 'https://news.example/old' }

let paperboy: SimulatedPaperboy
afterEach(() => paperboy.stop())

/** A channel with one feed. @param apart ms between cron's time and the wall clock */
async function begin(apart: number) {
  paperboy = await startSimulatedPaperboy({ LIVE_GAP_MINUTES: '' })
  const { world, sites, clock, settle } = paperboy
  clock.now += apart
  const feed = testFeed('News', [old])
  sites.set('news.example', feed.site)
  const tell = async (text: string) => {
    world.say({ from: OWNER, text })
    await settle()
    return world.messages(OWNER).at(-1)?.text ?? ''
  }
  const channel = async (title: string) => {
    const made = world.addChannel({ title, creator: OWNER })
    world.addBot({ chat: made.id, by: OWNER, rights: POST_ONLY })
    await settle()
    const shown = await tell('/add https://news.example/feed')
    expect(shown).toContain('as feed 1')
    return { id: made.id, added: world.messages(OWNER).at(-1)?.id ?? 0 }
  }
  const press = async (message: number) => {
    world.press({ from: OWNER, chat: OWNER, message, row: 0, column: 0 })
    await settle()
  }
  const titles = (chat: number) =>
    world
      .messages(chat)
      .flatMap(({ text, byBot }) => (byBot ? text.split('\n').filter((line) => line.startsWith('•')) : []))
  let count = 0
  const publish = () => {
    count += 1
    feed.publish({ title: `Story ${count}`, link: `https://news.example/${count}` })
  }
  return { world, tell, channel, press, titles, publish }
}

it.each([
  ['three years ago', -3 * 365 * DAY],
  ['half an hour ahead', DAY / 48],
  ['a month ahead', 30 * DAY],
])('with crons %s, a live channel keeps its gap when its owner posts in between', async (_, apart) => {
  const { channel, press, titles, publish } = await begin(apart)
  const { id, added } = await channel('News')
  await paperboy.cron()
  publish()
  await paperboy.cron()
  publish()
  await paperboy.cron()
  expect(titles(id)).toEqual(['• Story 1'])
  await press(added)
  expect(titles(id)).toEqual(['• Story 1', '• Old'])
  await paperboy.cron(10)
  expect(titles(id)).toEqual(['• Story 1', '• Old', '• Story 2'])
})

it('with crons long ago, waiting headlines do not age by the wall clock, and a wait that Telegram asks for ends', async () => {
  const { world, channel, press, titles, publish, tell } = await begin(-3 * 365 * DAY)
  const { id } = await channel('First')
  await paperboy.cron()
  await tell('/pause')
  publish()
  await paperboy.cron()
  const second = await channel('Second')
  world.addFault({ fault: { kind: 'too-many', retryAfter: 60 }, method: 'sendMessage', chat: second.id, times: 1 })
  await press(second.added)
  await paperboy.cron()
  expect(titles(second.id)).toEqual(['• Old', '• Story 1'])
  await tell(`/resume ${id}`)
  await paperboy.cron()
  expect(titles(id)).toEqual(['• Story 1'])
})

it('with crons long ago, a locked channel is tried again after an hour, and a set time is reached', async () => {
  const { world, channel, titles, publish, tell } = await begin(-3 * 365 * DAY)
  await channel('First')
  expect(await tell('/digest every 1h')).toContain('every hour')
  const { id } = await channel('Second')
  await paperboy.cron()
  const fault = {
    kind: 'refused',
    status: 403,
    description: 'Forbidden: bot was kicked from the channel chat',
  } as const
  world.addFault({ fault, method: 'sendMessage', chat: id, times: 1 })
  publish()
  await paperboy.cron()
  expect(await tell(`/list ${id}`)).toContain('I was removed from it')
  await paperboy.cron(60)
  expect(titles(id)).toEqual(['• Story 1'])
  const first = world.chats().find(({ title }) => title === 'First')?.id ?? 0
  expect(titles(first)).toEqual(['• Story 1'])
})

it('a late cron that another has overtaken sends nothing early', async () => {
  const { channel, titles, publish } = await begin(0)
  const { id } = await channel('News')
  await paperboy.cron()
  const begun = paperboy.clock.now
  for (const minutes of [100, 60, 105]) {
    publish()
    paperboy.clock.now = begun + (minutes - 5) * 60_000
    await paperboy.cron(5)
  }
  expect(titles(id)).toEqual(['• Story 1'])
  await paperboy.cron(10)
  expect(titles(id)).toEqual(['• Story 1', '• Story 2', '• Story 3'])
})
