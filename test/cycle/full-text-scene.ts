/** A channel with full texts, and a feed whose articles have pages. */
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { why } from '../../src/cell/why.ts'
import type { Channel } from '../../src/model.ts'
import { articlePage, htmlAnswer, sentence } from '../feed/article/article-page.ts'
import { FEED } from './scene.ts'
import type { SimulatedCell } from './simulated-cell.ts'

export const full = { reading: true, fullText: true } as const
export const last = 'spring 2041'
export const item = (name: string, host = 'pages.example') => ({
  title: `Headline ${name}`,
  link: `https://${host}/${name}`,
  text: `<p>${sentence} Read more…</p>`,
})

export interface FullTextScene {
  readonly feed: TestFeed
  readonly channel: Channel
  /** Addresses of the pages that were requested. */
  readonly asked: string[]
  /** What pages answer. */
  readonly pages: { answer: (url: string) => Response | Promise<Response>; robots: string }
}

/** A channel with a feed, whose articles are on a host of their own. */
export async function fullTextScene(cell: SimulatedCell, settings: Partial<Channel> = full): Promise<FullTextScene> {
  const feed = testFeed('News', [{ title: 'Headline old', link: 'https://pages.example/old' }])
  const asked: string[] = []
  const pages: FullTextScene['pages'] = {
    answer: (url) => htmlAnswer(articlePage(`Headline ${new URL(url).pathname.slice(1)}`)),
    robots: '',
  }
  const site = ({ url }: Request) => {
    if (url.endsWith('/robots.txt')) return new Response(pages.robots)
    asked.push(url)
    return pages.answer(url)
  }
  cell.sites.set('news.example', feed.site)
  cell.sites.set('pages.example', site)
  for (let host = 0; host < 20; host++) cell.sites.set(`h${host}.example`, site)
  const channel = cell.addChannel('First', settings)
  await cell.subscribe(channel, FEED)
  await cell.cron()
  return { feed, channel, asked, pages }
}

export const bodiesOf = ({ ledger }: SimulatedCell) =>
  ledger.openEditions.all().flatMap(({ code }) => [...ledger.openEditions.texts(code).values()])
export const fateOf = ({ ledger, clock }: SimulatedCell, { id }: Channel, name: string) =>
  why(ledger, id, `Headline ${name}`, clock.now, 0).map(({ fullText }) => fullText)
