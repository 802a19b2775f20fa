/** Backup and restore: everything is restored, and nothing is sent twice. */
import { afterEach, describe, expect, it } from 'vitest'
import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { publish, recover, type Scene, setScene } from '../torture/scene.ts'
import { ask } from './admin-api-key.ts'

let open: Scene | null = null
afterEach(() => {
  open?.paperboy.stop()
  open = null
})
async function begin(vars: Readonly<Record<string, string>> = {}): Promise<Scene> {
  open = await setScene(vars)
  return open
}

interface Saved {
  readonly directory: string
  readonly cells: readonly string[]
  readonly documents: readonly { readonly name: string; readonly text: string; readonly expiration: number | null }[]
}

const reserve = (paperboy: SimulatedPaperboy, cost: object) => ask(paperboy, 'reserve', { body: cost })

async function save(paperboy: SimulatedPaperboy, cells = 1): Promise<Saved> {
  const text = async (path: string) => (await ask(paperboy, path)).text()
  const documents = []
  for (let cursor = ''; ; ) {
    const page = (await (await ask(paperboy, `documents?prefix=edition:${cursor}`)).json()) as {
      readonly documents: readonly { readonly name: string; readonly expiration: number | null }[]
      readonly cursor: string | null
    }
    for (const each of page.documents) {
      await reserve(paperboy, { kvReads: 1, kvWrites: 0 })
      documents.push({ ...each, text: await text(`documents/${each.name}`) })
    }
    if (page.cursor === null) break
    cursor = `&cursor=${encodeURIComponent(page.cursor)}`
  }
  return {
    directory: await text('directory'),
    cells: await Promise.all(Array.from({ length: cells }, (_, cell) => text(`cells/${cell}`))),
    documents,
  }
}

async function restore(paperboy: SimulatedPaperboy, { directory, cells, documents }: Saved, since: string, backup = 1) {
  const put = async (path: string, body: unknown) =>
    expect((await ask(paperboy, path, { method: 'PUT', body })).status).toBe(200)
  for (const [cell, text] of cells.entries()) await put(`cells/${cell}?since=${since}&backup=${backup}`, text)
  await put(`directory?backup=${backup}`, directory)
  for (const { name, text, expiration } of documents)
    await put(`documents/${name}${expiration === null ? '' : `?expiration=${expiration}`}`, text)
}

/** The sizes of all tables of all objects. */
function tablesOf({ cloud }: SimulatedPaperboy, cells = 1) {
  const all = Array.from({ length: cells }, (_, cell) => cloud.objects.storage('CELL', String(cell)))
  return [cloud.objects.storage('DIRECTORY', 'directory'), ...all].map((storage) => storage.sizes())
}

/** The same bot, chats and feeds on an account without any data. */
async function moveTo(scene: Scene, vars: Readonly<Record<string, string>> = {}): Promise<Scene> {
  scene.paperboy.stop()
  const paperboy = await startSimulated({ vars, sharedWith: scene.paperboy })
  scene.account.follow(paperboy)
  const moved = { ...scene, paperboy }
  open = moved
  return moved
}

describe('a move to another account', () => {
  it.each([1, 2])('continues where the old account stopped, with %i cells', async (cells) => {
    const vars = { CELLS: String(cells) }
    const scene = await begin(vars)
    const { paperboy } = scene
    publish(scene, scene.news, 'n1', 'n2')
    await paperboy.cron()
    await paperboy.say(`/pause ${scene.second.id}`)
    publish(scene, scene.news, 'waits-for-second')
    await paperboy.cron()
    const code = [...paperboy.world.messages(Number(scene.first.id))].at(-1)?.entities.find(({ url }) => url)?.url ?? ''

    expect((await ask(paperboy, 'retire', { method: 'POST' })).status).toBe(200)
    expect(paperboy.world.webhook().url).toBe('')
    // Shut down: its cron must not send what the other account sends.
    publish(scene, scene.news, 'while-it-moved')
    const sent = paperboy.sent()
    await paperboy.cron()
    expect(paperboy.sent()).toBe(sent)
    const saved = await save(paperboy, cells)
    const before = tablesOf(paperboy, cells)

    const moved = await moveTo(scene, vars)
    await restore(moved.paperboy, saved, 'send')
    const without = (tables: ReturnType<typeof tablesOf>) =>
      tables.map(({ updates: _, people: __, facts: ___, schema: ____, ...rest }) => rest)
    expect(without(tablesOf(moved.paperboy, cells))).toEqual(without(before))
    await ask(moved.paperboy, 'setup', { body: { apply: true, takeOver: false } })
    await moved.paperboy.cron()
    await moved.paperboy.say(`/resume ${scene.second.id}`)
    publish(moved, moved.news, 'after-the-move')
    await recover(moved)
    expect({ lost: moved.account.lost(), repeated: moved.account.repeated() }).toEqual({ lost: [], repeated: [] })

    // Links in old posts work at the new account.
    const opened = await moved.paperboy.cloud.fetch(new Request(code))
    expect(opened === 'ended' ? 0 : opened.status).toBe(302)
  })
})

