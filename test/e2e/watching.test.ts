/** Watching a page that has no feed, as its owner sees it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Conversation, converse, serveFeed } from './conversation.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'

const OWNER = 1001
const headline = (number: number) => `Headline ${number} about the town and its river`

let paperboy: Paperboy
let talk: Conversation
let numbers = [4, 3, 2, 1]

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  const { sites, world } = paperboy
  const html = (text: string) => new Response(text, { headers: { 'content-type': 'text/html' } })
  const missing = () => new Response('', { status: 404 })
  const newsPage = (request: Request) =>
    new URL(request.url).pathname === '/news'
      ? html(
          `<!doctype html><html><title>Town</title><main>${numbers.map((number) => `<h2><a href="/news/${number}">${headline(number)}</a></h2><p>Text</p>`).join('')}</main>`,
        )
      : missing()
  sites.set('town.example', newsPage)
  sites.set('village.example', newsPage)
  sites.set('hamlet.example', newsPage)
  sites.set('login.example', (request) =>
    new URL(request.url).pathname === '/' ? html('<!doctype html><html><form><input type=password></form>') : missing(),
  )
  sites.set('closed.example', (request) =>
    new URL(request.url).pathname === '/robots.txt'
      ? new Response('User-agent: *\nDisallow: /')
      : new URL(request.url).pathname === '/'
        ? html('<!doctype html><html><p>Welcome')
        : missing(),
  )
  world.addPerson({ id: OWNER, firstName: 'Ann', languageCode: 'en' })
  world.start(OWNER)
  await paperboy.settle()
  talk = converse(paperboy, OWNER)
})

afterAll(() => paperboy.stop())

it('/add of a page without a feed shows three headlines, and a button watches it', async () => {
  const offer = await talk.tell('/add town.example/news')
  expect(offer).toContain('I found no feed, but I can check the page Town once an hour')
  expect([4, 3, 2, 1].map((number) => offer.includes(headline(number)))).toEqual([true, true, true, false])
  expect(talk.buttons()).toEqual([['👁 Watch this page'], ['Cancel']])
  expect(await talk.tap('Watch this page')).toContain('✅ I now watch Town, as feed 1 of this chat')
  expect(talk.buttons()).toEqual([['👁 Choose headlines']])
  expect(await talk.tell('/add town.example/news')).toContain('Town is already in this chat')
})

it.each([
  ['login.example', 'the page has no list of headlines that I could watch'],
  ['closed.example', 'The site does not allow programs to read this page: the robots.txt of closed.example says so'],
])('/add %s says why it cannot be watched', async (address, reason) => {
  expect(await talk.tell(`/add ${address}`)).toContain(reason)
})

it('/feed shows and sets the selector of the page', async () => {
  expect(await talk.tell('/feed 1 selector')).toContain('Its headlines are found by the CSS selector h2 a.')
  expect(await talk.tell('/feed 1 selector main > h2 | a')).toContain(
    `The selector for Town is set. It finds 4 headlines:\n• ${headline(4)}`,
  )
  expect(await talk.tell('/feed 1')).toContain('👁 A watched page. CSS selector: main > h2 | a')
  expect(await talk.tell('/feed 1 selector aside a')).toBe(
    'That selector finds no links on the page. Nothing was changed.',
  )
  expect(await talk.tell('/feed 1 selector h2 + a')).toContain('I do not understand that CSS selector:\nh2 ▸+◂ a')
})

it('a feed has nothing to select', async () => {
  serveFeed(paperboy, 'paper.example', 'Paper')
  await talk.tell('/add https://paper.example/feed')
  expect(await talk.tell('/feed 2 selector h2 a')).toContain('This address serves a feed')
  await talk.tell('/remove 2')
})

it('a button asks for the selector of the page, and keeps asking while it finds nothing', async () => {
  await talk.tell('/feed 1')
  expect(await talk.tap('Choose headlines')).toContain('Which links of Town in this chat are headlines?')
  expect(await talk.tell('aside a')).toContain('That selector finds no links')
  expect(await talk.tell('main > h2 a')).toContain('The selector for Town is set. It finds 4 headlines')
  expect(await talk.tell('main > h2 | a')).toContain('I did not understand that')
  await talk.tell('/feed 1 selector main > h2 | a')
})

it('a new headline arrives, and the old ones do not', async () => {
  numbers = [5, ...numbers]
  for (let cycle = 0; cycle < 13; cycle++) await paperboy.cron()
  const texts = talk.answers().map(({ text }) => text)
  expect(texts.filter((text) => text.includes(headline(5)))).toHaveLength(1)
  expect(texts.filter((text) => text.includes(headline(1)))).toEqual([])
})

it('a page that is watched by a paused channel is sent after /resume', async () => {
  await talk.tell('/pause')
  await talk.tell('/add village.example/news')
  expect(await talk.tap('Watch this page')).toContain('The channel is paused: new headlines are sent after /resume.')
})

it('a page without a feed is no new address of a feed, and can be added by itself', async () => {
  serveFeed(paperboy, 'paper.example', 'Paper')
  await talk.tell('/add https://paper.example/feed')
  expect(await talk.tell('/feed 3 address https://hamlet.example/news')).toBe(
    'The page Town has no feed. I can watch it as a feed of its own: /add https://hamlet.example/news\nNothing was changed.',
  )
})
