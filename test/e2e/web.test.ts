/** The web pages end to end: a channel's page and feeds, the operator's page, and who may see them; and /top. */
import { XMLValidator } from 'fast-xml-parser'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { converse, type Owned, ownChannel, serveFeed } from './conversation.ts'
import { type Paperboy, PUBLIC_URL, startPaperboy } from './paperboy.ts'

const OWNER = 1001
const STRANGER = 1002
const PAGE = '/c/morning_news'

let paperboy: Paperboy
let owned: Owned
const item = (name: string, host = 'news.example') => ({ title: `Headline ${name}`, link: `https://${host}/${name}` })

beforeAll(async () => {
  paperboy = await startPaperboy({
    OWNER_IDS: String(OWNER),
    PUBLIC_BOT: 'true',
    ANALYTICS_TOKEN: 'token',
    ACCOUNT_ID: 'account',
  })
  owned = await ownChannel(paperboy, OWNER)
  paperboy.world.addPerson({ id: STRANGER, firstName: 'Bob', languageCode: 'en' })
  paperboy.world.start(STRANGER)
  const news = serveFeed(paperboy, 'news.example', 'News <&> "Views"')
  const wire = serveFeed(paperboy, 'wire.example', 'Wire')
  await owned.conversation.tell('/add https://news.example/feed')
  await owned.conversation.tell('/add https://wire.example/feed')
  news.publish({ title: 'Fish & chips: 1 < 2', link: 'https://news.example/fish' }, item('flood'))
  await paperboy.cron()
  // Another feed has the same story.
  wire.publish({ title: 'Flood: Told otherwise', link: 'https://news.example/flood?utm_source=wire' })
  await paperboy.cron(20)
})
afterAll(() => paperboy.stop())

describe('a channel’s page', () => {
  it('does not exist before its owner switches it on', async () => {
    for (const path of [PAGE, `${PAGE}.rss`]) expect((await paperboy.open(path)).status).toBe(404)
    expect(await owned.conversation.tell('/page on')).toContain(`${PUBLIC_URL}${PAGE}`)
  })

  it('shows each story once, with its other sources', async () => {
    const html = await (await paperboy.open(PAGE)).text()
    expect(html).toContain('Fish &amp; chips: 1 &lt; 2')
    expect(html).toMatch(
      /Headline flood<\/a><\/h3><p class="meta"><bdi>News[^·]* · <time [^·]* · <bdi>also: (?:<[^>]*>)+Wire/u,
    )
    expect(html).not.toContain('Told otherwise')
    expect(html).toContain('href="https://t.me/morning_news"')
    expect(html).toContain('<meta property="og:title" content="Morning"/>')
    expect(html).not.toContain('noindex')
  })

  it('is found by its name in any case, and by no other name', async () => {
    expect((await paperboy.open('/c/Morning_News')).status).toBe(200)
    expect((await paperboy.open('/c/evening_news')).status).toBe(404)
  })

  it('is not available to chats without a public name', async () => {
    await owned.conversation.tell('/start')
    paperboy.world.say({ from: STRANGER, text: '/add https://news.example/feed' })
    await paperboy.settle()
    expect(await converse(paperboy, STRANGER).tell('/page on')).toMatch(/public @name/u)
  })
})

