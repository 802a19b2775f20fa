/** Changes of a watched page: its password, its address, and a feed in its place. */
import { afterEach, expect, it } from 'vitest'
import { type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { answersTo, basic, owner } from './private-feeds.ts'

const headline = (number: number) => `Headline ${number} about the town and its river`

let paperboy: SimulatedPaperboy
afterEach(() => paperboy.stop())

/** A channel that watches a page of a town. */
async function watching() {
  paperboy = await startSimulated({})
  const { talk, posts } = await owner(paperboy)
  const town: { numbers: readonly number[]; authorization: string | null; feed: TestFeed | null } = {
    numbers: [2, 1, 0],
    authorization: null,
    feed: null,
  }
  const site = (request: Request) => {
    const { pathname } = new URL(request.url)
    if (pathname !== '/news' && pathname !== '/latest') return new Response('', { status: 404 })
    if (town.feed !== null) return town.feed.site(request)
    if (request.headers.get('authorization') !== town.authorization) return new Response('', { status: 401 })
    const items = town.numbers.map((number) => `<h2><a href="/story/${number}">${headline(number)}</a></h2><p>Text</p>`)
    const html = `<!doctype html><html><title>Town</title><main>${items.join('')}</main>`
    return new Response(html, { headers: { 'content-type': 'text/html' } })
  }
  paperboy.sites.set('town.example', site)
  const say = async (text: string) => (await answersTo(talk, text)).join('\n')
  await say('/add https://town.example/news')
  await talk.tap('Watch this page')
  const hour = async () => {
    for (let cycle = 0; cycle < 13; cycle++) await paperboy.cron()
  }
  const sent = () =>
    posts()
      .map(({ text }) => text)
      .join('\n')
  return { town, say, talk, hour, sent }
}

it('a watched page gets a password, and is read with it', async () => {
  const { town, say, hour, sent } = await watching()
  town.authorization = basic('ann', 's3cret')['authorization'] ?? ''
  expect(await say('/feed 1 login ann wrong')).toContain('does not accept the user name')
  expect(await say('/feed 1 login ann s3cret')).toContain('Saved: Town can be read this way')
  const shown = await say('/feed 1')
  expect(shown).toContain('A user name and password are sent')
  expect(shown).toContain('A watched page.')
  town.numbers = [3, 2, 1, 0]
  await hour()
  expect(sent()).toContain(headline(3))
  expect(sent()).not.toContain(headline(2))
})

it('a watched page moves to another address by the same rule, and nothing is sent again', async () => {
  const { town, say, talk, hour, sent } = await watching()
  expect(await say('/feed 1 address https://town.example/latest')).toContain(
    'now read from https://town.example/latest',
  )
  expect(await say('/feed 1')).toContain('A watched page.')
  town.numbers = [3, 2, 1, 0]
  await hour()
  expect(sent()).toContain(headline(3))
  expect(sent()).not.toContain(headline(2))
  await say('/feed 1 address https://town.example/news')
  expect(await talk.tap('Undo')).toContain('https://town.example/latest')
  expect(await say('/feed 1 address https://town.example/missing')).toContain('Nothing was changed.')
})

it('a watched page that moves to a feed is a feed from then on', async () => {
  const { say } = await watching()
  const feed = testFeed('Town feed', [{ title: 'News of the town', link: 'https://feeds.example/1' }])
  paperboy.sites.set('feeds.example', feed.site)
  expect(await say('/feed 1 address https://feeds.example/feed')).toContain('now read from https://feeds.example/feed')
  expect(await say('/feed 1')).not.toContain('A watched page.')
})

it('a watched page that has become a feed counts as one once it is added', async () => {
  const { town, say, hour } = await watching()
  town.feed = testFeed('Town feed', [{ title: headline(2), link: 'https://town.example/story/2' }])
  await hour()
  expect(await say('/feed 1')).toContain('A watched page.')
  const second = await owner(paperboy, 'Evening')
  expect(await say(`/add ${second.name} https://town.example/news`)).toContain('was added to Evening')
  expect(await say('/feed @morning_news 1')).not.toContain('A watched page.')
})
