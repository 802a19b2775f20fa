/** Readers: people without any right on the bot choose headlines of a channel by their own keywords. */

import { appendFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { converse, ownChannel, serveFeed } from './conversation.ts'
import { type SimulatedPaperboy, startSimulatedPaperboy } from './simulated-paperboy.ts'

const out = (...all: unknown[]) =>
  appendFileSync(
    '/tmp/out.txt',
    all.map((x) => (typeof x === 'string' ? x : JSON.stringify(x))).join('\n') + '\n=====\n',
  )
const OWNER = 1001
const READER = 2002
let paperboy: SimulatedPaperboy
afterEach(() => paperboy.stop())

/** A channel that is open to readers, with a feed; and a stranger who has the link. */
async function begin(vars: Record<string, string> = {}) {
  paperboy = await startSimulatedPaperboy({ OWNER_IDS: String(OWNER), LIVE_GAP_MINUTES: '0', ...vars })
  const owned = await ownChannel(paperboy, OWNER)
  const { conversation: talk } = owned
  const feed = serveFeed(paperboy, 'one.example', 'One')
  await talk.tell('/add https://one.example/feed')
  await paperboy.cron()
  const link = /start=(r_\w{10})/u.exec(await talk.tell('/readers on'))?.[1] ?? ''
  paperboy.world.addPerson({ id: READER, firstName: 'Bob', languageCode: 'en' })
  return { ...owned, talk, feed, link, reader: converse(paperboy, READER) }
}

describe('a reader', () => {
  it('comes by the link, chooses words, and stops', async () => {
    const { talk, link, reader, feed } = await begin()
    out(talk.last())
    feed.publish({ title: 'Rain in London', link: 'https://one.example/1' })
    feed.publish({ title: 'Sport today', link: 'https://one.example/2' })
    await paperboy.cron()
    out(await reader.tell(`/start ${link}`), reader.buttons())
    out(await reader.tap('Only with'))
    out(await reader.tell('rain'))
    for (const m of reader.answers()) out('---', m.text)
    out(reader.buttons())
    out(await reader.tap('Morning'), reader.buttons())
    out(await reader.tap('Everything but'))
    out(await reader.tell('sport, north sea'))
    out(await reader.tap('Undo'))
    out(await reader.tap('My keywords'))
    out(await reader.tap('Digests'))
    out(await reader.tap('08:00'))
    out(await reader.tell('/digest quiet 23-7'))
    out(await reader.tell('/why rain'))
    out(await reader.tell('/language 中文'))
    out(await reader.tell('/keywords'))
    out(await reader.tell('/stop'))
    out(await reader.tap('停止'))
    out(await reader.tell('/keywords'))
    expect(1).toBe(1)
  })
})