describe('a move after a cycle that was killed', () => {
  const newsForAll = (scene: Scene) => {
    publish(scene, scene.news, 'n1', 'n2')
    publish(scene, scene.sport, 's1')
  }
  async function stepsOfACycle(): Promise<number> {
    const scene = await begin()
    newsForAll(scene)
    await scene.paperboy.cron()
    scene.paperboy.stop()
    return scene.paperboy.cloud.steps.length
  }

  it.each(['before', 'after'] as const)('%s any step loses and repeats nothing', async (when) => {
    const deviations = []
    const steps = await stepsOfACycle()
    expect(steps).toBeGreaterThan(20)
    // Every second step: the state after a step is almost the state before the next one.
    for (let step = when === 'before' ? 1 : 2; step <= steps; step += 2) {
      const scene = await begin()
      newsForAll(scene)
      await scene.paperboy.cron({ step, when })
      scene.account.look()
      scene.paperboy.clock.now += 2000
      await ask(scene.paperboy, 'retire', { method: 'POST' })
      const saved = await save(scene.paperboy)
      const moved = await moveTo(scene)
      await restore(moved.paperboy, saved, 'send')
      await ask(moved.paperboy, 'setup', { body: { apply: true, takeOver: false } })
      publish(moved, moved.news, 'n3')
      await recover(moved)
      deviations.push(...moved.account.lost(), ...moved.account.repeated())
      moved.paperboy.stop()
    }
    open = null
    expect(deviations).toEqual([])
  })
})

describe('a restore of a bot that kept running after the backup', () => {
  it('does not repeat what was sent since the backup, and sends what is published later', async () => {
    const scene = await begin()
    const { paperboy } = scene
    await paperboy.say(`/digest ${scene.second.id} 18:00`)
    await paperboy.say('/digest timezone Shanghai')
    publish(scene, scene.news, 'waits-for-evening')
    await paperboy.cron()
    // A notice for the owner waits.
    paperboy.cloud.objects.storage('CELL', '0').query(waitingNotice, OWNER)
    paperboy.cloud.evict()
    const saved = await save(paperboy)
    publish(scene, scene.news, 'sent-after-backup')
    await paperboy.cron()
    await paperboy.cron(null, 8 * 60)
    scene.account.look()

    const moved = await moveTo(scene)
    await restore(moved.paperboy, saved, 'skip')
    await ask(moved.paperboy, 'setup', { body: { apply: true, takeOver: true } })
    await moved.paperboy.cron()
    publish(moved, moved.news, 'after-restore')
    await recover(moved)
    expect({ lost: moved.account.lost(), repeated: moved.account.repeated() }).toEqual({ lost: [], repeated: [] })
    const notices = moved.paperboy.world.messages(OWNER).filter(({ text }) => text.includes('Somewhere'))
    expect(notices).toHaveLength(1)
  })
})

const waitingNotice = `INSERT INTO notices (person, language, notice) VALUES (?, 'en', '{"kind":"forgotten","channel":"Somewhere"}')`

it('a bot that starts again after it was shut down does not send what was published in between', async () => {
  const scene = await begin()
  const { paperboy } = scene
  await ask(paperboy, 'retire', { method: 'POST' })
  publish(scene, scene.news, 'sent-by-another')
  await paperboy.cron()
  const states = (await (await ask(paperboy, 'setup', { body: { apply: true, takeOver: true } })).json()) as object
  expect(states).toMatchObject({ parts: [{ state: { kind: 'changed' } }, {}, {}, {}] })
  await paperboy.cron()
  publish(scene, scene.news, 'after-that')
  await paperboy.cron()
  const texts = paperboy.world.messages(Number(scene.first.id)).map(({ text }) => text)
  expect(texts.join()).not.toContain('sent-by-another')
  expect(texts.join()).toContain('after-that')
})

