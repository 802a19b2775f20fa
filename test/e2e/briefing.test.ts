/** What people see of briefings: the command, the button, the digest with its links, and a headline that is taken back. */
import { afterEach, describe, expect, it } from 'vitest'
import { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
let paperboy: SimulatedPaperboy
afterEach(() => paperboy.stop())

const answer = () => ['Bread and butter are dearer. [2][3]', 'Milk is cheaper. [1]'].join('\n')

async function start(ai?: SimulatedWorkersAi) {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER) }, undefined, ai)
  const owned = await ownChannel(paperboy, OWNER)
  const news = serveFeed(paperboy, 'news.example', 'News')
  await owned.conversation.tell('/add https://news.example/feed')
  return { owned, news, ...owned.conversation }
}

const item = (name: string, title: string) => ({ title, link: `https://news.example/${name}` })

describe('/digest briefing on', () => {
  it('puts sentences with links above the next digest, and is switched off again', async () => {
    const { owned, news, tell, tap } = await start(new SimulatedWorkersAi({ answer }))
    expect(await tell('/digest briefing on')).toContain('Briefings come only with digests at set times')
    await tell('/digest every 1h')
    expect(await tell('/digest briefing on')).toContain('🤖 Briefing: on.')
    expect(await tell('/digest')).toContain('🤖 Briefing: on.')
    news.publish(item('1', 'Bread is dearer'), item('2', 'Butter is dearer'), item('3', 'Milk is cheaper'))
    await paperboy.cron(60)
    const post = owned.posts().at(-1)
    const [, ...lines] = post?.text.split('\n') ?? []
    expect(lines).toEqual([
      '🤖 In short',
      'Bread and butter are dearer. [1] [2]',
      'Milk is cheaper. [3]',
      '',
      'News',
      '• Bread is dearer',
      '• Butter is dearer',
      '• Milk is cheaper',
    ])
    const links = post?.entities.flatMap(({ url }) => url ?? []) ?? []
    expect(links).toHaveLength(6)
    expect(new Set(links.slice(0, 3))).toEqual(new Set(links.slice(3)))
    await tell('/retract https://news.example/3')
    const text = owned.posts().at(-1)?.text ?? ''
    const struck =
      owned
        .posts()
        .at(-1)
        ?.entities.filter(({ type }) => type === 'strikethrough') ?? []
    expect(struck.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual([
      'Milk is cheaper.',
      'Milk is cheaper',
    ])
    await tell('/digest')
    expect(await tap('✓ 🤖 Briefing')).toContain('🤖 Briefing: off.')
    news.publish(item('4', 'Tea is dearer'), item('5', 'Salt is dearer'), item('6', 'Rice is cheaper'))
    await paperboy.cron(60)
    expect(owned.posts().at(-1)?.text).not.toContain('🤖')
  })

  it('says that the bot has no language model', async () => {
    const { tell } = await start()
    await tell('/digest every 1h')
    expect(await tell('/digest briefing on')).toContain('This bot has no model for translations')
    expect(await tell('/digest')).not.toContain('🤖')
  })
})
