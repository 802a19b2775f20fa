/** The operator's commands /quota and /move. */
import { afterEach, expect, it } from 'vitest'
import { OWNER } from '../../simulators/cloudflare/paperboy.ts'
import { cellOf, publish, type Scene, setScene } from './scene.ts'

let open: Scene | null = null
afterEach(() => {
  open?.paperboy.stop()
  open = null
})

async function begin(vars?: Readonly<Record<string, string>>): Promise<Scene> {
  open = await setScene(vars)
  return open
}

const answer = ({ paperboy: { world } }: Scene) => world.messages(OWNER).findLast(({ byBot }) => byBot)?.text ?? ''

it('/quota shows the day’s usage, its forecast, and that nothing is slowed', async () => {
  const scene = await begin()
  for (const name of ['a', 'b', 'c']) {
    publish(scene, scene.news, name)
    await scene.paperboy.cron()
  }
  await scene.paperboy.say('/quota')
  const text = answer(scene)
  expect(text).toMatch(
    /^Today, since midnight UTC\nKV reads: 2 of 100,000, about \d+ by midnight UTC\nKV writes: 0 of 1,000/u,
  )
  expect(text).toMatch(/Rows written: \d+ of 100,000/u)
  expect(text).toMatch(/Stored in KV: 0 MB of 1,000 MB/u)
  expect(text).toMatch(/messages sent, feeds checked \d+ times\.\n✅ Nothing had to be slowed down\.\n\n/u)
})

it('/quota and /health show what is slowed, and why', async () => {
  // A fiftieth of the Free plan for each of fifty cells.
  const scene = await begin({ CELLS: '50' })
  const { cloud, cron, clock, say } = scene.paperboy
  for (let round = 0; clock.now < Date.UTC(2026, 0, 5, 13, 30); round += 1) {
    publish(scene, scene.news, ...Array.from({ length: 30 }, (_, index) => `n${round}-${index}`))
    await cron()
  }
  await say('/quota')
  expect(answer(scene)).toMatch(
    /\n🐢 Feeds with little news are checked \d times less often, so that the quota lasts: Rows written\.\n/u,
  )
  const health = await cloud.fetch(new Request('https://paperboy.test/health'))
  if (health === 'ended') throw new Error('nobody asked for that')
  expect(await health.json()).toMatchObject({
    ok: true,
    slowed: { because: 'rowsWritten' },
    spending: { kvWrites: { quota: 1000 }, rowsWritten: { spent: expect.any(Number), quota: 100_000 } },
  })
})

it('/move moves a channel to another cell, which continues where the first stopped', async () => {
  const scene = await begin({ CELLS: '2' })
  const { say, cron } = scene.paperboy
  const from = cellOf(scene.paperboy, scene.first)
  const to = from === '0' ? '1' : '0'
  await say(`/move ${scene.first.id}`)
  expect(answer(scene)).toBe(`First is in cell ${from}. To move it to another, send /move 1. Cells go from 0 to 1.`)
  await say(`/move ${scene.first.id} 7`)
  expect(answer(scene)).toContain(`is in cell ${from}`)
  await say(`/move ${scene.first.id} ${to}`)
  expect(answer(scene)).toContain(`moves to cell ${to}`)
  expect(cellOf(scene.paperboy, scene.first)).toBe(to)
  await say(`/list ${scene.first.id}`)
  expect(answer(scene)).toMatch(/1\. News[\s\S]*2\. Sport/u)
  publish(scene, scene.news, 'moved')
  for (let round = 0; round < 3; round += 1) await cron()
  scene.account.look()
  expect([scene.account.lost(), scene.account.repeated()]).toEqual([[], []])
})

it('/move there and back ends in the first cell, even if the directory learns of the first move last', async () => {
  const scene = await begin({ CELLS: '2' })
  const { say, cron, cloud } = scene.paperboy
  const home = cellOf(scene.paperboy, scene.first)
  const away = home === '0' ? 1 : 0
  cloud.fault = (name) => (name === 'DIRECTORY.placeChannel' ? 'refused' : null)
  await say(`/move ${scene.first.id} ${away}`)
  cloud.fault = () => null
  await cloud.callChannel(String(away), scene.first.id, 'handOver', Number(home))
  expect(cellOf(scene.paperboy, scene.first)).toBe(home)
  for (const name of ['a', 'b']) {
    publish(scene, scene.news, name)
    await cron()
  }
  expect(cellOf(scene.paperboy, scene.first)).toBe(home)
  expect(cloud.objects.query('CELL', 'SELECT 1 FROM parcels')).toEqual([])
  scene.account.look()
  expect([scene.account.lost(), scene.account.repeated()]).toEqual([[], []])
})

it('/move with one cell says that there is no other, and /help does not list it', async () => {
  const scene = await begin()
  await scene.paperboy.say(`/move ${scene.first.id} 1`)
  expect(answer(scene)).toContain('there is no other')
  await scene.paperboy.say('/help')
  expect(answer(scene)).not.toContain('/move')
  expect(answer(scene)).toContain('/quota')
})

it('a channel that stays closed for three months is deleted with all its rows', async () => {
  const scene = await begin()
  const { world, cloud, cron } = scene.paperboy
  world.removeBot({ chat: scene.second.chats[0] ?? 0, by: OWNER })
  await scene.paperboy.deliver()
  for (let day = 0; day < 93; day += 1) await cron(null, 24 * 60)
  await cron(null, 60)
  expect(world.messages(OWNER).some(({ text }) => text.includes('I removed it'))).toBe(true)
  for (const table of ['subscriptions', 'pending', 'messages', 'outcomes', 'gaps', 'wanted'])
    expect([table, cloud.objects.query('CELL', `SELECT 1 FROM ${table} WHERE channel = ?`, scene.second.id)]).toEqual([
      table,
      [],
    ])
  expect(cloud.objects.query('DIRECTORY', 'SELECT 1 FROM channels WHERE id = ?', scene.second.id)).toEqual([])
  // The bot is added again: the channel registers as a new one.
  const rights = { can_manage_chat: true, can_post_messages: true }
  world.addBot({ chat: scene.second.chats[0] ?? 0, by: OWNER, rights })
  await scene.paperboy.deliver()
  expect(answer(scene)).toContain('Second was added')
})
