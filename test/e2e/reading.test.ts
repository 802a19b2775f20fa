/** Reading pages: the articles of channels that use them are stored and shown, and those of other channels are not. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { where } from '../where.ts'
import { type Owned, ownChannel, POST_ONLY, serveFeed } from './conversation.ts'
import { type Paperboy, startPaperboy } from './paperboy.ts'

const HEADLINE = '金正恩想从普京身上得到什么'
const OWNER = 1001
const shared = path.join(import.meta.dirname, '../../../shared/seed')
const fixture = path.join(import.meta.dirname, '../fixtures/rfi.xml')

let paperboy: Paperboy
let owned: Owned

/** The path of the first short link in the channel's newest post. */
const codeIn = () => {
  const links =
    owned
      .posts()
      .at(-1)
      ?.entities.flatMap(({ url }) => url ?? []) ?? []
  return new URL(links[0] ?? '').pathname.slice(1)
}

async function post(host: string, file: string): Promise<string> {
  const body = readFileSync(file)
  paperboy.sites.set(host, () => new Response(body, { headers: { 'content-type': 'application/rss+xml' } }))
  await owned.conversation.tell(`/add https://${host}/feed`)
  await owned.conversation.tap('Post')
  return codeIn()
}

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  owned = await ownChannel(paperboy, OWNER)
})
afterAll(() => paperboy.stop())

describe('a channel without reading pages', () => {
  it('stores no articles', async () => {
    const code = await post('plain.example', fixture)
    expect(owned.posts().at(-1)?.text).not.toContain('📖')
    expect((await paperboy.stored()).filter((key) => key.startsWith('bodies:'))).toEqual([])
    const page = await paperboy.open(`/${code}/read`)
    expect(page.status).toBe(404)
    expect(await page.text()).toContain(`href="/${code}"`)
    expect((await paperboy.open(`/${code}.md`)).status).toBe(404)
  })
})

describe('a channel with reading pages', () => {
  it('is switched on with /reading', async () => {
    expect(await owned.conversation.tell('/reading on')).toMatch(/Reading pages: on/u)
    expect(await owned.conversation.tell('/reading')).toMatch(/Reading pages: on/u)
  })

  it('shows the article without ads and navigation', async () => {
    const code = await post('seed.example', fixture)
    const [text, ...links] = [owned.posts().at(-1)?.text, ...(owned.posts().at(-1)?.entities ?? [])]
    expect(text).toContain(`• ${HEADLINE} 📖`)
    expect(links.map(({ url }) => url).filter((url) => url !== undefined)).toEqual([
      `https://paperboy.test/${code}`,
      expect.stringMatching(new RegExp(`^https://paperboy\\.test/${code}/read\\?digest=[0-9A-Za-z]{10}$`, 'u')),
    ])
    const path = links.at(-1)?.url?.slice('https://paperboy.test'.length) ?? ''
    const page = await paperboy.open(path)
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).toContain(`<h1>${HEADLINE}</h1>`)
    expect(html).toContain('<article lang="zh-CN" dir="ltr">')
    expect(html).toContain('<meta name="robots" content="noindex"/>')
    expect(html).toContain('href="https://example.org/timetable?from=pyongyang&amp;to=vladivostok"')
    for (const gone of ['rfi.my', '07/09/2023 - 02:29', '分享', 'feedx', 'facebook', 'share-button', 'whatsapp'])
      expect(html).not.toContain(gone)
    // The picture is above the text only.
    expect(html.match(/05nkorea-russia/gu)?.length).toBe(2)
    expect(html.match(/<img/gu)?.length).toBe(1)
    expect(html).toContain(`href="/d/${path.slice(-10)}">All headlines of this digest`)
    expect(await (await paperboy.open(`/d/${path.slice(-10)}`)).text()).toContain(HEADLINE)
  })

  it('withdraws the page of an article that its channel takes back, until it is put back', async () => {
    const other = serveFeed(paperboy, 'other.example', 'Other')
    await owned.conversation.tell('/add https://other.example/feed')
    const text = `<p>${'A text of some length. '.repeat(20)}</p>`
    for (const title of ['Bread is dearer', 'Ferry runs aground'])
      other.publish({ title, link: `https://other.example/${title.length}`, text })
    await paperboy.cron(20)
    const path =
      owned
        .posts()
        .at(-1)
        ?.entities.find(({ url }) => url?.includes('/read'))?.url ?? ''
    const status = async (each: string) =>
      (await paperboy.open(each, { headers: { 'cache-control': 'no-cache' } })).status
    const plain = path.replace(/\?.*$/u, '')
    await owned.conversation.tell('/retract bread')
    expect([await status(path), await status(plain)]).toEqual([410, 410])
    await owned.conversation.tap('Undo')
    expect([await status(path), await status(plain)]).toEqual([200, 200])
  })

  it('stores the articles for 30 days, about an hour later', async () => {
    await paperboy.cron(65)
    expect((await paperboy.stored()).filter((key) => key.startsWith('bodies:'))).toHaveLength(1)
  })

  it('has articles that /why finds by their publisher’s short link', async () => {
    expect(await owned.conversation.tell('/why https://rfi.my/9uU7.W')).toContain(HEADLINE)
  })

  where(existsSync(shared), 'found no ../shared/seed').it('shows a whole article of a real feed', async () => {
    const code = await post('archive.example', path.join(shared, 'rfi.xml'))
    const archive = await paperboy.open(`/${code}.md`)
    expect(archive.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const bytes = Buffer.from(await archive.arrayBuffer())
    expect(bytes.equals(readFileSync(path.join(shared, 'article.md')))).toBe(true)
  })

  it('has no public page for items that only a private chat received', async () => {
    const { world } = paperboy
    const secret = world.addChannel({ title: 'Secret', creator: OWNER })
    world.addBot({ chat: secret.id, by: OWNER, rights: POST_ONLY })
    await paperboy.settle()
    const [open, hidden] = [
      serveFeed(paperboy, 'open.example', 'Open'),
      serveFeed(paperboy, 'hidden.example', 'Hidden'),
    ]
    const { tell } = owned.conversation
    await tell(`/add @morning_news https://open.example/feed`)
    for (const command of ['/add', '/reading'])
      await tell(`${command} ${secret.id} ${command === '/add' ? 'https://hidden.example/feed' : 'on'}`)
    const text = `<p>${'A text of some length. '.repeat(20)}</p>`
    open.publish({ title: 'For everybody', link: 'https://open.example/1', text })
    hidden.publish({ title: 'For a few', link: 'https://hidden.example/1', text })
    await paperboy.cron(20)
    const links = (chat: number) =>
      world
        .messages(chat)
        .at(-1)
        ?.entities.flatMap(({ url }) => url ?? []) ?? []
    const [, reading = ''] = links(secret.id)
    const { pathname } = new URL(reading)
    const page = await paperboy.open(pathname)
    expect(page.status).toBe(200)
    expect(await page.text()).not.toContain('href="/d/')
    const former = await paperboy.open(`/d/${pathname.slice(1, 11)}`)
    expect([former.status, former.headers.get('location')]).toEqual([302, pathname])
    const way = new URL(links(owned.channel).at(-1) ?? '').pathname
    const digest = /href="(\/d\/[0-9A-Za-z]+)"/u.exec(await (await paperboy.open(way)).text())?.[1] ?? ''
    const listed = await (await paperboy.open(digest)).text()
    expect(listed).toContain('For everybody')
    expect(listed).not.toContain('For a few')
    expect(links(owned.channel).at(-1)).toMatch(/\/read\?digest=/u)
    expect(reading).toMatch(/\/read$/u)
  })
})
