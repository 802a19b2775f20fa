/** Requests from outside: all are counted, and a flood of them costs feeds and owners nothing. */
import { afterEach, expect, it } from 'vitest'
import { limits } from '../../src/limits.ts'
import { OWNER, PUBLIC_URL } from '../cloudflare/paperboy.ts'
import { publish, type Scene, setScene } from '../torture/scene.ts'

const STRANGER = 6006
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let open: Scene | null = null
afterEach(() => {
  open?.paperboy.stop()
  open = null
})

/** A channel with a page, a stranger who knows the bot, and a cell whose share of the quotas is small. */
async function begin(cells: number): Promise<Scene> {
  const scene = await setScene({ CELLS: String(cells) })
  open = scene
  const { world, say, deliver } = scene.paperboy
  await say(`/page ${scene.first.id} on`)
  world.addPerson({ id: STRANGER, firstName: 'Sam', languageCode: 'en' })
  world.start(STRANGER)
  await deliver()
  return scene
}

async function ask({ paperboy: { cloud } }: Scene, path: string): Promise<Response> {
  const response = await cloud.fetch(new Request(`${PUBLIC_URL}${path}`))
  if (response === 'ended') throw new Error('nothing was to end here')
  return response
}

async function floodUntilDark(scene: Scene): Promise<void> {
  for (let request = 0; request < 2000; request += 1) if ((await ask(scene, '/c/the_first')).status === 503) return
  throw new Error('the doors are never closed')
}

const answersTo = ({ paperboy: { world } }: Scene, person: number) =>
  world.messages(person).filter(({ byBot }) => byBot).length

it('what objects count is what the platform counts, and a little more', async () => {
  const scene = await begin(2)
  const { cloud, clock, cron, say } = scene.paperboy
  for (let round = 0; round < 20; round += 1) {
    publish(scene, scene.news, `counted-${round}`)
    await cron()
    await ask(scene, '/c/the_first')
    await ask(scene, '/health')
    await say(`/list ${scene.first.id}`)
    if (round % 5 === 4) cloud.evict()
  }
  await cron()
  const sumOf = (name: string) =>
    ['CELL', 'DIRECTORY'].reduce((sum, namespace) => {
      const rows = cloud.look(
        namespace as 'CELL',
        `SELECT sum(json_extract(spent, '$.${name}')) AS spent FROM spending`,
      )
      return sum + rows.reduce((all, { spent }) => all + Number(spent), 0)
    }, 0)
  const rows = cloud.rows()
  const actual = {
    objectRequests: cloud.objectRequests,
    rowsRead: rows.read,
    // Making the tables is of the first day of a bot's life only, and is counted by object, not by statement.
    rowsWritten: rows.written,
    gbSeconds: cloud.duration.ofDay(clock.now),
  }
  // Three objects woke up six times: at the end of the tape of their setup too.
  const ahead = 6 * 3
  const most = { objectRequests: 8, rowsRead: 50, rowsWritten: 4, gbSeconds: 0.25 }
  for (const [name, value] of Object.entries(actual)) {
    expect([name, sumOf(name) >= value * 0.999]).toEqual([name, true])
    const over = sumOf(name) - value
    expect([name, over <= ahead * (most[name as keyof typeof most] ?? 0) + 0.02 * value]).toEqual([name, true])
  }
})

it('a flood of requests turns pages away, and costs feeds and owners nothing', async () => {
  const scene = await begin(64)
  const { cloud, clock, cron, say } = scene.paperboy
  await cron()
  await floodUntilDark(scene)

  const refused = await ask(scene, '/c/the_first')
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBe(Math.ceil((DAY - (clock.now % DAY)) / 1000))
  const before = { requests: cloud.objectRequests, rows: cloud.rows() }
  for (let request = 0; request < 50; request += 1) {
    expect((await ask(scene, '/c/the_first')).status).toBe(503)
    expect((await ask(scene, '/health')).status).toBe(503)
    expect((await ask(scene, '/status')).status).toBe(503)
  }
  expect({ requests: cloud.objectRequests, rows: cloud.rows() }).toEqual(before)

  // Asked again after a minute, an object refuses from memory.
  clock.now += limits.doors.rememberedMs + 1
  expect((await ask(scene, '/c/the_first')).status).toBe(503)
  expect(cloud.objectRequests - before.requests).toBeLessThanOrEqual(2)

  // With the next cycle the directory knows it too.
  publish(scene, scene.news, 'in-the-dark')
  await cron()
  await cron()
  scene.account.look()
  expect(scene.account.lost()).toEqual([])
  const told = answersTo(scene, STRANGER)
  const rows = cloud.rows().written
  scene.paperboy.world.say({ from: STRANGER, text: '/start' })
  await scene.paperboy.deliver()
  expect(scene.paperboy.world.pending()).toEqual([])
  expect(answersTo(scene, STRANGER)).toBe(told)
  expect(cloud.rows().written - rows).toBeLessThanOrEqual(1)

  await say('/quota')
  const answer = scene.paperboy.world.messages(OWNER).at(-1)?.text ?? ''
  expect(answer).toContain('turned away until midnight UTC')

  // A new day.
  await cron(null, (DAY - (clock.now % DAY)) / MINUTE + 5)
  expect((await ask(scene, '/c/the_first')).status).toBe(200)
  scene.paperboy.world.say({ from: STRANGER, text: '/start' })
  await scene.paperboy.deliver()
  expect(answersTo(scene, STRANGER)).toBe(told + 1)
})

it('objects are asked to be near Telegram, or where the operator says', async () => {
  const { paperboy } = await begin(2)
  expect(new Set(paperboy.cloud.places.values())).toEqual(new Set(['weur']))
  paperboy.stop()
  open = await setScene({ LOCATION_HINT: 'apac' })
  expect(new Set(open.paperboy.cloud.places.values())).toEqual(new Set(['apac']))
})
