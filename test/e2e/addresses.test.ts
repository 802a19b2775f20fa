/** Addresses as people send them: what is asked for, and what the answer says. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { type Owned, ownChannel } from './conversation.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'

const OWNER = 1001
let paperboy: Paperboy
let owned: Owned

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  owned = await ownChannel(paperboy, OWNER)
  paperboy.sites.set('q.example', (request) => {
    const { pathname, search } = new URL(request.url)
    const name = decodeURIComponent(pathname + search)
    return testFeed(name, [{ title: name, link: `https://q.example/item${pathname}${search}` }]).site(request)
  })
  paperboy.sites.set('plain.example', (request) =>
    request.url.startsWith('https:')
      ? Promise.reject(new TypeError('refused'))
      : testFeed('Plain', [{ title: 'Plain', link: 'http://plain.example/1' }]).site(request),
  )
})
afterAll(() => paperboy.stop())

it.each([
  ['a bracket that it opened', 'https://q.example/tag/Mercury_(planet)', '/tag/Mercury_(planet)'],
  ['full-width brackets', 'https://q.example/tag/学习（笔记）', '/tag/学习（笔记）'],
  ['brackets around it', '(https://q.example/around)', '/around'],
  ['a space before a further parameter', 'https://q.example/rss.php?q=red wine&f=60', '/rss.php?q=red wine&f=60'],
  ['the scheme of podcasts', 'pcast://q.example/pod.xml', '/pod.xml'],
  ['a Markdown link', '[Words](https://q.example/words_(x))', '/words_(x)'],
])('/add reads an address with %s', async (_, text, path) => {
  expect(await owned.conversation.tell(`/add ${text}`)).toContain(`✅ ${path} was added to Morning`)
})

it('/add uses http where https cannot be reached, if no scheme was typed', async () => {
  expect(await owned.conversation.tell('/add https://plain.example/feed.xml')).toContain('The site is in trouble')
  expect(await owned.conversation.tell('/add plain.example/feed.xml')).toContain('✅ Plain was added to Morning')
})

it('/add shows where it cut the address', async () => {
  const answer = await owned.conversation.tell('/add https://q.example/rss.php?q=white wine')
  expect(answer).toContain('✅ /rss.php?q=white was added')
  expect(answer).toContain('left out ▸wine◂')
})

it('a message is offered with all of its addresses', async () => {
  await owned.conversation.tell('Try https://q.example/one and also https://q.example/two!')
  expect(await owned.conversation.tap('Morning')).toMatch(
    /^📥 Added to Morning: 2 of 2 addresses\.\n✅ \d+\. \/one\n✅ \d+\. \/two$/u,
  )
})
