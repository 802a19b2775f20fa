/** What people see of corrections: in the post, on the pages, in /why, in the menu; and of items that publishers withdraw. */
import { afterEach, expect, it } from 'vitest'
import { type Owned, ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedWeb, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
let paperboy: SimulatedWeb
afterEach(() => paperboy.stop())

const item = (name: string, title: string) => ({ title, link: `https://news.example/${name}` })

async function start() {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' })
  const owned = await ownChannel(paperboy, OWNER)
  const news = serveFeed(paperboy, 'news.example', 'News')
  await owned.conversation.tell('/page on')
  await owned.conversation.tell('/add https://news.example/feed')
  news.publish(item('1', 'Bread is dearer'), item('2', 'Milk is cheaper'))
  await paperboy.cron(20)
  return { owned, news }
}

const text = ({ posts }: Owned) => posts().at(-1)?.text ?? ''
const html = async (path: string) => await (await paperboy.open(path)).text()

it('a corrected headline is right in the post, on its page, in the feed and in /why, under the same link', async () => {
  const { owned, news } = await start()
  const linksBefore = owned.posts().at(-1)?.entities
  const { tell, tap } = owned.conversation
  news.edit(item('1', 'Bread is cheaper'))
  await paperboy.cron(20)
  expect(text(owned)).toBe('News\n• Bread is cheaper\n• Milk is cheaper')
  const urls = (entities: typeof linksBefore) => entities?.flatMap(({ url }) => url ?? [])
  expect(urls(owned.posts().at(-1)?.entities)).toEqual(urls(linksBefore))
  for (const title of ['Bread is cheaper', 'Bread is dearer']) {
    const why = await tell(`/why ${title}`)
    expect(why).toMatch(/^Bread is cheaper\n[\s\S]*✅ Sent on .*\n✏️ Corrected on .*: it was “Bread is dearer”\.$/u)
  }
  const post = /href="(\/d\/[^"]+)"/u.exec(await html('/c/morning_news'))?.[1] ?? ''
  const days = /href="(\/c\/morning_news\/[^"]+)"/u.exec(await html('/c/morning_news'))?.[1] ?? post
  for (const path of ['/c/morning_news', '/c/morning_news.rss', days]) {
    const page = await html(path)
    expect([path, page.includes('Bread is cheaper'), page.includes('Bread is dearer')]).toEqual([path, true, false])
  }
  expect(await tell('/retract bread')).toBe('✂️ Bread is cheaper was struck out.')
  news.edit(item('1', 'Bread is free'))
  await paperboy.cron(20)
  expect(text(owned)).toBe('News\n• Bread is cheaper\n• Milk is cheaper')
  await tap('Undo')
  await paperboy.cron(20)
  expect(text(owned)).toBe('News\n• Bread is free\n• Milk is cheaper')
})

it('a card keeps its picture and its summary', async () => {
  const { owned, news } = await start()
  const { tell } = owned.conversation
  await tell('/digest layout cards')
  const card = { ...item('3', 'Storm'), text: 'Storm warning for the coast, until tomorrow morning.' }
  news.publish(card)
  await paperboy.cron(20)
  const before = owned.posts().at(-1)
  news.edit({ ...card, title: 'Heavy storm' })
  await paperboy.cron(20)
  const after = owned.posts().at(-1)
  expect(after?.text).toBe(before?.text.replace('Storm', 'Heavy storm'))
  expect([after?.id, after?.preview]).toEqual([before?.id, before?.preview])
})

it('/corrections switches them, as does the menu', async () => {
  const { owned, news } = await start()
  const { tell, tap } = owned.conversation
  expect(await tell('/corrections')).toContain('Correct headlines: on')
  expect(await tap('Correct headlines')).toContain('Correct headlines: off')
  news.edit(item('1', 'Bread is cheaper'))
  await paperboy.cron(20)
  expect(text(owned)).toContain('Bread is dearer')
  expect(await tell('/digest corrections on')).toContain('Correct headlines: on')
  expect(await tell('/corrections off')).toContain('Correct headlines: off')
})

it('“Take back” under an offer asks before it deletes a post, and “Keep it” changes nothing', async () => {
  const { owned, news } = await start()
  const { tap, last } = owned.conversation
  const dated = (name: string, minutes: number) => ({
    ...item(name, `Story ${name}`),
    published: new Date(paperboy.clock.now - minutes * 60_000),
  })
  const old = ['5', '6', '7', '8'].map((name, at) => dated(name, 900 - 100 * at))
  news.withdraw(item('old', ''), item('1', ''), item('2', ''))
  news.publish(...old)
  await paperboy.cron()
  const story = dated('9', 1)
  news.publish(story)
  await paperboy.cron()
  expect(text(owned)).toContain('Story 9')
  news.withdraw(story)
  for (let round = 0; round < 5; round += 1) await paperboy.cron()
  expect(last()).toContain('Story 9 was gone from its feed within an hour of being published')
  expect(await tap('Take back')).toContain('The post has only this headline: Story 9. Delete it?')
  expect(await tap('Keep it')).toContain('Nothing was changed.')
  expect(text(owned)).toContain('Story 9')
})
