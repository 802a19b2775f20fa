/** Overlapping calls, stale KV values, and spent quotas. */
import { afterEach, describe, expect, it } from 'vitest'
import { OWNER } from '../../simulators/cloudflare/paperboy.ts'
import { leftOver } from './crash.ts'
import { brokenLink } from './links.ts'
import { publish, recover, type Scene, setScene } from './scene.ts'

const MINUTE = 60_000
let open: Scene | null = null

async function begin(vars?: Readonly<Record<string, string>>): Promise<Scene> {
  open = await setScene(vars)
  return open
}

afterEach(() => {
  open?.paperboy.stop()
  open = null
})

/** Lost and repeated headlines, and what is left, after the recovery. */
async function outcome(scene: Scene) {
  scene.account.look()
  await recover(scene)
  return { lost: scene.account.lost(), repeated: scene.account.repeated(), left: leftOver(scene) }
}

const allIsWell = { lost: [], repeated: [], left: null }

describe('crons', () => {
  const ways: readonly [string, (scene: Scene, time: number) => Promise<unknown>][] = [
    ['at once', ({ paperboy: { cloud } }, time) => Promise.all([cloud.cron(time), cloud.cron(time)])],
    ['twice in a row', async ({ paperboy: { cloud } }, time) => [await cloud.cron(time), await cloud.cron(time)]],
    [
      'in the wrong order',
      async ({ paperboy: { cloud } }, time) => [await cloud.cron(time), await cloud.cron(time - 5 * MINUTE)],
    ],
    [
      'an hour late',
      ({ paperboy: { cloud, clock } }, time) => {
        clock.now += 60 * MINUTE
        return cloud.cron(time)
      },
    ],
    [
      'and an owner’s request at once',
      ({ paperboy: { cloud }, first }, time) =>
        Promise.all([cloud.cron(time), cloud.callChannel('0', first.id, 'release', 'all', null)]),
    ],
  ]

  it.each(ways)('%s neither repeat nor lose anything', async (_, come) => {
    const scene = await begin()
    for (const name of ['a', 'b', 'c']) {
      publish(scene, scene.news, name)
      publish(scene, scene.sport, `${name}-2`)
      await come(scene, scene.paperboy.toNextCron())
      scene.account.look()
    }
    expect(await outcome(scene)).toEqual(allIsWell)
  })

  it('at once poll no feed twice', async () => {
    const scene = await begin()
    const time = scene.paperboy.toNextCron()
    scene.paperboy.cloud.steps.length = 0
    await Promise.all([scene.paperboy.cloud.cron(time), scene.paperboy.cloud.cron(time)])
    expect(scene.paperboy.cloud.steps.filter((step) => step.startsWith('fetch'))).toHaveLength(2)
  })
})

describe('KV', () => {
  it('that returns values from minutes ago loses and repeats nothing', async () => {
    const scene = await begin()
    for (const [round, staleMs] of [1, 3, 6, 6, 9, 2, 0].entries()) {
      scene.paperboy.cloud.store.staleMs = staleMs * MINUTE
      publish(scene, scene.news, `stale-${round}`)
      await scene.paperboy.cron()
    }
    expect(await outcome(scene)).toEqual(allIsWell)
  })

  it('that refuses every write until midnight delays no headline, and every link works', async () => {
    const scene = await begin()
    const midnight = Date.UTC(2026, 0, 6)
    scene.paperboy.cloud.store.writesRefusedUntil = midnight
    publish(scene, scene.news, 'refused-1', 'refused-2')
    while (scene.paperboy.clock.now < midnight - 60 * MINUTE) await scene.paperboy.cron(null, 30)
    publish(scene, scene.sport, 'refused-3')
    // A feed that was quiet for hours is polled within half an hour.
    for (let round = 0; round < 6; round += 1) await scene.paperboy.cron()
    scene.account.look()
    expect(scene.account.lost()).toEqual([])
    expect(await brokenLink(scene)).toBeNull()
    while (scene.paperboy.clock.now < midnight + 15 * MINUTE) await scene.paperboy.cron()
    scene.account.look()
    expect(scene.account.lost()).toEqual([])
    expect(await outcome(scene)).toEqual(allIsWell)
  })

  it.each(['put edition', 'put seen'])('that fails at "%s" for hours loses and repeats nothing', async (name) => {
    const scene = await begin()
    scene.paperboy.cloud.fault = (call) => (call === name ? 'refused' : null)
    for (let round = 0; round < 30; round += 1) {
      publish(scene, scene.news, `fails-${round}`)
      await scene.paperboy.cron()
    }
    scene.paperboy.cloud.fault = () => null
    expect(await outcome(scene)).toEqual(allIsWell)
  })

  it('whose writes happen without confirmation loses and repeats nothing', async () => {
    const scene = await begin()
    scene.paperboy.cloud.fault = (call) => (call.startsWith('put') ? 'lost' : null)
    for (let round = 0; round < 5; round += 1) {
      publish(scene, scene.news, `unconfirmed-${round}`)
      await scene.paperboy.cron()
    }
    scene.paperboy.cloud.fault = () => null
    expect(await outcome(scene)).toEqual(allIsWell)
  })

  it('is written about twice an hour by a cell, for any number of headlines', async () => {
    const scene = await begin({ CELLS: '2' })
    const { cloud, cron } = scene.paperboy
    const before = cloud.store.counts.writes
    for (let round = 0; round < 36; round += 1) {
      publish(scene, scene.news, `many-${round}`)
      publish(scene, scene.sport, `more-${round}`)
      await cron()
    }
    // Three hours of two cells.
    expect(cloud.store.counts.writes - before).toBeLessThanOrEqual(12)
    expect(await outcome(scene)).toEqual(allIsWell)
  })
})

describe('commands', () => {
  it('two at once both take effect', async () => {
    const scene = await begin()
    const { world, deliver, cloud } = scene.paperboy
    world.say({ from: OWNER, text: `/add ${scene.first.id} ${scene.fringe.url}` })
    await Promise.all([
      deliver(),
      cloud.callChannel('0', scene.second.id, 'setFilter', null, '-advert -nothing'),
      cloud.callChannel('0', scene.first.id, 'removeFeed', { text: scene.sport.url }),
    ])
    const feeds = cloud.objects.query(
      'CELL',
      'SELECT f.url FROM subscriptions s JOIN feeds f ON f.id = s.feed WHERE s.channel = ? AND s.removed_at IS NULL ORDER BY s.number',
      scene.first.id,
    )
    expect(feeds.map(({ url }) => url)).toEqual([scene.news.url, scene.fringe.url])
    const [second] = cloud.objects.query(
      'CELL',
      "SELECT json_extract(config, '$.filter') AS filter FROM channels WHERE id = ?",
      scene.second.id,
    )
    expect(second?.['filter']).toBe('-advert -nothing')
  })
})
