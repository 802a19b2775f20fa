/** A busy bot in workerd: channels with feeds, a signed-in owner, a stranger, and stored IDs of handled updates. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import * as v from 'valibot'
import { postOnly } from '../../playground/sample-people.ts'
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { limits } from '../../src/limits.ts'
import { type Paperboy, PUBLIC_URL, SECRET, startPaperboy } from '../../test/e2e/paperboy.ts'
import { addPushedFeed, type HubCallback } from './hub-callback.ts'

export const OWNER = 1001
export const STRANGER = 2002

const countsSchema = v.object({
  rowsRead: v.number(),
  rowsWritten: v.number(),
  kvReads: v.number(),
  kvWrites: v.number(),
})
export type Counts = Readonly<v.InferOutput<typeof countsSchema>>

export interface Deployment {
  readonly paperboy: Paperboy
  /** Username of a channel with a page and reading pages. */
  readonly channel: string
  readonly chat: number
  /** A group with both people, where the bot reads all messages. */
  readonly group: number
  /** Path of a short link to an item with a text. */
  readonly shortLink: string
  /** The newest day of that channel's archive, and the code of its first post. */
  readonly archive: { readonly day: string; readonly post: string }
  /** The code of that channel's link for readers. */
  readonly readers: string
  /** The owner's cookie header. */
  readonly cookie: string
  readonly hub: HubCallback
  /** Creates a sign-in code for the owner, which can be used once. */
  readonly loginCode: () => Promise<string>
  /** Sends the bot an update of any form, with a new ID. */
  readonly sendUpdate: (update: object) => Promise<void>
  /** Counts since the last call. */
  readonly takeCounts: () => Promise<Counts>
  readonly stop: () => Promise<void>
}

export interface Size {
  readonly feeds: number
  readonly channels: number
  /** Number of stored IDs of handled updates. */
  readonly updates: number
}

/** IDs reserved for `sendUpdate`, below those of the simulator, which ascend. */
const RESERVED_IDS = 500

export async function startDeployment({ feeds, channels, updates }: Size): Promise<Deployment> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-requests-'))
  const paperboy = await startPaperboy({ OWNER_IDS: '' }, await countingWorker(folder))
  const { world, settle, cron, open } = paperboy
  const stop = async () => {
    await paperboy.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    world.addPerson({ id: OWNER, firstName: 'Ann', languageCode: 'en' })
    world.addPerson({ id: STRANGER, firstName: 'Bob', languageCode: 'en' })
    await claim(paperboy)
    const firstId = nextUpdateId(paperboy)
    const chats = await addChannels(paperboy, channels)
    const group = world.addSupergroup({ title: 'Everybody', creator: OWNER, members: [STRANGER] }).id
    world.addBot({ chat: group, by: OWNER, rights: postOnly })
    await settle()
    const published = await addFeeds(paperboy, feeds, channels)
    const channel = nameOf(0)
    await sayAsOwner(paperboy, `/page @${channel} on`)
    await sayAsOwner(paperboy, `/reading @${channel} on`)
    const readers = /start=r_(\w+)/u.exec(await sayAsOwner(paperboy, `/readers @${channel} on`))?.[1] ?? ''
    for (let read = 0; read <= feeds; read += limits.feed.feedsACall * limits.feed.callsACycle) await cron()
    for (let round = 0; round < 3; round += 1) {
      for (const [number, feed] of published.slice(0, 20).entries()) feed.publish(entryOf(number, round))
      await cron()
    }
    const hub = await addPushedFeed(paperboy, (address) => sayAsOwner(paperboy, `/add @${nameOf(1)} ${address}`))
    await open(`/bench/updates?from=${firstId - updates}&to=${firstId - RESERVED_IDS}`)
    const loginCode = async () => /code=(\S+)/u.exec(await sayAsOwner(paperboy, '/quota'))?.[1] ?? ''
    let lastId = firstId - RESERVED_IDS
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET }
    paperboy.sites.set('spare.example', testFeed('Spare', [entryOf(0, 0)]).site)
    return {
      paperboy,
      readers,
      channel,
      chat: chats[0] ?? 0,
      group,
      shortLink: shortLinkOf(paperboy, chats[0] ?? 0),
      archive: await archiveOf(paperboy, channel),
      cookie: await signIn(paperboy, await loginCode()),
      hub,
      loginCode,
      sendUpdate: async (update) => {
        lastId += 1
        const body = JSON.stringify({ update_id: lastId, ...update })
        await expectOk(await open('/telegram/webhook', { method: 'POST', headers, body }))
      },
      takeCounts: async () => v.parse(countsSchema, await (await open('/bench/counts')).json()),
      stop,
    }
  } catch (problem) {
    await stop()
    throw problem
  }
}

