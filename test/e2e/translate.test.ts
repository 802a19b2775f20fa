/** What people see of /translate: the screen, translated posts and pages, /quota, and bots without a language model. */
import { afterEach, describe, expect, it } from 'vitest'
import { standInForAi } from '../../playground/stand-in-ai.ts'
import { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedWeb, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
let paperboy: SimulatedWeb
afterEach(() => paperboy.stop())

const french: Readonly<Record<string, string>> = {
  'Bread is dearer': 'Le pain est plus cher',
  'Milk is cheaper': 'Le lait est moins cher',
}

async function start(ai?: SimulatedWorkersAi) {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' }, undefined, ai)
  const owned = await ownChannel(paperboy, OWNER)
  const news = serveFeed(paperboy, 'news.example', 'News')
  await owned.conversation.tell('/page on')
  await owned.conversation.tell('/add https://news.example/feed')
  return { owned, news, ...owned.conversation }
}

const translator = () =>
  new SimulatedWorkersAi({
    answer: ({ lines }) => lines.map((line, at) => `${at + 1}. ${french[line] ?? line}`).join('\n'),
  })
const item = (name: string, title: string) => ({ title, link: `https://news.example/${name}` })

describe('/translate', () => {
  it('shows headlines in the language, in posts and on their pages', async () => {
    const { tell, owned, news } = await start(translator())
    expect(await tell('/translate')).toContain('as their publishers wrote them')
    expect(await tell('/translate french')).toContain('are shown in French, translated by a machine.')
    news.publish(item('1', 'Bread is dearer'), item('2', 'Milk is cheaper'))
    await paperboy.cron(20)
    expect(owned.posts().at(-1)?.text).toBe('News\n• Le pain est plus cher\n• Le lait est moins cher')
    const page = await (await paperboy.open('/c/morning_news')).text()
    expect(page).toContain('Le pain est plus cher')
    expect(page).toContain('🤖 Original: Bread is dearer')
    expect(await (await paperboy.open('/c/morning_news.rss')).text()).toContain('🤖 Le pain est plus cher')
    expect(await tell('/why bread')).toContain('🤖 Sent in French: “Le pain est plus cher”')
    const day = /href="(\/c\/morning_news\/[^"]+)"/u.exec(page)?.[1] ?? ''
    const html = await (await paperboy.open(day)).text()
    expect(html).toContain('Le pain est plus cher')
    expect(html).toContain('Original: Bread is dearer')
    expect(await tell('/quota')).toMatch(/Neurons \(Workers AI\): \d+ of 9,000/u)
  })

  it('puts the original behind the translation, and is switched off again', async () => {
    const { tell, tap, owned, news } = await start(translator())
    expect(await tell('/translate fr both')).toContain('with the original behind it')
    news.publish(item('1', 'Bread is dearer'))
    await paperboy.cron(20)
    expect(owned.posts().at(-1)?.text).toBe('News\n• Le pain est plus cher (Bread is dearer)')
    expect(await tap('✓ With original')).toContain('are shown in French, translated by a machine.')
    expect(await tell('/translate off')).toContain('as their publishers wrote them')
    news.publish(item('2', 'Milk is cheaper'))
    await paperboy.cron(20)
    expect(owned.posts().at(-1)?.text).toBe('News\n• Milk is cheaper')
  })

  it('corrects headlines in the language, and takes them back by their words', async () => {
    const { tell, owned, news } = await start(translator())
    await tell('/translate fr')
    news.publish(item('1', 'Milk is cheaper'), item('2', 'Rice'))
    await paperboy.cron(20)
    news.edit(item('1', 'Bread is dearer'))
    await paperboy.cron(60)
    expect(owned.posts().at(-1)?.text).toBe('News\n• Le pain est plus cher\n• Rice')
    const page = await (await paperboy.open('/c/morning_news')).text()
    expect(page).toContain('Le pain est plus cher')
    expect(page).not.toContain('Le lait')
    await tell('/retract le pain')
    const post = owned.posts().at(-1)
    const struck = post?.entities.filter(({ type }) => type === 'strikethrough')
    expect(struck?.map(({ offset, length }) => post?.text.slice(offset, offset + length))).toEqual([
      'Le pain est plus cher',
    ])
    expect(await tell('/why pain')).toContain('Taken back')
  })

  it('says in a preview that its headlines are translated', async () => {
    const { tell, answers, news } = await start(translator())
    await tell('/translate fr both')
    await tell('/digest 08:00')
    await tell('Berlin')
    news.publish(item('1', 'Bread is dearer'))
    await paperboy.cron(20)
    await tell('/preview')
    const [head, digest] = answers()
      .slice(-2)
      .map(({ text }) => text)
    expect(head).toContain('are shown in French, translated by a machine')
    expect(digest).toContain('Le pain est plus cher (Bread is dearer)')
  })

  it('names the languages if it does not know one', async () => {
    const { tell } = await start(translator())
    expect(await tell('/translate klingon')).toContain('I cannot translate into klingon')
  })

  it('says on a developer’s machine that a stand-in only marks headlines', async () => {
    const settings = { OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0', AI_API_ROOT: 'https://ai.example' }
    paperboy = await startSimulatedPaperboy(settings)
    const { conversation, posts } = await ownChannel(paperboy, OWNER)
    const answer = standInForAi(() => paperboy.clock.now)
    paperboy.sites.set('ai.example', async (request) => (await answer(request)) ?? new Response(null, { status: 404 }))
    const news = serveFeed(paperboy, 'news.example', 'News')
    await conversation.tell('/add https://news.example/feed')
    expect(await conversation.tell('/translate de')).toContain('There is no Workers AI on this computer')
    expect(await conversation.tell('/translate off')).not.toContain('There is no Workers AI')
    await conversation.tell('/translate de')
    news.publish(item('1', 'Bread is dearer'))
    await paperboy.cron(20)
    expect(posts().at(-1)?.text).toBe('News\n• ⟦de⟧ Bread is dearer')
  })

  it('says that the bot has no language model', async () => {
    const { tell, owned, news } = await start()
    expect(await tell('/translate fr')).toContain('This bot has no model for translations')
    news.publish(item('1', 'Bread is dearer'))
    await paperboy.cron(20)
    expect(owned.posts().at(-1)?.text).toBe('News\n• Bread is dearer')
    expect(await tell('/quota')).not.toContain('Neurons')
  })
})