describe('a restore', () => {
  it('keeps the usage that this account has counted today', async () => {
    const { paperboy } = await begin()
    const spent = () =>
      paperboy.cloud.objects.query('CELL', 'SELECT spent FROM spending').map(({ spent: text }) => String(text))
    const saved = await save(paperboy)
    paperboy.clock.now += 2000
    await reserve(paperboy, { kvReads: 77, kvWrites: 0 })
    await restore(paperboy, saved, 'send')
    expect(JSON.parse(spent()[0] ?? '').kvReads).toBeGreaterThanOrEqual(77)
  })

  it('happens once per backup: a second one changes nothing and repeats nothing', async () => {
    const scene = await begin()
    const saved = await save(scene.paperboy)
    const moved = await moveTo(scene)
    await restore(moved.paperboy, saved, 'send')
    publish(moved, moved.news, 'after-restore')
    await moved.paperboy.cron()
    await restore(moved.paperboy, saved, 'send')
    await recover(moved)
    expect({ lost: moved.account.lost(), repeated: moved.account.repeated() }).toEqual({ lost: [], repeated: [] })
  })

  it('accepts a backup of an earlier version, whose KV value names no bot', async () => {
    const scene = await begin()
    for (let hour = 0; hour < 2; hour += 1) await scene.paperboy.cron(null, 60)
    const saved = await save(scene.paperboy)
    const cells = saved.cells.map((cell) => cell.replace(/\{\\"schema\\":3,\\"bot\\":\d+/u, '{\\"schema\\":2'))
    expect(cells).not.toEqual(saved.cells)
    const moved = await moveTo(scene)
    await restore(moved.paperboy, { ...saved, cells }, 'send')
    publish(moved, moved.news, 'after-restore')
    await recover(moved)
    expect({ lost: moved.account.lost(), repeated: moved.account.repeated() }).toEqual({ lost: [], repeated: [] })
    expect(moved.paperboy.cloud.store.peek('seen:0')).toContain('"bot":4242')
  })

  it('keeps another bot’s KV value in a shared namespace', async () => {
    const { paperboy } = await begin()
    const saved = await save(paperboy)
    paperboy.clock.now += 2000
    const theirs = '{"schema":3,"bot":7,"version":9,"feeds":[\n\n]}'
    await paperboy.cloud.store.put('seen:0', theirs)
    const before = tablesOf(paperboy)
    const put = await ask(paperboy, 'cells/0?since=send&backup=1', { method: 'PUT', body: saved.cells[0] ?? '' })
    expect([put.status, await put.json()]).toEqual([409, { problem: 'namespace-shared' }])
    expect(paperboy.cloud.store.peek('seen:0')).toBe(theirs)
    expect(tablesOf(paperboy)).toEqual(before)
  })

  it('refuses a backup of a newer version and changes nothing', async () => {
    const { paperboy } = await begin()
    const saved = await save(paperboy)
    const before = tablesOf(paperboy)
    const newer = (text: string) => text.replace(/"version":\d+,"tables"/u, '"version":99,"tables"')
    const put = async (path: string, body: string) => (await ask(paperboy, path, { method: 'PUT', body })).json()
    expect(await put('directory?backup=1', newer(saved.directory))).toEqual({ problem: 'schema-newer' })
    expect(await put('cells/0?since=send&backup=1', newer(saved.cells[0] ?? ''))).toEqual({ problem: 'schema-newer' })
    expect(tablesOf(paperboy)).toEqual(before)
  })

  it('keeps the facts about this deployment', async () => {
    const { paperboy } = await begin({ PUBLIC_URL: '' })
    await ask(paperboy, 'setup', { body: { apply: true, takeOver: false } })
    const facts = () => paperboy.cloud.objects.query('DIRECTORY', 'SELECT * FROM facts ORDER BY key')
    const saved = await save(paperboy)
    // KV takes one write a second per key.
    paperboy.clock.now += 2000
    const before = facts()
    await restore(paperboy, { ...saved, directory: saved.directory.replaceAll('paperboy.test', 'old.test') }, 'send')
    expect(facts().filter(({ key }) => key !== 'restored-from')).toEqual(before)
  })

  it('is refused before it would use up the day’s writes', async () => {
    const { paperboy } = await begin({ CELLS: '50' })
    const status = async (cost: object) => (await reserve(paperboy, cost)).status
    expect(await status({ kvReads: 0, kvWrites: 20 })).toBe(429)
    expect(await status({ kvReads: 0, kvWrites: 5 })).toBe(200)
    expect(await status({ kvReads: 0, kvWrites: 201 })).toBe(400)
  })

  it('keeps the expiration of a document', async () => {
    const { paperboy } = await begin()
    const until = Math.floor(paperboy.clock.now / 1000) + 3600
    await ask(paperboy, `documents/bodies:abcdefg?expiration=${until}`, { method: 'PUT', body: 'a text' })
    expect(await (await ask(paperboy, 'documents/bodies:abcdefg')).text()).toBe('a text')
    paperboy.clock.now += 3_700_000
    expect((await ask(paperboy, 'documents/bodies:abcdefg')).status).toBe(404)
  })

  it('lists all documents, over several pages of KV', async () => {
    const scene = await begin()
    for (const hour of [1, 2, 3, 4, 5, 6]) {
      publish(scene, scene.news, `hour-${hour}`)
      await scene.paperboy.cron(null, 60)
    }
    const stored = [...scene.paperboy.cloud.store.save().versions.keys()].filter((key) => key !== 'seen:0')
    expect(stored.length).toBeGreaterThan(1)
    scene.paperboy.cloud.store.pageSize = 1
    expect((await save(scene.paperboy)).documents).toHaveLength(stored.length)
  })
})
