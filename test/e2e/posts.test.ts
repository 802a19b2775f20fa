/** The page of a post: what one channel got in one digest, as the channel shows it, and nothing of another owner's. */
import { afterEach, describe, expect, it } from 'vitest'
import { PUBLIC_URL } from '../../simulators/cloudflare/paperboy.ts'
import { ownChannel, serveFeed } from './conversation.ts'
import {
  ANN,
  addresses,
  BOB,
  books,
  HOUR,
  itemOf,
  MORNING,
  page,
  postOf,
  readable,
  start,
  stop,
} from './posted-channels.ts'

afterEach(stop)

describe('the page of a post', () => {
  it('shows what its own channel got, and nothing that another owner’s channel got in the same cycle', async () => {
    const paperboy = await start()
    const kids = await readable(paperboy, ANN, 'Kids')
    const casino = await readable(paperboy, BOB, 'Casino')
    kids.publish('Kids bake bread')
    casino.publish('Win big at roulette')
    await paperboy.cron(20)
    const [book] = books(kids)
    const own = await page(paperboy, postOf(book))
    expect(own.html).toContain('Kids bake bread')
    expect(own.html).not.toContain('roulette')
    expect(own.html).toContain('1 headline ')
    expect(own.html).toContain('href="https://t.me/kids_news"')
    const other = await page(paperboy, postOf(books(casino)[0]))
    expect(other.html).toContain('roulette')
    expect(other.html).not.toContain('bread')
  })

  it('has the headlines of three cycles in one digest, with its title, in the channel’s time zone and language', async () => {
    const paperboy = await start(MORNING - 3 * HOUR)
    const tea = await readable(paperboy, ANN, 'Tea')
    await tea.conversation.tell('/digest timezone Shanghai')
    await tea.conversation.tell('/digest every 3h')
    // The digest of 06:00 is over.
    await paperboy.cron(65)
    for (const title of ['Green tea is dear', 'Black tea is cheap', 'White tea is rare']) {
      tea.publish(title)
      await paperboy.cron(30)
    }
    await paperboy.cron(85)
    const title = tea.posts().at(-1)?.text.split('\n')[0] ?? ''
    expect(title).toBe('📰 Morning digest · 29 Nov, 09:05')
    expect(books(tea)).toHaveLength(3)
    expect(new Set(books(tea).map(postOf)).size).toBe(1)
    const { html, response } = await page(paperboy, postOf(books(tea)[0]), 'zh-CN')
    expect(html).toContain(`<title>${title} – Tea</title>`)
    expect(html).toContain(`<h1>${title}</h1>`)
    expect(html).toContain('29 November 2026 at 09:05 (Asia/Shanghai)')
    expect(html).toContain('<html lang="en-GB" dir="ltr">')
    expect(html).toContain('noindex')
    expect(response.headers.get('vary')).toBeNull()
    const places = ['Green tea is dear', 'Black tea is cheap', 'White tea is rare'].map((each) => html.indexOf(each))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(places.every((place) => place > 0)).toBe(true)
  })

  it('joins the messages of a long digest, and shows it in pages', async () => {
    const paperboy = await start()
    const long = await readable(paperboy, ANN, 'Long')
    await long.conversation.tell('/digest 12:00')
    const titles = Array.from({ length: 130 }, (_, number) => `Report ${number} of the flood commission`)
    long.publish(...titles)
    await paperboy.cron(5)
    await paperboy.cron(12 * 60)
    expect(long.posts().length).toBeGreaterThan(1)
    const posts = new Set(
      long.posts().flatMap((message) =>
        addresses(message)
          .filter((path) => path.includes('?'))
          .map(postOf),
      ),
    )
    expect(posts.size).toBe(1)
    const [post = ''] = posts
    const first = await page(paperboy, post)
    const second = await page(paperboy, `${post}/2`)
    expect(first.html).toContain('130 headlines')
    expect(first.html).toContain(`href="${post}/2" rel="next"`)
    for (const each of titles) expect(`${first.html}${second.html}`).toContain(`${each}<`)
    expect((await page(paperboy, `${post}/3`)).status).toBe(404)
  })

  it('links the posts of its channel before and after it, and the page of the channel where it is on', async () => {
    const paperboy = await start()
    const morning = await readable(paperboy, ANN, 'Morning')
    const posts: string[] = []
    for (const title of ['Bread', 'Butter', 'Milk']) {
      morning.publish(`${title} is dearer than last year`)
      await paperboy.cron(26 * 60)
      posts.push(postOf(books(morning)[0]))
    }
    const [first, second, third] = posts
    const middle = await page(paperboy, second ?? '')
    expect(middle.html).toContain(`<a href="${first}" rel="prev">`)
    expect(middle.html).toContain(`<a href="${third}" rel="next">`)
    expect(middle.html).not.toContain('/c/morning_news')
    await morning.conversation.tell('/page on')
    expect((await page(paperboy, third ?? '')).html).toContain('href="/c/morning_news"')
    expect((await page(paperboy, third ?? '')).html).not.toContain('rel="next"')
  })

  it('shows other feeds with a story behind it, each with its own article', async () => {
    const paperboy = await start()
    const morning = await readable(paperboy, ANN, 'Morning')
    const other = serveFeed(paperboy, 'other.example', 'Other <paper>')
    await morning.conversation.tell('/add https://other.example/feed')
    const title = 'Ferry runs aground off the island of Naxos'
    morning.publish(title)
    other.publish({ title, link: 'https://other.example/8' })
    await paperboy.cron(20)
    const { html } = await page(paperboy, postOf(books(morning)[0]))
    const code = /also: <a href="(?<path>\/[0-9A-Za-z]{10})"><bdi>Other &lt;paper&gt;<\/bdi><\/a>/u.exec(html)
      ?.groups?.['path']
    expect((await paperboy.open(code ?? '')).headers.get('location')).toBe('https://other.example/8')
  })

  it.each([
    ['instant', '/digest instant'],
    ['cards', '/look cards'],
  ])('exists for channels with %s', async (_, command) => {
    const paperboy = await start()
    const morning = await readable(paperboy, ANN, 'Morning')
    await morning.conversation.tell(command)
    morning.publish('Bread is dearer', 'Ferry runs aground')
    await paperboy.cron(20)
    const { status, html } = await page(paperboy, postOf(books(morning)[0]))
    expect(status).toBe(200)
    expect(html).toMatch(/<h1>Headlines of \d+ \w+ \d{4}, \d\d:\d\d<\/h1>/u)
    for (const title of ['Bread is dearer', 'Ferry runs aground']) expect(html).toContain(title)
  })

  it('is no more once the channel has neither reading pages nor a page', async () => {
    const paperboy = await start()
    const morning = await readable(paperboy, ANN, 'Morning')
    morning.publish('Bread is dearer')
    await paperboy.cron(20)
    const [book] = books(morning)
    await morning.conversation.tell('/reading off')
    const gone = await page(paperboy, postOf(book))
    expect(gone.status).toBe(404)
    expect(gone.html).toContain('href="/"')
    expect(gone.html).not.toContain('Bread')
    expect((await page(paperboy, book ?? '')).html).not.toContain('/d/')
  })

  it('does not exist for a channel without a public name, whose headlines link plainly', async () => {
    const paperboy = await start()
    const { world } = paperboy
    const open = await readable(paperboy, ANN, 'Morning')
    const secret = world.addChannel({ title: 'Secret', creator: ANN })
    world.addBot({ chat: secret.id, by: ANN, rights: { can_manage_chat: true, can_post_messages: true } })
    await paperboy.settle()
    await open.conversation.tell(`/add ${secret.id} https://morning.example/feed`)
    await open.conversation.tell(`/reading ${secret.id} on`)
    open.publish('Bread is dearer')
    await paperboy.cron(20)
    const message = world.messages(secret.id).findLast(({ byBot }) => byBot)
    expect(addresses(message).at(-1)).toMatch(/^\/[0-9A-Za-z]{10}\/read$/u)
  })
})

