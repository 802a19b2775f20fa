/** Requests from outside: each is counted, and a flood does not harm feeds and owners. */
import * as v from 'valibot'
import { afterEach, expect, it } from 'vitest'
import { OWNER, PUBLIC_URL } from '../../simulators/cloudflare/paperboy.ts'
import { limits } from '../../src/limits.ts'
import { writtenAhead } from '../../src/store/spending.ts'
import { addUsage, noUsage, usageSchema } from '../../src/store/usage.ts'
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
  if (response === 'ended') throw new Error('the request was ended')
  return response
}

async function floodUntilTurnedAway(scene: Scene): Promise<void> {
  for (let request = 0; request < 2000; request += 1) if ((await ask(scene, '/c/the_first')).status === 503) return
  throw new Error('no request is turned away')
}

const usageNames = ['objectRequests', 'rowsRead', 'rowsWritten', 'gbSeconds'] as const

/** The platform's count, and the recorded usage of all objects. */
function countedBy({ paperboy: { cloud, clock } }: Scene) {
  const rows = cloud.objects.rows()
  const accounts = (['CELL', 'DIRECTORY'] as const).flatMap((of) =>
    cloud.objects.query(of, 'SELECT spent FROM spending'),
  )
  const used = accounts.map(({ spent }) => v.parse(v.pipe(v.string(), v.parseJson(), usageSchema), spent))
  return {
    actual: {
      objectRequests: cloud.objects.requests,
      rowsRead: rows.read,
      rowsWritten: rows.written,
      gbSeconds: cloud.duration.ofDay(clock.now),
    },
    counted: used.reduce((sum, each) => addUsage(sum, each), noUsage),
  }
}

const answersTo = ({ paperboy: { world } }: Scene, person: number) =>
  world.messages(person).filter(({ byBot }) => byBot).length

it('objects count at least what the platform counts, and little more', async () => {
  const scene = await begin(2)
  const { cloud, clock, cron, say } = scene.paperboy
  await say(`/reading ${scene.first.id} on`)
  const before = countedBy(scene)
  for (let round = 0; round < 20; round += 1) {
    publish(scene, scene.news, `read-counted-${round}`)
    await cron()
    await ask(scene, '/c/the_first')
    // Another object writes it, which the cell counts.
    await ask(scene, '/c/the_first.rss')
    await ask(scene, '/health')
    await say(`/list ${scene.first.id}`)
    if (round % 5 === 4) cloud.evict()
  }
  await cron()
  expect(cloud.steps.filter((step) => step === 'WRITER.write').length).toBeGreaterThanOrEqual(20)
  const { actual, counted } = countedBy(scene)
  // Three objects are in memory five times, and were once before.
  const lives = 6 * 3
  for (const name of usageNames) {
    const cost = actual[name] - before.actual[name]
    const over = counted[name] - before.counted[name] - cost
    // What was written ahead at the beginning is used up first.
    expect([name, over >= -3 * writtenAhead[name]]).toEqual([name, true])
    expect([name, over <= lives * writtenAhead[name] + 0.02 * cost]).toEqual([name, true])
  }
  expect(clock.now).toBeLessThan(Date.UTC(2026, 0, 6))
})

it('a flood of requests is turned away, and does not harm feeds and owners', async () => {
  const scene = await begin(64)
  const { cloud, clock, cron, say } = scene.paperboy
  await cron()
  await floodUntilTurnedAway(scene)

  const refused = await ask(scene, '/c/the_first')
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBe(Math.ceil((DAY - (clock.now % DAY)) / 1000))
  const before = { requests: cloud.objects.requests, rows: cloud.objects.rows() }
  for (let request = 0; request < 50; request += 1) {
    expect((await ask(scene, '/c/the_first')).status).toBe(503)
    expect((await ask(scene, '/health')).status).toBe(503)
    expect((await ask(scene, '/status')).status).toBe(503)
  }
  expect({ requests: cloud.objects.requests, rows: cloud.objects.rows() }).toEqual(before)

  // After a minute the directory is asked again, and an object refuses from memory.
  clock.now += limits.requests.rememberedMs + 1
  expect((await ask(scene, '/c/the_first')).status).toBe(503)
  expect(cloud.objects.requests - before.requests).toBeLessThanOrEqual(2)

  // With the next cycle the directory knows it too.
  publish(scene, scene.news, 'in-the-dark')
  await cron()
  await cron()
  scene.account.look()
  expect(scene.account.lost()).toEqual([])
  const warnings = scene.paperboy.world.messages(OWNER).filter(({ text }) => text.includes('too many requests'))
  expect(warnings).toHaveLength(1)
  const answered = answersTo(scene, STRANGER)
  const rows = cloud.objects.rows().written
  scene.paperboy.world.say({ from: STRANGER, text: '/start' })
  await scene.paperboy.deliver()
  expect(scene.paperboy.world.pending()).toEqual([])
  expect(answersTo(scene, STRANGER)).toBe(answered)
  expect(cloud.objects.rows().written - rows).toBeLessThanOrEqual(1)

  await say('/quota')
  const answer = scene.paperboy.world.messages(OWNER).at(-1)?.text ?? ''
  expect(answer).toContain('turned away until midnight UTC')

  // A new day.
  await cron(null, (DAY - (clock.now % DAY)) / MINUTE + 5)
  expect((await ask(scene, '/c/the_first')).status).toBe(200)
  scene.paperboy.world.say({ from: STRANGER, text: '/start' })
  await scene.paperboy.deliver()
  expect(answersTo(scene, STRANGER)).toBe(answered + 1)
})

it('objects are placed near Telegram, or where the operator says', async () => {
  const { paperboy } = await begin(2)
  expect(new Set(paperboy.cloud.objects.locationHints.values())).toEqual(new Set(['weur']))
  paperboy.stop()
  open = await setScene({ LOCATION_HINT: 'apac' })
  expect(new Set(open.paperboy.cloud.objects.locationHints.values())).toEqual(new Set(['apac']))
})
