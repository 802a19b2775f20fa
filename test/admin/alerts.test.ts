/** Operators get each alert once, and the log contains no secrets. */
import { afterEach, describe, expect, it } from 'vitest'
import { OWNER, PUBLIC_URL, SECRET, TOKEN } from '../../simulators/cloudflare/paperboy.ts'
import { publish, type Scene, setScene } from '../torture/scene.ts'

let open: Scene | null = null
afterEach(() => {
  open?.paperboy.stop()
  open = null
})
async function begin(vars?: Readonly<Record<string, string>>): Promise<Scene> {
  open = await setScene(vars)
  return open
}
const messagesWith = ({ paperboy: { world } }: Scene, person: number, part: string) =>
  world.messages(person).filter(({ byBot, text }) => byBot && text.includes(part)).length

const OPERATOR = 2002

/** Olga is an operator; another person owns the channels. */
async function withOperator(): Promise<Scene> {
  const scene = await begin({ OWNER_IDS: `${OPERATOR},${OWNER}` })
  scene.paperboy.world.addPerson({ id: OPERATOR, firstName: 'Olga', languageCode: 'en' })
  scene.paperboy.world.start(OPERATOR)
  await scene.paperboy.deliver()
  return scene
}

describe('the operator', () => {
  it('gets one alert when a quota is nearly used up', async () => {
    // With 50 cells each has 2,000 rows to write a day.
    const scene = await begin({ CELLS: '50' })
    for (let round = 0; round < 16; round += 1) {
      publish(scene, scene.news, ...Array.from({ length: 50 }, (_, index) => `n${round}-${index}`))
      await scene.paperboy.cron()
    }
    expect(messagesWith(scene, OWNER, 'Rows written: ')).toBe(1)
  })

  it('gets one alert when another owner’s channel is lost', async () => {
    const scene = await withOperator()
    const { paperboy } = scene
    paperboy.world.setBotRights({ chat: Number(scene.first.id), by: OWNER, rights: { can_manage_chat: true } })
    publish(scene, scene.news, 'to-nobody')
    await paperboy.cron()
    await paperboy.cron(null, 65)
    await paperboy.cron()
    expect(messagesWith(scene, OPERATOR, 'Its owner was notified')).toBe(1)
    expect(messagesWith(scene, OWNER, 'Its owner was notified')).toBe(0)
    expect(messagesWith(scene, OWNER, 'I cannot post to First')).toBe(1)
  })

  it('gets the alert later if the directory does not answer at first', async () => {
    const scene = await withOperator()
    const { paperboy } = scene
    paperboy.cloud.fault = (name) => (name === 'DIRECTORY.operators' ? 'refused' : null)
    paperboy.world.removeBot({ chat: Number(scene.first.id), by: OWNER })
    await paperboy.deliver()
    await paperboy.cron()
    expect(messagesWith(scene, OPERATOR, 'Its owner was notified')).toBe(0)
    paperboy.cloud.fault = () => null
    await paperboy.cron()
    expect(messagesWith(scene, OPERATOR, 'Its owner was notified')).toBe(1)
  })
})

describe('the log', () => {
  it('has a JSON line for each cycle and failure, without secrets, addresses and headlines', async () => {
    const scene = await begin()
    const { cloud, cron, world } = scene.paperboy
    cloud.logs.length = 0
    publish(scene, scene.news, 'a-headline')
    scene.sport.trouble = 'server-error'
    world.setBotRights({ chat: Number(scene.first.id), by: OWNER, rights: { can_manage_chat: true } })
    await cron()
    const lines = cloud.logs.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.filter(({ event }) => event === 'cycle')).toEqual([
      expect.objectContaining({ cell: 0, news: 1, failures: 2, problems: [], feedReads: expect.any(Number) }),
    ])
    expect(lines.filter(({ event }) => event === 'failure')).toEqual([
      {
        event: 'failure',
        cell: 0,
        what: 'feed',
        feed: expect.any(Number),
        host: scene.sport.host,
        problem: 'http-status',
      },
      { event: 'failure', cell: 0, what: 'message', channel: scene.first.id, problem: 'locked-out' },
    ])
    const all = cloud.logs.join('\n')
    for (const secret of [TOKEN, SECRET, 'a-headline', scene.news.url, scene.sport.url])
      expect(all).not.toContain(secret)
  })

  it('has at most 20 lines a minute for requests that anybody can make', async () => {
    const { paperboy } = await begin()
    const { cloud } = paperboy
    cloud.fault = (name) => (name.startsWith('DIRECTORY') ? 'refused' : null)
    cloud.logs.length = 0
    for (let requests = 0; requests < 50; requests += 1) await cloud.fetch(new Request(`${PUBLIC_URL}/c/the_first`))
    expect(cloud.logs.length).toBeGreaterThan(0)
    expect(cloud.logs.length).toBeLessThanOrEqual(20)
  })
})
