/** Public channels with reading pages and a feed each, whose posts are read as a reader would. */
import { PUBLIC_URL } from '../../simulators/cloudflare/paperboy.ts'
import type { Message } from '../../simulators/telegram/world.ts'
import { type Owned, ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedWeb, startSimulatedPaperboy } from './simulated-paperboy.ts'

export const ANN = 1001
export const BOB = 1002
/** 00:05 UTC on 29 November 2026, which is 08:05 in Shanghai. */
export const MORNING = Date.UTC(2026, 10, 29, 0, 5)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
const text = (name: string) => `<p>${`All about ${name}. `.repeat(20)}</p>`
export const at = (host: string, title: string) => ({
  title,
  link: `https://${host}/${encodeURI(title)}`,
  text: text(title),
})

let running: SimulatedWeb | null = null
/** After each test. */
export async function stop(): Promise<void> {
  await running?.stop()
  running = null
}

export async function start(time = MORNING): Promise<SimulatedWeb> {
  running = await startSimulatedPaperboy({ OWNER_IDS: String(ANN), LIVE_GAP_MINUTES: '0', PUBLIC_BOT: 'true' }, time)
  return running
}

/** A channel with reading pages, and a feed. */
export async function readable(paperboy: SimulatedWeb, owner: number, title: string) {
  const owned = await ownChannel(paperboy, owner, title)
  const host = `${title.toLowerCase()}.example`
  const feed = serveFeed(paperboy, host, `${title} feed`)
  await owned.conversation.tell(`/add @${title.toLowerCase()}_news https://${host}/feed`)
  await owned.conversation.tell(`/reading @${title.toLowerCase()}_news on`)
  return { ...owned, publish: (...titles: readonly string[]) => feed.publish(...titles.map((each) => at(host, each))) }
}

export const addresses = (message: Message | undefined) =>
  (message?.entities ?? []).flatMap(({ url }) => (url === undefined ? [] : url.replace(PUBLIC_URL, '')))
/** The links to reading pages in the channel's newest message. */
export const books = (owned: Owned) => addresses(owned.posts().at(-1)).filter((path) => path.includes('/read'))
export const postOf = (book = '') => `/d/${/\?digest=(?<code>[0-9A-Za-z]{10})$/u.exec(book)?.groups?.['code']}`
export const itemOf = (book = '') => book.slice(0, 11)

export async function page(paperboy: SimulatedWeb, path: string, language = 'en') {
  const response = await paperboy.open(path, { headers: { 'accept-language': language } })
  return { response, status: response.status, html: await response.text() }
}