describe('an address of earlier versions for an item that a public and a private channel got', () => {
  it.each([
    ['leads to the post if one person owns both', ANN, true],
    ['does not lead the readers of one owner to the post of another', BOB, false],
  ])('%s', async (_, owner, leads) => {
    const paperboy = await start()
    const { world } = paperboy
    const morning = await readable(paperboy, ANN, 'Morning')
    const { conversation } = owner === ANN ? morning : await ownChannel(paperboy, owner, 'Casino')
    const secret = world.addChannel({ title: 'Secret', creator: owner })
    world.addBot({ chat: secret.id, by: owner, rights: { can_manage_chat: true, can_post_messages: true } })
    await paperboy.settle()
    await conversation.tell(`/add ${secret.id} https://morning.example/feed`)
    await conversation.tell(`/reading ${secret.id} on`)
    morning.publish('Bread is dearer')
    await paperboy.cron(20)
    const [book] = books(morning)
    const { response } = await page(paperboy, `/d${itemOf(book)}`)
    expect(response.headers.get('location')).toBe(leads ? postOf(book) : `${itemOf(book)}/read`)
  })
})

describe('addresses of earlier versions', () => {
  it('lead from an item of one public channel to its post', async () => {
    const paperboy = await start()
    const morning = await readable(paperboy, ANN, 'Morning')
    morning.publish('Bread is dearer')
    await paperboy.cron(20)
    const [book] = books(morning)
    const { response } = await page(paperboy, `/d${itemOf(book)}`)
    expect([response.status, response.headers.get('location')]).toEqual([302, postOf(book)])
  })

  it.each([
    ['a legacy edition', '/d/2Al26WS', 410],
    ['a post that has expired', '/d/0aaaaaaaaa', 410],
    ['an invalid code', '/d/zzzzzzzzzz', 404],
  ])('say so for %s', async (_, path, status) => {
    const gone = await page(await start(), path)
    expect(gone.status).toBe(status)
    if (status === 410) expect(gone.html).toContain('<a href="/">')
  })
})

