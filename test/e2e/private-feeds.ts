/** A site that wants a password, and everything that a simulated Paperboy stores, sends and logs. */
import { OWNER, type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { type Entry, type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { type Conversation, ownChannel } from './conversation.ts'

export const PASSWORD = 'Zebra~Quagga!7391'
export const TOKEN_VALUE = 'Okapi-Bongo-5527'
export const ADDRESS = 'https://q.example/private.xml'
export const WITH_PASSWORD = `https://ann:${encodeURIComponent(PASSWORD)}@q.example/private.xml`

/** The texts of messages, a line each. */
export function texts(messages: readonly { readonly text: string }[]): string {
  return messages.map(({ text }) => text).join('\n')
}

/** The Paperboys of a test. Each replaces the clock and the network of the one before. */
export class PrivateScenes {
  readonly #running: SimulatedPaperboy[] = []

  async start(options: Parameters<typeof startSimulated>[0]): Promise<SimulatedPaperboy> {
    const paperboy = await startSimulated(options)
    this.#running.push(paperboy)
    return paperboy
  }

  /** A Paperboy with a channel, and a site whose feed wants the password. */
  async begin(vars: Record<string, string>) {
    const paperboy = await this.start({ vars })
    const first = await owner(paperboy)
    const feed = guardedFeed(paperboy, 'q.example', basic('ann', PASSWORD))
    return { ...first, paperboy, feed, say: (text: string) => answersTo(first.talk, text) }
  }

  stop(): void {
    for (const paperboy of this.#running.splice(0).toReversed()) paperboy.stop()
  }
}

/** What `converse` and `serveFeed` need of a Paperboy. */
export function conversable(paperboy: SimulatedPaperboy) {
  const { world, sites, clock, stop } = paperboy
  return {
    world,
    sites,
    clock,
    settle: () => paperboy.deliver(),
    cron: async (minutes?: number) => {
      await paperboy.cron(null, minutes)
    },
    stop: async () => stop(),
  }
}

export async function owner(paperboy: SimulatedPaperboy, title = 'Morning') {
  const owned = await ownChannel(conversable(paperboy), OWNER, title)
  return { ...owned, name: `@${title.toLowerCase()}_news`, talk: owned.conversation }
}

/** Writes to the bot. @returns its answers */
export async function answersTo(talk: Conversation, text: string): Promise<readonly string[]> {
  const before = talk.answers().length
  await talk.tell(text)
  return talk
    .answers()
    .slice(before)
    .map((message) => message.text)
}

/** A feed that only requests with these headers get. `requests`: the authorization of each request. */
export interface GuardedFeed extends TestFeed {
  readonly requests: (string | null)[]
  wants: Readonly<Record<string, string>>
}

export function guardedFeed(
  { sites }: Pick<SimulatedPaperboy, 'sites'>,
  host: string,
  wants: Readonly<Record<string, string>>,
  ...entries: readonly Entry[]
): GuardedFeed {
  const feed = testFeed('Secret paper', [{ title: 'Old secret', link: `https://${host}/old` }, ...entries])
  const guarded: GuardedFeed = { ...feed, requests: [], wants }
  sites.set(host, (request) => {
    guarded.requests.push(request.headers.get('authorization'))
    const isLetIn = Object.entries(guarded.wants).every(([name, value]) => request.headers.get(name) === value)
    return isLetIn ? feed.site(request) : new Response('who are you?', { status: 401 })
  })
  return guarded
}

export function basic(user: string, password: string): Readonly<Record<string, string>> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

/** All that is stored in objects and KV, all messages of the bot, its files and its log, as one text. */
export async function everything({ cloud, world }: SimulatedPaperboy): Promise<string> {
  const tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
  const rows = (['CELL', 'DIRECTORY'] as const).flatMap((namespace) => {
    const names = new Set(cloud.objects.query(namespace, tables).map(({ name }) => String(name)))
    return [...names].flatMap((name) => {
      try {
        return [name, ...cloud.objects.query(namespace, `SELECT * FROM ${name}`)]
      } catch {
        // Another object of the namespace has the table.
        return []
      }
    })
  })
  const documents = [...cloud.store.save().versions]
  const chats = [...world.people(), ...world.chats()].map(({ id }) => id)
  const messages = chats.flatMap((chat) => world.messages(chat, { deleted: true }).filter(({ byBot }) => byBot))
  const calls = world.calls().map(({ method, parameters }) => [method, parameters])
  return JSON.stringify([rows, documents, messages, calls, cloud.logs])
}

/** The forms in which a secret could appear. */
export function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  // Behind any number of other bytes, without the digits that those change.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/u, '')
      .slice(shift + 1, -2),
  )
  const digits = base64.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')])
  return [...new Set([secret, encodeURIComponent(secret), bytes.toString('hex'), ...digits])]
}