/** The Worker's configuration with another entry. */
async function countingWorker(folder: string): Promise<URL> {
  const settings = await readFile(path.resolve(import.meta.dirname, '..', '..', 'wrangler.toml'), 'utf8')
  const file = path.join(folder, 'wrangler.toml')
  const entry = path.join(import.meta.dirname, 'counting-worker.ts')
  await writeFile(file, settings.replace('"src/worker.ts"', JSON.stringify(entry)))
  return pathToFileURL(file)
}

async function claim({ world, open, settle }: Paperboy): Promise<void> {
  const page = await open('/setup', form({ secret: SECRET }))
  const code = /start=([\w-]+)"/u.exec(await page.text())?.[1]
  if (code === undefined) throw new Error('/setup shows no link that claims the bot.')
  world.start(OWNER, code)
  await settle()
}

/** A form as a browser sends it from one of the bot's own pages. */
export function form(fields: Readonly<Record<string, string>>): RequestInit {
  const headers = { origin: PUBLIC_URL, 'content-type': 'application/x-www-form-urlencoded' }
  return { method: 'POST', headers, body: new URLSearchParams(fields).toString() }
}

async function archiveOf({ open }: Paperboy, channel: string): Promise<Deployment['archive']> {
  const page = await (await open(`/c/${channel}`)).text()
  const day = /\/(\d{4}-\d\d-\d\d)"/u.exec(page)?.[1] ?? ''
  const post = /"\/d\/(\w+)"/u.exec(await (await open(`/c/${channel}/${day}`)).text())?.[1]
  if (post === undefined) throw new Error('The channel has no post in its archive.')
  return { day, post }
}

async function signIn({ open }: Paperboy, code: string): Promise<string> {
  const answer = await open('/login', form({ code }))
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

function nextUpdateId({ world }: Paperboy): number {
  world.say({ from: OWNER, text: '/help' })
  return Number(world.pending().at(-1)?.update_id)
}

const nameOf = (number: number) => `channel_${number}_news`

async function addChannels({ world, settle }: Paperboy, count: number): Promise<readonly number[]> {
  const chats = Array.from({ length: count }, (_, number) => {
    const { id } = world.addChannel({ title: `Channel ${number}`, creator: OWNER, username: nameOf(number) })
    world.addBot({ chat: id, by: OWNER, rights: postOnly })
    return id
  })
  await settle()
  return chats
}

/** The owner imports a list of feeds into each channel. */
async function addFeeds(
  { world, sites, settle }: Paperboy,
  count: number,
  channels: number,
): Promise<readonly TestFeed[]> {
  const feeds = Array.from({ length: count }, (_, number) => {
    const feed = testFeed(
      `Feed ${number}`,
      Array.from({ length: 10 }, (_none, age) => entryOf(number, -1 - age)),
    )
    sites.set(`feed${number}.example`, feed.site)
    return feed
  })
  for (let channel = 0; channel < channels; channel += 1) {
    const own = feeds.flatMap((_, number) =>
      number % channels === channel ? `https://feed${number}.example/feed` : [],
    )
    world.sendFile({ from: OWNER, name: 'feeds.txt', text: own.join('\n'), caption: `/import @${nameOf(channel)}` })
    await settle()
  }
  return feeds
}

function entryOf(feed: number, number: number) {
  const link = `https://feed${feed}.example/${number}`
  return { title: `Story ${number} of feed ${feed}`, link, text: `<p>What happened in ${number}.</p>`.repeat(10) }
}

/** @returns the bot's answer */
export async function sayAsOwner({ world, settle }: Paperboy, text: string): Promise<string> {
  world.say({ from: OWNER, text })
  await settle()
  return world.messages(OWNER).findLast(({ byBot }) => byBot)?.text ?? ''
}

function shortLinkOf({ world }: Paperboy, chat: number): string {
  const links = world.messages(chat).flatMap(({ entities }) => entities.flatMap(({ url }) => url ?? []))
  const found = links.map((link) => new URL(link).pathname).find((each) => /^\/[0-9A-Za-z]{10}$/u.test(each))
  if (found === undefined) throw new Error('The channel got no headline.')
  return found
}

async function expectOk(response: Response): Promise<void> {
  if (response.ok) return
  throw new Error(`The Worker refused an update (${response.status}): ${await response.text()}`)
}
