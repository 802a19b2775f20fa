/** What reaches an operator without asking: private messages, each once, and a log that gives nothing away. */
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
const told = ({ paperboy: { world } }: Scene, person: number, words: string) =>
  world.messages(person).filter(({ byBot, text }) => byBot && text.includes(words)).length

const OPERATOR = 2002

/** Olga deployed the bot; the channels are another's. */
async function withOperator(): Promise<Scene> {
  const scene = await begin({ OWNER_IDS: `${OPERATOR},${OWNER}` })
  scene.paperboy.world.addPerson({ id: OPERATOR, firstName: 'Olga', languageCode: 'en' })
  scene.paperboy.world.start(OPERATOR)
  await scene.paperboy.deliver()
  return scene
}

describe('the operator', () => {
  it('is told once that a quota nears its end', async () => {
    // A fiftieth of the Free plan's: twenty writes.
    const scene = await begin({ CELLS: '50' })
    for (let round = 0; round < 30; round += 1) {
      publish(scene, scene.news, `n${round}x`)
      await scene.paperboy.cron()
    }
    expect(told(scene, OWNER, 'KV writes: ')).toBe(1)
  })

  it('is told once of a channel that is lost, where it is not their own', async () => {
    const scene = await withOperator()
    const { paperboy } = scene
    paperboy.world.setBotRights({ chat: Number(scene.first.id), by: OWNER, rights: { can_manage_chat: true } })
    publish(scene, scene.news, 'to-nobody')
    await paperboy.cron()
    await paperboy.cron(null, 65)
    await paperboy.cron()
    expect(told(scene, OPERATOR, 'Its owner was told')).toBe(1)
    expect(told(scene, OWNER, 'Its owner was told')).toBe(0)
    expect(told(scene, OWNER, 'I cannot post to First')).toBe(1)
  })

  it('is told later when the directory does not say who it is', async () => {
    const scene = await withOperator()
    const { paperboy } = scene
    paperboy.cloud.fault = (name) => (name === 'DIRECTORY.operators' ? 'refused' : null)
    paperboy.world.removeBot({ chat: Number(scene.first.id), by: OWNER })
    await paperboy.deliver()
    await paperboy.cron()
    expect(told(scene, OPERATOR, 'Its owner was told')).toBe(0)
    paperboy.cloud.fault = () => null
    await paperboy.cron()
    expect(told(scene, OPERATOR, 'Its owner was told')).toBe(1)
  })
})

describe('the log', () => {
  it('has a line for each cycle and each failure, as JSON, and no secret, address or headline', async () => {
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

  it('says a thing that anybody can bring about so often a minute and no more', async () => {
    const { paperboy } = await begin()
    const { cloud } = paperboy
    cloud.fault = (name) => (name.startsWith('DIRECTORY') ? 'refused' : null)
    cloud.logs.length = 0
    for (let asked = 0; asked < 50; asked += 1) await cloud.fetch(new Request(`${PUBLIC_URL}/c/the_first`))
    expect(cloud.logs.length).toBeGreaterThan(0)
    expect(cloud.logs.length).toBeLessThanOrEqual(20)
  })
})
