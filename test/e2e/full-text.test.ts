/** Full texts as an owner and a reader see them: switched on in the chat, read on the reading page, explained by /why. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { articlePage, htmlAnswer, paragraphs, sentence } from '../feed/article/article-page.ts'
import { type Owned, ownChannel, serveFeed } from './conversation.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'

const OWNER = 1001
let paperboy: Paperboy
let owned: Owned
let feed: ReturnType<typeof serveFeed>

const entry = (name: string) => ({
  title: `Headline ${name}`,
  link: `https://pages.example/${name}`,
  text: `<p>${sentence}…</p>`,
})

/** Publishes an item, and opens its reading page. */
async function readingPage(name: string): Promise<string> {
  feed.publish(entry(name))
  await paperboy.cron(20)
  const links =
    owned
      .posts()
      .at(-1)
      ?.entities.flatMap(({ url }) => url ?? []) ?? []
  const page = links.map((url) => new URL(url)).find(({ pathname }) => pathname.endsWith('/read'))
  return page === undefined ? 'no reading page' : (await paperboy.open(page.pathname + page.search)).text()
}

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  owned = await ownChannel(paperboy, OWNER)
  feed = serveFeed(paperboy, 'news.example', 'News')
  await owned.conversation.tell('/add https://news.example/feed')
  paperboy.sites.set('pages.example', ({ url }) => {
    const name = new URL(url).pathname.slice(1)
    if (name === 'robots.txt') return new Response('User-agent: *\nDisallow: /closed')
    const picture = '<img src="/pictures/bridge.jpg" alt="The bridge">'
    const text = paragraphs.map((each) => `<p onclick="alert(1)">${each}</p>`).join('')
    return htmlAnswer(articlePage(`Headline ${name}`, { body: `${text}${picture}<script>alert(2)</script>` }))
  })
})
afterAll(() => paperboy.stop())

describe('an owner', () => {
  it('switches full texts on with a word', async () => {
    expect(await owned.conversation.tell('/reading full')).toContain('on, with full texts')
    expect(owned.conversation.buttons().flat()).toContain('✓ 📃 Full texts')
  })

  it('keeps reading pages when full texts are switched off with their button', async () => {
    expect(await owned.conversation.tap('Full texts')).toContain('Reading pages: on. ')
    expect(await owned.conversation.tap('Full texts')).toContain('on, with full texts')
  })

  it('switches both off with the button of reading pages', async () => {
    expect(await owned.conversation.tap('Reading pages')).toContain('Reading pages: off')
    expect(owned.conversation.buttons().flat()).toContain('📃 Full texts')
    expect(await owned.conversation.tell('/reading 全文')).toContain('on, with full texts')
  })

  it('keeps them when another setting is changed', async () => {
    await owned.conversation.tell('/digest hashtags off')
    expect(await owned.conversation.tell('/reading')).toContain('on, with full texts')
  })
})

describe('a reader', () => {
  it('gets the article of the page, cleaned, with a note and the original one tap away', async () => {
    const html = await readingPage('a')
    expect(html).toContain(paragraphs.at(-1))
    expect(html).toContain('the whole is from the article’s page on pages.example')
    expect(html).toContain('Read the original on pages.example')
    expect(html).toContain('src="https://pages.example/pictures/bridge.jpg"')
    expect(html).not.toMatch(/alert\(|onclick|Topic 3/u)
    expect(await owned.conversation.tell('/why Headline a')).toContain('The full text is from the article’s own page')
  })

  it('gets the text of the feed where robots.txt forbids the page, and the owner learns why', async () => {
    expect(await readingPage('closed')).not.toContain(paragraphs.at(-1))
    expect(owned.posts().at(-1)?.text).toContain('Headline closed')
    expect(await owned.conversation.tell('/why Headline closed')).toContain('robots.txt does not let programs read')
  })
})

it('filters search the text of the page', async () => {
  await owned.conversation.tell('/filter text:"spring 2041"')
  expect(await readingPage('b')).toContain(paragraphs.at(-1))
  await owned.conversation.tell('/filter -"spring 2041"')
  await readingPage('c')
  expect(owned.posts().at(-1)?.text).toContain('Headline b')
  expect(await owned.conversation.tell('/why Headline c')).toContain('its text')
})

it('each page is requested once, and its robots.txt is remembered', () => {
  const counts = ['a', 'closed', 'b', 'c'].map((name) => paperboy.asked.get(`https://pages.example/${name}`) ?? 0)
  expect(counts).toEqual([1, 0, 1, 1])
  expect(paperboy.asked.get('https://pages.example/robots.txt')).toBe(1)
})