describe('the archive of a channel', () => {
  it('shows each local day’s posts, with the days before and after that have any', async () => {
    // Midnight of the 29th in Shanghai.
    const paperboy = await start(Date.UTC(2026, 10, 28, 16))
    const tea = await readable(paperboy, ANN, 'Tea')
    await tea.conversation.tell('/digest timezone Shanghai')
    await tea.conversation.tell('/page on')
    // At 01:05 and 23:05, and two days later.
    for (const minutes of [65, 22 * 60, 48 * 60]) {
      tea.publish(`Tea of ${minutes} is dearer`)
      await paperboy.cron(minutes)
    }
    const day = await page(paperboy, '/c/Tea_news/2026-11-29', 'zh')
    expect(day.status).toBe(200)
    expect(day.html.match(/<h2><a href="\/d\/[0-9A-Za-z]{10}"><time/gu)).toHaveLength(2)
    expect(day.html.match(/is dearer</gu)).toHaveLength(2)
    expect(day.html).toContain('>times in Asia/Shanghai<')
    expect(day.html).toContain('<a href="/c/tea_news/2026-12-01" rel="next">Later: 1 December 2026')
    expect(day.html).not.toContain('rel="prev"')
    expect(day.html).not.toContain('noindex')
    const later = await page(paperboy, '/c/tea_news/2026-12-01')
    expect(later.html).toContain('<a href="/c/tea_news/2026-11-29" rel="prev">')
    expect((await page(paperboy, '/c/tea_news')).html).toContain('href="/c/tea_news/2026-12-01">Archive by day')
    for (const path of ['2026-11-30', '2026-02-30', '2026-11-29/2', '2020-11-29', '2026-13-01'])
      expect([path, (await page(paperboy, `/c/tea_news/${path}`)).status]).toEqual([path, 404])
    await tea.conversation.tell('/page off')
    expect((await page(paperboy, '/c/tea_news/2026-11-29')).status).toBe(404)
  })
})

describe('the bot', () => {
  it('shows the address of the newest post, and none before there is one', async () => {
    const paperboy = await start()
    const morning = await readable(paperboy, ANN, 'Morning')
    expect(await morning.conversation.tell('/reading')).not.toContain('Newest digest')
    morning.publish('Bread is dearer')
    await paperboy.cron(20)
    await morning.conversation.tell('/channels')
    const shown = await morning.conversation.tell('/reading')
    expect(shown).toContain(`Newest digest, to share: ${PUBLIC_URL}${postOf(books(morning)[0])}`)
  })
})
