/** /retract: of a waiting headline, of one in a digest, and of a whole post; and when Telegram refuses it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestFeed } from '../../simulators/published-feed.ts'
import { type Owned, ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
let paperboy: SimulatedPaperboy
let owned: Owned
let news: TestFeed

const at = (name: string, title: string) => ({ title, link: `https://news.example/${name}` })

beforeAll(async () => {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' })
  owned = await ownChannel(paperboy, OWNER)
  news = serveFeed(paperboy, 'news.example', 'News')
  await owned.conversation.tell('/add https://news.example/feed')
  news.publish(at('1', 'Bread is dearer'), at('2', 'Butter is dearer'), at('3', 'Milk is cheaper'))
  await paperboy.cron()
})
afterAll(() => paperboy.stop())

const talk = () => owned.conversation
const post = () => owned.posts().at(-1)
const struck = () =>
  post()?.entities.flatMap(({ type, offset, length }) =>
    type === 'strikethrough' ? (post()?.text ?? '').slice(offset, offset + length) : [],
  )

it('/retract asks for a headline, and says when it finds none or several', async () => {
  expect(await talk().tell('/retract')).toContain('the link of the headline or of its post')
  expect(await talk().tell('/retract https://news.example/99')).toContain('I find nothing from the last 48 hours')
  expect(await talk().tell('/retract is dearer')).toBe(
    'That could be several headlines:\n• Butter is dearer\n• Bread is dearer\nSend the link of the one you mean.',
  )
})

it('a headline in a digest is struck through without its link, and restored by the button', async () => {
  const before = post()
  expect(await talk().tell('/retract https://news.example/2')).toBe('✂️ Butter is dearer was struck out.')
  expect(post()?.text).toBe('News\n• Bread is dearer\n• Butter is dearer\n• Milk is cheaper')
  expect(struck()).toEqual(['Butter is dearer'])
  expect(post()?.entities.filter(({ type }) => type === 'text_link')).toHaveLength(2)
  expect(await talk().tell('/why butter')).toContain('✂️ Taken back.')
  expect(await talk().tell('/retract https://news.example/2')).toContain('nothing left to take back')
  expect(await talk().tap('Undo')).toBe('↩︎ It is back.')
  expect(post()?.entities).toEqual(before?.entities)
})

it('a post with one headline is deleted after a confirmation', async () => {
  await talk().tell('/retract https://news.example/1')
  await talk().tell('/retract https://news.example/2')
  expect(struck()).toEqual(['Bread is dearer', 'Butter is dearer'])
  expect(await talk().tell('/retract milk')).toContain(
    'The post has only this headline: Milk is cheaper. Delete it? That cannot be undone.',
  )
  expect(await talk().tap('Keep it')).toBe('Nothing was changed.')
  await talk().tell('/retract milk')
  expect(await talk().tap('Delete the post')).toBe('🗑 The post with Milk is cheaper was deleted.')
  expect(owned.posts()).toEqual([])
})

it('a waiting headline is removed, and restored by the button', async () => {
  await talk().tell('/pause')
  news.publish(at('4', 'Salt is rare'), at('5', 'Pepper is rare'))
  await paperboy.cron(20)
  expect(await talk().tell('/retract https://news.example/4')).toBe('✂️ Salt is rare was waiting and will not be sent.')
  expect(await talk().tell('/why salt')).toContain('✂️ Taken back.')
  expect(await talk().tell('/preview')).toBe('News\n• Pepper is rare')
  expect(await talk().tap('Undo')).toBe('↩︎ It is back.')
  expect(await talk().tell('/preview')).toBe('News\n• Salt is rare\n• Pepper is rare')
  await talk().tell('/retract https://news.example/5')
  await talk().tell('/resume')
  await paperboy.cron(20)
  expect(post()?.text).toBe('News\n• Salt is rare')
})

it('the answer says that Telegram refuses, or does not answer', async () => {
  news.publish(at('6', 'One'), at('7', 'Two'))
  await paperboy.cron(20)
  const refused = { kind: 'refused', status: 400, description: "Bad Request: message can't be edited" } as const
  paperboy.world.addFault({ fault: refused, method: 'editMessageText', chat: owned.channel, times: 1 })
  expect(await talk().tell('/retract https://news.example/6')).toBe(
    "Telegram does not let me change that post: Bad Request: message can't be edited.",
  )
  paperboy.world.addFault({ fault: { kind: 'request-lost' }, method: 'editMessageText', chat: owned.channel, times: 1 })
  expect(await talk().tell('/retract https://news.example/6')).toContain('Try again later')
  expect(await talk().tell('/retract https://news.example/6')).toContain('was struck out')
})

it('one source of a line is retracted alone, and the line with all of its sources', async () => {
  const other = serveFeed(paperboy, 'other.example', 'Other')
  await talk().tell('/add https://other.example/feed')
  const title = 'Ferry runs aground off the island of Naxos'
  news.publish(at('8', title), at('9', 'Harbour of Paros opens new pier for ferries'))
  other.publish({ title, link: 'https://other.example/8' })
  await paperboy.cron(20)
  const before = post()
  expect(before?.text).toBe(`News\n• ${title} (also: Other)\n• Harbour of Paros opens new pier for ferries`)
  expect(await talk().tell('/why https://other.example/8')).toContain(
    `🔗 Sent on one line with ${title} from News: both titles say the same.`,
  )
  expect(await talk().tell('/retract https://other.example/8')).toBe(`✂️ ${title} was struck out.`)
  expect(struck()).toEqual(['Other'])
  expect(await talk().tap('Undo')).toBe('↩︎ It is back.')
  expect(post()?.entities).toEqual(before?.entities)
  await talk().tell('/retract https://other.example/8')
  expect(await talk().tell('/retract https://news.example/8')).toBe(`✂️ ${title} was struck out.`)
  expect(struck()).toEqual([`${title} (also: ✗ Other)`])
  expect(await talk().tell('/why https://other.example/8')).toContain('✂️ Taken back.')
})

it('a post with one line is deleted as a whole, with any number of sources', async () => {
  const title = 'Storm closes all schools in Busan for two days'
  const other = serveFeed(paperboy, 'third.example', 'Third')
  await talk().tell('/add https://third.example/feed')
  news.publish(at('10', title))
  other.publish({ title: `${title} and a night`, link: 'https://third.example/10' })
  await paperboy.cron(20)
  expect(post()?.text).toBe(`News\n• ${title} (also: Third)`)
  expect(await talk().tell('/retract https://news.example/10')).toContain('The post has only this headline')
})
