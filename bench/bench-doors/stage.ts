/** A busy Paperboy in workerd: channels with feeds, a signed-in owner, a stranger, and as many updates as it remembers. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { postOnly } from '../../playground/sample-people.ts'
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { limits } from '../../src/limits.ts'
import { type Paperboy, PUBLIC_URL, SECRET, startPaperboy } from '../../test/e2e/paperboy.ts'

export const OWNER = 1001
export const STRANGER = 2002

export interface Counts {
  readonly rowsRead: number
  readonly rowsWritten: number
  readonly kvReads: number
  readonly kvWrites: number
}

export interface Stage {
  readonly paperboy: Paperboy
  /** @name of a channel with a page and reading pages. */
  readonly channel: string
  readonly chat: number
  /** A group with both people, where the bot reads all messages. */
  readonly group: number
  /** An address of a feed that no channel has. */
  readonly spareFeed: string
  /** Path of a short link to an item with a text. */
  readonly shortLink: string
  /** The owner's cookie header. */
  readonly cookie: string
  /** A single-use sign-in code for the owner. */
  readonly loginCode: () => Promise<string>
  /** Sends the bot an update of any shape, with a new id. */
  readonly bring: (update: object) => Promise<void>
  /** Counts since the last call. */
  readonly take: () => Promise<Counts>
  readonly stop: () => Promise<void>
}

export interface Size {
  readonly feeds: number
  readonly channels: number
  /** Ids of updates that the bot remembers. */
  readonly updates: number
}

/** Ids of hand-made updates; the simulator's own ids ascend from its start. */
const BY_HAND = 500

export async function setStage({ feeds, channels, updates }: Size): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-doors-'))
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
    const firstUpdate = nextUpdate(paperboy)
    const chats = await addChannels(paperboy, channels)
    const group = world.addSupergroup({ title: 'Everybody', creator: OWNER, members: [STRANGER] }).id
    world.addBot({ chat: group, by: OWNER, rights: postOnly })
    await settle()
    const published = await addFeeds(paperboy, feeds, channels)
    const channel = nameOf(0)
    await tell(paperboy, `/page @${channel} on`)
    await tell(paperboy, `/reading @${channel} on`)
    // Two hundred feeds a cycle.
    for (let read = 0; read <= feeds; read += limits.feed.feedsACall * limits.feed.callsACycle) await cron()
    for (let round = 0; round < 3; round += 1) {
      for (const [number, feed] of published.slice(0, 20).entries()) feed.publish(entryOf(number, round))
      await cron()
    }
    await open(`/bench/updates?from=${firstUpdate - updates}&to=${firstUpdate - BY_HAND}`)
    const loginCode = async () => /code=(\S+)/u.exec(await tell(paperboy, '/quota'))?.[1] ?? ''
    let byHand = firstUpdate - BY_HAND
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET }
    paperboy.sites.set('spare.example', testFeed('Spare', [entryOf(0, 0)]).site)
    return {
      paperboy,
      channel,
      chat: chats[0] ?? 0,
      group,
      spareFeed: 'https://spare.example/feed',
      shortLink: shortLinkOf(paperboy, chats[0] ?? 0),
      cookie: await signIn(paperboy, await loginCode()),
      loginCode,
      bring: async (update) => {
        byHand += 1
        const body = JSON.stringify({ update_id: byHand, ...update })
        await expectOk(await open('/telegram/webhook', { method: 'POST', headers, body }))
      },
      take: async () => (await (await open('/bench/counts')).json()) as Counts,
      stop,
    }
  } catch (problem) {
    await stop()
    throw problem
  }
}

/** The Worker's own settings with another entry. */
async function countingWorker(folder: string): Promise<URL> {
  const settings = await readFile(path.resolve(import.meta.dirname, '..', '..', 'wrangler.toml'), 'utf8')
  const file = path.join(folder, 'wrangler.toml')
  const entry = path.join(import.meta.dirname, 'entry.ts')
  await writeFile(file, settings.replace('"src/worker.ts"', JSON.stringify(entry)))
  return pathToFileURL(file)
}

async function claim({ world, open, settle }: Paperboy): Promise<void> {
  const page = await open('/setup', form({ secret: SECRET }))
  const code = /start=([\w-]+)"/u.exec(await page.text())?.[1]
  if (code === undefined) throw new Error('The page of the first visit shows no link to claim the bot by.')
  world.start(OWNER, code)
  await settle()
}

/** As a browser on a page of Paperboy's sends it. */
export function form(fields: Readonly<Record<string, string>>, cookie?: string): RequestInit {
  const headers = { origin: PUBLIC_URL, 'content-type': 'application/x-www-form-urlencoded' }
  return {
    method: 'POST',
    headers: cookie === undefined ? headers : { ...headers, cookie },
    body: new URLSearchParams(fields).toString(),
  }
}

async function signIn({ open }: Paperboy, code: string): Promise<string> {
  const answer = await open('/login', form({ code }))
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

function nextUpdate({ world }: Paperboy): number {
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

/** The owner imports each channel's share of the feeds as a list. */
async function addFeeds(
  { world, sites, settle }: Paperboy,
  count: number,
  channels: number,
): Promise<readonly TestFeed[]> {
  const feeds = Array.from({ length: count }, (_, number) => {
    const feed = testFeed(
      `Feed ${number}`,
      Array.from({ length: 10 }, (_none, old) => entryOf(number, -1 - old)),
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

/** @returns the bot's last answer to its owner */
export async function tell({ world, settle }: Paperboy, text: string): Promise<string> {
  world.say({ from: OWNER, text })
  await settle()
  return (
    world
      .messages(OWNER)
      .filter(({ byBot }) => byBot)
      .at(-1)?.text ?? ''
  )
}

function shortLinkOf({ world }: Paperboy, chat: number): string {
  const links = world.messages(chat).flatMap(({ entities }) => entities.flatMap(({ url }) => url ?? []))
  const found = links.map((link) => new URL(link).pathname).find((each) => /^\/[0-9A-Za-z]{10}$/u.test(each))
  if (found === undefined) throw new Error('No channel got a headline.')
  return found
}

async function expectOk(response: Response): Promise<void> {
  if (response.ok) return
  throw new Error(`The Worker answered an update with ${response.status}: ${await response.text()}`)
}