describe('its feeds', () => {
  const read = async (ending: string) => (await paperboy.open(`${PAGE}.${ending}`)).text()

  it('are RSS 2.0', async () => {
    const text = await read('rss')
    expect(XMLValidator.validate(text)).toBe(true)
    const feed = parseRssFeed(text)
    expect(feed).toMatchObject({ title: 'Morning', link: `${PUBLIC_URL}${PAGE}` })
    expect(feed.description).not.toBe('')
    expect(text).toContain(`<atom:link href="${PUBLIC_URL}${PAGE}.rss" rel="self" type="application/rss+xml"/>`)
    expect(feed.items?.map(({ title }) => title)).toEqual(['Headline flood', 'Fish & chips: 1 < 2'])
    for (const each of feed.items ?? []) {
      expect(each.guid).toMatchObject({ value: each.link })
      expect(each.link).toMatch(new RegExp(`^${PUBLIC_URL}/[0-9A-Za-z]{10}$`, 'u'))
      expect(String(each.pubDate)).toMatch(/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/u)
    }
  })

  it('are Atom 1.0', async () => {
    const text = await read('atom')
    expect(XMLValidator.validate(text)).toBe(true)
    const feed = parseAtomFeed(text)
    expect(feed).toMatchObject({ id: `${PUBLIC_URL}${PAGE}`, title: { value: 'Morning' } })
    expect(feed.links?.map(({ rel, href }) => [rel, href])).toEqual([
      ['alternate', `${PUBLIC_URL}${PAGE}`],
      ['self', `${PUBLIC_URL}${PAGE}.atom`],
    ])
    for (const each of [feed, ...(feed.entries ?? [])]) {
      expect(String(each.updated)).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/u)
      expect(each.authors?.[0]?.name).not.toBe('')
    }
    expect(new Set(feed.entries?.map(({ id }) => id)).size).toBe(2)
  })

  it('are JSON Feed 1.1', async () => {
    const feed = parseJsonFeed(await read('json'))
    expect(feed).toMatchObject({ title: 'Morning', feed_url: `${PUBLIC_URL}${PAGE}.json` })
    expect(feed.items?.map(({ title }) => title)).toEqual(['Headline flood', 'Fish & chips: 1 < 2'])
  })

  it.each(['rss', 'atom', 'json'])('are answered with 304 while nothing has changed: %s', async (ending) => {
    const first = await paperboy.open(`${PAGE}.${ending}`)
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[\w-]+"$/u)
    for (const asked of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await paperboy.open(`${PAGE}.${ending}`, { headers: { 'if-none-match': asked } })
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, ''])
    }
    expect((await paperboy.open(`${PAGE}.${ending}`, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  it('can be read by scripts of other sites', async () => {
    expect((await paperboy.open(`${PAGE}.json`)).headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('the front door', () => {
  /** Each language has a page of its own in the edge cache. */
  const door = async (language: string) =>
    (await paperboy.open('/', { headers: { 'accept-language': language } })).text()

  it('lists the channel from the cron after its page was switched on, until it is switched off', async () => {
    await paperboy.cron()
    expect(await door('en')).toContain(`href="${PAGE}"`)
    expect(await (await paperboy.open('/sitemap.xml')).text()).toContain(`<loc>${PUBLIC_URL}${PAGE}</loc>`)
    await owned.conversation.tell('/page off')
    await paperboy.cron()
    expect(await door('zh')).not.toContain(PAGE)
    await owned.conversation.tell('/page on')
    await paperboy.cron()
    expect(await door('zh-TW')).toContain(`href="${PAGE}"`)
  })
})

describe('the operator’s page', () => {
  const signInLink = async (person: number) =>
    /\/login\?code=(\S+)/u.exec(await converse(paperboy, person).tell('/quota'))?.[1] ?? null
  const signIn = (code: string) =>
    paperboy.open('/login', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: PUBLIC_URL },
      body: `code=${code}`,
    })
  const status = async (cookie: string | null) =>
    (await paperboy.open('/status', { headers: cookie === null ? {} : { cookie } })).text()

  it('shows everybody whether the bot is well', async () => {
    const html = await status(null)
    expect(html).toContain('All is well')
    for (const hidden of ['Morning', 'News', 'KV']) expect(html).not.toContain(hidden)
    expect(await status(`__Host-session=${'x'.repeat(32)}`)).not.toContain('Morning')
  })

  it('shows an owner everything, and each link signs in once', async () => {
    const code = (await signInLink(OWNER)) ?? ''
    const answer = await signIn(code)
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/status'])
    expect(cookie).toMatch(/^__Host-session=[\w-]{32}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/u)
    const session = cookie.split(';')[0] ?? ''
    const html = await status(session)
    for (const shown of ['@morning_news', 'KV writes', '<svg', 'Every feed can be read.']) expect(html).toContain(shown)
    // The link is used up, and the owner can end the session.
    expect((await signIn(code)).status).toBe(400)
    await paperboy.open('/logout', {
      method: 'POST',
      headers: { cookie: session, origin: PUBLIC_URL, 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(await status(session)).not.toContain('KV writes')
  })

  it('shows other people nothing more', async () => {
    expect(await signInLink(STRANGER)).toBeNull()
  })

  it('makes people who try wrong codes wait, and lets the owner in meanwhile', async () => {
    const code = (await signInLink(OWNER)) ?? ''
    const wrong = 'w'.repeat(32)
    const answers: number[] = []
    for (let tries = 0; tries < 12; tries += 1) answers.push((await signIn(wrong)).status)
    expect(answers.at(0)).toBe(400)
    expect(answers.at(-1)).toBe(429)
    expect((await signIn(code)).status).toBe(303)
  })
})

describe('/top', () => {
  const analytics = (answer: () => Response) => paperboy.sites.set('api.cloudflare.com', answer)

  it('lists the headlines that were opened most', async () => {
    const link = owned.posts()[0]?.entities.find(({ url }) => url !== undefined)?.url ?? ''
    const code = new URL(link).pathname.slice(1)
    analytics(() =>
      Response.json({
        data: [
          { code, times: '41' },
          { code: 'nonsense', times: '9' },
        ],
      }),
    )
    const answer = await owned.conversation.tell('/top')
    expect(answer).toMatch(/Most opened in Morning/u)
    expect(answer).toContain('41 × Fish')
  })

  it.each([
    ['nothing was opened', () => Response.json({ data: [] }), /Nothing from Morning was opened/u],
    ['the token is wrong', () => new Response('no', { status: 403 }), /ANALYTICS_TOKEN/u],
    ['Cloudflare is in trouble', () => new Response('no', { status: 500 }), /try again in a minute/u],
  ])('says when %s', async (_, answer, words) => {
    analytics(answer)
    expect(await owned.conversation.tell('/top')).toMatch(words)
  })
})
