/** Passwords and request headers of feeds: where they are kept, and what happens when the secret that seals them changes. */
import { afterEach, describe, expect, it } from 'vitest'
import { OWNER, type SimulatedPaperboy, TELEGRAM, TOKEN } from '../../simulators/cloudflare/paperboy.ts'
import { converse, serveFeed } from './conversation.ts'
import {
  ADDRESS,
  answersTo,
  basic,
  conversable,
  everything,
  formsOf,
  guardedFeed,
  owner,
  PASSWORD,
  PrivateScenes,
  TOKEN_VALUE,
  texts,
  WITH_PASSWORD,
} from './private-feeds.ts'

const scenes = new PrivateScenes()
afterEach(() => scenes.stop())

let paperboy: SimulatedPaperboy
async function begin(vars: Record<string, string> = {}) {
  const scene = await scenes.begin(vars)
  paperboy = scene.paperboy
  return scene
}

describe('the secret', () => {
  it('is nowhere in what is stored, sent or logged, in any form', async () => {
    const { say, talk, feed, name } = await begin()
    serveFeed(conversable(paperboy), 'open.example', 'Open')
    await say(`/add ${WITH_PASSWORD}`)
    await say(WITH_PASSWORD)
    await say(`/feed 1 header X-Key: ${TOKEN_VALUE}`)
    await say(`/feed 1 login ann ${PASSWORD}`)
    await say(`/feed 9 login ann ${PASSWORD}`)
    await say(`/feed 1 passwort ann ${PASSWORD}`)
    await say(`/feed 1 header Host: ${TOKEN_VALUE}`)
    await say(`/remove https://ann:${PASSWORD}@nowhere.example/feed`)
    await say(`/add https://ann:${PASSWORD}@nowhere.example/feed`)
    await say(`/add https://ann:${PASSWORD}/x@@/`)
    paperboy.world.sendFile({
      from: OWNER,
      name: 'feeds.txt',
      text: `https://ann:${PASSWORD}@r.example/feed\nhttps://ann:${PASSWORD}@/\nhttps://open.example/feed\n`,
      caption: `/import ${name}`,
    })
    await paperboy.deliver()
    guardedFeed(paperboy, 'r.example', { ...feed.wants })
    feed.publish({ title: 'A new secret', link: 'https://q.example/new', text: 'Text' })
    await paperboy.cron()
    await say('/export')
    await say(`/why ${ADDRESS}`)
    await say('/list')
    await talk.tell('/channels')
    await talk.tap('Morning')
    await talk.tap('Remove')
    await talk.tap('Remove')
    await talk.tap('Undo')
    // The site refuses, and the reader fails.
    feed.wants = basic('ann', 'another')
    paperboy.sites.set('r.example', () => {
      throw new Error(`cannot reach ${WITH_PASSWORD}`)
    })
    await paperboy.cron()
    const all = await everything(paperboy)
    expect(all).toContain('q.example/private.xml')
    for (const secret of [PASSWORD, TOKEN_VALUE, `ann:${PASSWORD}`])
      for (const form of formsOf(secret)) {
        const at = all.indexOf(form)
        expect(at < 0 ? '' : all.slice(Math.max(0, at - 300), at + 100)).toBe('')
      }
    // The tag of a private feed is never shown.
    const sent = JSON.stringify(paperboy.world.calls().map(({ parameters }) => parameters))
    expect(sent).toContain('https://q.example/private.xml')
    expect(sent).not.toContain('private.xml#')
  })

  it('that has changed makes the bot ask for the password once, and nothing is sent again', async () => {
    const { say, feed, posts } = await begin()
    await say(`/add ${WITH_PASSWORD}`)
    feed.publish({ title: 'Before', link: 'https://q.example/before' })
    await paperboy.cron()
    const before = paperboy
    paperboy = await scenes.start({ vars: { WEBHOOK_SECRET: 'another-webhook-secret' }, sharedWith: before })
    paperboy.cloud.load(before.cloud.save())
    await paperboy.world.handle(
      new Request(`${TELEGRAM}/bot${TOKEN}/setWebhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ url: 'https://paperboy.test/telegram/webhook', secret_token: 'another-webhook-secret' }),
      }),
    )
    const requests = feed.requests.length
    for (let round = 0; round < 6; round += 1) await paperboy.cron()
    expect(feed.requests).toHaveLength(requests)
    const talk = converse(conversable(paperboy), OWNER)
    const asked = talk
      .answers()
      .filter(({ text }) => text.includes('I can no longer read the user name, password and headers'))
    expect(asked.map(({ text }) => text)).toEqual([expect.stringContaining('/feed 1')])

    feed.publish({ title: 'Meanwhile', link: 'https://q.example/meanwhile' })
    expect((await answersTo(talk, `/feed 1 login ann ${PASSWORD}`))[0]).toContain('Saved: ')
    await paperboy.cron()
    const sent = texts(posts())
    expect(sent).toContain('Meanwhile')
    expect(sent.split('Before')).toHaveLength(2)
  })

  it('is sealed in an export, which restores the feed', async () => {
    const { say, talk, feed } = await begin()
    await say(`/add ${WITH_PASSWORD}`)
    await say('/export')
    const [opml, json] = talk.answers().slice(-2)
    expect(opml?.document?.text).toContain(`xmlUrl="${ADDRESS}"`)
    expect(opml?.document?.text).not.toContain('ann')
    const saved = JSON.parse(json?.document?.text ?? '{}')
    expect(saved.feeds).toEqual([
      expect.objectContaining({ url: ADDRESS, credentials: expect.objectContaining({ origin: 'https://q.example' }) }),
    ])
    const copy = await owner(paperboy, 'Copy')
    paperboy.world.sendFile({
      from: OWNER,
      name: 'Morning.json',
      text: json?.document?.text ?? '',
      caption: `/import ${copy.name}`,
    })
    await paperboy.deliver()
    await paperboy.cron()
    feed.publish({ title: 'For both', link: 'https://q.example/both' })
    await paperboy.cron()
    expect(texts(copy.posts())).toContain('For both')
  })
})
