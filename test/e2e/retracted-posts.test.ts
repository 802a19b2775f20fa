/** What channels take back: it leaves the pages of their posts, and no page of another channel. */
import { afterEach, describe, expect, it } from 'vitest'
import { serveFeed } from './conversation.ts'
import { ANN, at, BOB, books, itemOf, page, postOf, readable, start, stop } from './posted-channels.ts'

afterEach(stop)

describe('an item of two channels', () => {
  /** One feed for both channels. */
  async function shared() {
    const paperboy = await start()
    const kids = await readable(paperboy, ANN, 'Kids')
    const casino = await readable(paperboy, BOB, 'Casino')
    await casino.conversation.tell('/add https://kids.example/feed')
    kids.publish('Bread is dearer', 'Ferry runs aground')
    casino.publish('Win big at roulette')
    await paperboy.cron(20)
    return { paperboy, kids, casino }
  }

  it('is in the post of each channel, and its own address leads to neither', async () => {
    const { paperboy, kids, casino } = await shared()
    const [mine] = books(kids)
    const theirs = books(casino).find((book) => itemOf(book) === itemOf(mine))
    expect(postOf(mine)).not.toBe(postOf(theirs))
    for (const book of [mine, theirs]) expect((await page(paperboy, postOf(book))).html).toContain(`href="${book}"`)
    const { response } = await page(paperboy, `/d${itemOf(mine)}`)
    expect([response.status, response.headers.get('location')]).toEqual([302, `${itemOf(mine)}/read`])
  })

  it('that one channel takes back is gone for its readers only, until both have', async () => {
    const { paperboy, kids, casino } = await shared()
    const [mine = ''] = books(kids)
    const theirs = books(casino).find((book) => itemOf(book) === itemOf(mine)) ?? ''
    const statuses = async () => {
      const paths = [mine, theirs].map((book) => book.replace('/read', '.md'))
      return Promise.all([...paths, `${itemOf(mine)}.md`].map(async (path) => (await page(paperboy, path)).status))
    }
    await kids.conversation.tell('/retract bread')
    expect(await statuses()).toEqual([410, 200, 200])
    expect((await page(paperboy, postOf(mine))).html).not.toContain('Bread')
    expect((await page(paperboy, postOf(theirs))).html).toContain('Bread')
    await casino.conversation.tell('/retract bread')
    expect(await statuses()).toEqual([410, 410, 410])
    await kids.conversation.tap('Undo')
    expect(await statuses()).toEqual([200, 410, 200])
  })
})

describe('a headline that its channel takes back', () => {
  it('answers 410 without its title and text, is listed nowhere, and is back at once after an undo', async () => {
    const paperboy = await start()
    const morning = await readable(paperboy, ANN, 'Morning')
    await morning.conversation.tell('/page on')
    morning.publish('Bread is dearer', 'Ferry runs aground')
    await paperboy.cron(20)
    const [book = ''] = books(morning)
    const lists = [
      postOf(book),
      '/c/morning_news',
      `/c/morning_news/${new Date(paperboy.clock.now).toISOString().slice(0, 10)}`,
    ]
    const texts = [
      book,
      `${itemOf(book)}/read`,
      `${itemOf(book)}.md`,
      `${itemOf(book)}.md?digest=${postOf(book).slice(3)}`,
    ]
    await morning.conversation.tell('/retract bread')
    for (const path of texts) {
      const gone = await page(paperboy, path, 'zh-TW')
      expect([path, gone.status]).toEqual([path, 410])
      expect(gone.html).toContain('已收回')
      expect(gone.html).not.toContain('read is dearer')
      expect(gone.response.headers.get('cache-control')).toBe('no-store')
    }
    for (const path of lists) {
      const list = await page(paperboy, path)
      expect([path, list.status]).toEqual([path, 200])
      expect(list.html).toContain('Ferry')
      expect(list.html).not.toContain('Bread')
    }
    await morning.conversation.tap('Undo')
    for (const path of texts.slice(2)) expect([path, (await page(paperboy, path)).status]).toEqual([path, 200])
    for (const path of lists) expect((await page(paperboy, path)).html).toContain('Bread')
  })

  it('takes the other feeds of its line with it', async () => {
    const paperboy = await start()
    const morning = await readable(paperboy, ANN, 'Morning')
    const other = serveFeed(paperboy, 'other.example', 'Other')
    await morning.conversation.tell('/add https://other.example/feed')
    const title = 'Ferry runs aground off the island of Naxos'
    morning.publish(title, 'Bread is dearer')
    other.publish({ ...at('other.example', title) })
    await paperboy.cron(20)
    const post = postOf(books(morning)[0])
    const code = /also: <a href="(?<path>\/[0-9A-Za-z]{10})"/u.exec((await page(paperboy, post)).html)?.groups?.['path']
    await morning.conversation.tell(
      '/retract https://morning.example/Ferry%20runs%20aground%20off%20the%20island%20of%20Naxos',
    )
    expect((await page(paperboy, post)).html).not.toContain('Ferry')
    expect((await page(paperboy, `${code}.md`)).status).toBe(410)
    await morning.conversation.tap('Undo')
    expect((await page(paperboy, post)).html).toContain('also: ')
    expect((await page(paperboy, `${code}.md`)).status).toBe(200)
  })

  it('and that was the only one leaves a post without headlines', async () => {
    const paperboy = await start()
    const morning = await readable(paperboy, ANN, 'Morning')
    morning.publish('Bread is dearer')
    await paperboy.cron(20)
    const post = postOf(books(morning)[0])
    await morning.conversation.tell('/retract bread')
    await morning.conversation.tap('Delete the post')
    const { status, html } = await page(paperboy, post)
    expect(status).toBe(200)
    expect(html).toContain('took back every headline')
    expect(html).not.toContain('Bread')
  })
})
