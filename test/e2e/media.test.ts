/** The layouts with photos and rich messages, as an owner sets them; headlines in them are taken back and restored. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestFeed } from '../../simulators/published-feed.ts'
import { type Owned, ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
let paperboy: SimulatedPaperboy
let owned: Owned
let news: TestFeed
let other: TestFeed

const at = (name: string, title: string, host = 'news.example') => ({ title, link: `https://${host}/${name}` })
const talk = () => owned.conversation
const post = () => owned.posts().at(-1)

beforeAll(async () => {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' })
  owned = await ownChannel(paperboy, OWNER)
  news = serveFeed(paperboy, 'news.example', 'News')
  other = serveFeed(paperboy, 'other.example', 'Other')
  await talk().tell('/add https://news.example/feed')
  await talk().tell('/add https://other.example/feed')
})
afterAll(() => paperboy.stop())

it('a headline of a rich digest is struck through, and restored by the button', async () => {
  expect(await talk().tell('/digest layout rich')).toContain('before June 2026 ask to update')
  news.publish(at('1', 'Bread is dearer'), at('2', 'Butter & milk are dearer'))
  await paperboy.cron()
  const before = post()
  expect(before?.rich?.html).toContain('<h3>News</h3><ul><li><a href=')
  expect(await talk().tell('/retract https://news.example/2')).toBe('✂️ Butter & milk are dearer was struck out.')
  expect(post()?.rich?.html).toContain('</li><li><s>Butter &amp; milk are dearer</s></li></ul>')
  expect(await talk().tap('Undo')).toBe('↩︎ It is back.')
  expect(post()?.rich).toEqual(before?.rich)
})

it('a preview of a rich digest is an ordinary one', async () => {
  await talk().tell('/pause')
  news.publish(at('3', 'Salt is rare'))
  await paperboy.cron(20)
  expect(await talk().tell('/preview')).toBe('News\n• Salt is rare')
  await talk().tell('/resume')
  await paperboy.cron(20)
})

it('a source of a card is taken back in the caption of the photo, which keeps its button', async () => {
  await talk().tell('/digest layout cards')
  const title = 'Ferry runs aground off the island of Naxos'
  const more =
    '<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://i.example/1.jpg"/><enclosure url="https://e.example/1.mp3" type="audio/mpeg"/>' +
    '<itunes:duration xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">34:00</itunes:duration>'
  news.publish({ ...at('4', title), more })
  other.publish(at('4', title, 'other.example'))
  await paperboy.cron(20)
  const before = post()
  const markup = {
    kind: 'inline',
    rows: [[{ kind: 'url', text: '▶ Listen · 34 min', url: 'https://e.example/1.mp3' }]],
  }
  expect(before).toMatchObject({ photo: 'https://i.example/1.jpg', markup })
  expect(before?.text).toContain(`${title} (also: Other)`)
  await talk().tell('/retract https://other.example/4')
  expect(post()?.entities.map(({ type }) => type)).toContain('strikethrough')
  expect(post()).toMatchObject({ photo: 'https://i.example/1.jpg', markup })
  await talk().tap('Undo')
  expect(post()?.entities).toEqual(before?.entities)
})
