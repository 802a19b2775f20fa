/** Feed discovery from what a person types: known sites, choices and guesses. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'

const OWNER = 1001
const CHANNEL_ID = 'UC0123456789012345678901'
const story = { title: 'Headline', link: 'https://news.example/1' }

let paperboy: Paperboy

const html = (content: string) =>
  new Response(`<!doctype html><html>${content}`, { headers: { 'content-type': 'text/html' } })
const rss = (href: string, title: string) =>
  `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`
const post =
  '<div class="tgme_widget_message" data-post="gazette/7"><div class="js-message_text">Posted headline</div><time datetime="2026-01-01T00:00:00+00:00">'

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  const { sites, world } = paperboy
  const served = (title: string) => testFeed(title, [story]).site
  sites.set('choice.example', (request) => {
    const { pathname } = new URL(request.url)
    if (pathname !== '/') return served(pathname)(request)
    return html(rss('/comments/feed', 'Choice » Comments Feed') + rss('/feed', 'Choice » Feed'))
  })
  sites.set('bare.example', (request) =>
    new URL(request.url).pathname === '/atom.xml'
      ? served('Bare')(request)
      : request.url.endsWith('example/')
        ? html('Welcome')
        : new Response('', { status: 404 }),
  )
  sites.set('www.youtube.com', (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (searchParams.get('channel_id') === CHANNEL_ID) return served('Videos')(request)
    return pathname === '/@someone' ? html(rss(`/feeds/videos.xml?channel_id=${CHANNEL_ID}`, 'RSS')) : html('')
  })
  sites.set('github.com', (request) =>
    request.url.endsWith('/releases.atom') ? served('Releases')(request) : new Response('', { status: 404 }),
  )
  sites.set('t.me', () => html(`<section class="tgme_channel_history">${post}`))
  world.addPerson({ id: OWNER, firstName: 'Ann', languageCode: 'en' })
  world.start(OWNER)
  await paperboy.settle()
})

afterAll(() => paperboy.stop())

const last = () =>
  paperboy.world
    .messages(OWNER)
    .filter(({ byBot }) => byBot)
    .at(-1)

async function tell(text: string): Promise<string> {
  paperboy.world.say({ from: OWNER, text })
  await paperboy.settle()
  return last()?.text ?? ''
}

it('a person without a channel chooses a feed by its title, and the page is fetched once', async () => {
  expect(await tell('/add choice.example')).toContain('has 2 feeds')
  expect(paperboy.asked.get('https://choice.example/')).toBe(1)
  const message = last()?.id ?? 0
  paperboy.world.press({ from: OWNER, chat: OWNER, message, text: 'Choice » Feed' })
  await paperboy.settle()
  expect(last()?.text).toContain('/feed was added to this chat as feed 1')
  expect(last()?.text).toContain('Headline')
})

it.each([
  ['youtube.com/@someone', 'Videos', 'Headline'],
  ['github.com/o/r', 'Releases', 'Headline'],
  ['t.me/s/gazette', 'gazette', 'Posted headline'],
  ['bare.example', 'Bare', 'Headline'],
])('/add %s finds the feed, and recognises it the second time', async (address, title, headline) => {
  const answer = await tell(`/add ${address}`)
  expect(answer).toMatch(new RegExp(`${title} was added to this chat as feed \\d`, 'u'))
  expect(answer).toContain(headline)
  expect(await tell(`/add ${address}`)).toContain(`${title} is already in`)
})
