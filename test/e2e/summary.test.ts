/** What people see of /summary: its answers, the button, and summaries in the Markdown of reading pages. */
import { afterEach, describe, expect, it } from 'vitest'
import { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedWeb, startSimulatedPaperboy } from './simulated-paperboy.ts'

const OWNER = 1001
let paperboy: SimulatedWeb
afterEach(() => paperboy.stop())

const sentence = 'Ferries stay in port until the wind is weaker.'

async function start(ai?: SimulatedWorkersAi) {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0' }, undefined, ai)
  const owned = await ownChannel(paperboy, OWNER)
  const news = serveFeed(paperboy, 'news.example', 'News')
  await owned.conversation.tell('/add https://news.example/feed')
  const text = `<p>${'The storm will reach the coast, and the ferries stay in port until the wind is weaker. '.repeat(12)}</p>`
  const post = async (name: string) => {
    news.publish({ title: `Headline ${name}`, link: `https://news.example/${name}`, text })
    await paperboy.cron(20)
    const links = owned.posts().at(-1)?.entities ?? []
    const reading = links.find(({ url }) => url?.includes('/read') === true)?.url ?? ''
    return new URL(reading).pathname.replace(/\/read$/u, '.md')
  }
  const open = async (path: string) => (await paperboy.open(path)).text()
  return { post, open, ...owned.conversation }
}

const model = () => new SimulatedWorkersAi({ answer: () => sentence })

describe('/summary', () => {
  it('puts a machine’s sentences above the text of new articles, also once they are in KV', async () => {
    const { tell, post, open } = await start(model())
    await tell('/reading on')
    expect(await tell('/summary on')).toContain('Summaries: on')
    const path = await post('a')
    expect(await open(path)).toContain(`> 🤖 Summary, written by a machine\n>\n> - ${sentence}\n`)
    await paperboy.cron(70)
    await paperboy.cron(180)
    expect(await open(path)).toContain(`> - ${sentence}\n`)
  })

  it('has a switch beside that of reading pages, and ends with them', async () => {
    const { tell, tap, buttons } = await start(model())
    await tell('/reading on')
    expect(await tap('🤖 Summary')).toContain('Summaries: on')
    expect(buttons().flat()).toContain('✓ 🤖 Summary')
    expect(await tap('✓ 🤖 Summary')).toContain('Summaries: off')
    await tap('🤖 Summary')
    await tell('/reading off')
    expect(await tell('/reading on')).toContain('Summaries: off')
  })

  it('needs reading pages', async () => {
    const { tell, tap } = await start(model())
    expect(await tell('/summary on')).toContain('/reading on first')
    await tell('/summary')
    expect(await tap('🤖 Summary')).toContain('/reading on first')
    expect(await tell('/reading on')).toContain('Summaries: off')
  })

  it('is refused without a language model', async () => {
    const { tell, post, open } = await start()
    await tell('/reading on')
    expect(await tell('/summary on')).toContain('This bot has no model for translations')
    expect(await open(await post('a'))).not.toContain('written by a machine')
  })
})
