/** One story of several feeds is one headline in a channel: merged while it waits, not sent again once it was. */
import { describe, expect, it } from 'vitest'
import { wantNewest } from '../../src/cell/subscribe.ts'
import type { Schedule } from '../../src/model.ts'
import { type Entry, type TestFeed, testFeed } from '../published-feed.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const noon: Schedule = { kind: 'times', minutes: [12 * 60] }
const TITLE = 'Kim to meet Putin in Russia next week'

const at = (host: string, path: string, title: string): Entry => ({ title, link: `https://${host}/${path}` })

/** Feeds of three publishers in one channel; two of them in another as well. */
async function scene(cell: SimulatedCell, settings: Parameters<SimulatedCell['addChannel']>[1] = {}) {
  const feed = (host: string, title: string): TestFeed => {
    const made = testFeed(title, [at(host, 'old', `Old ${host}`)])
    cell.sites.set(host, made.site)
    return made
  }
  const [bbc, nyt, chosun] = [feed('bbc.example', 'BBC'), feed('nyt.example', 'NYT'), feed('chosun.example', 'Chosun')]
  const channel = cell.addChannel('First', settings)
  for (const host of ['bbc', 'nyt', 'chosun']) await cell.subscribe(channel, `https://${host}.example/feed`)
  await cell.cron()
  return { bbc, nyt, chosun, channel }
}

/** The lines with headlines of all posts. */
const lines = (posts: readonly string[]) =>
  posts.flatMap((post) => post.split('\n')).filter((line) => line.startsWith('•'))

describe('one story of several feeds', () => {
  it('that comes in one cycle is one headline, with the others behind it', () =>
    inCell('stories-at-once', async (cell) => {
      const { bbc, nyt, chosun, channel } = await scene(cell)
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', '2026/kim.html', `North Korea’s ${TITLE}, Kremlin says`))
      chosun.publish(
        at('chosun.example', 'a', `${TITLE} - Chosun`),
        at('chosun.example', 'b', 'Storm closes schools in Busan for two days'),
      )
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([
        `• ${TITLE} (also: NYT, Chosun)`,
        '• Storm closes schools in Busan for two days',
      ])
    }))

  it('is known by its publisher’s own short link, whoever tells it, and shows that to nobody', () =>
    inCell('stories-alias', async (cell) => {
      const { bbc, nyt, channel } = await scene(cell)
      const share = (service: string, mark: string) =>
        `<a href="https://${service}=https%3A%2F%2Fbbc.in%2F3aBc.${mark}"></a>`
      const text = `<p>Text.</p>${share('www.facebook.com/sharer.php?u', 'F')}${share('x.com/intent/post?url', 'T')}`
      bbc.publish({ ...at('bbc.example', 'kim', TITLE), text })
      await cell.cron()
      // As a channel that passes links on has it.
      nyt.publish(at('bbc.in', '3aBc.T', 'Worth a look'))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE}`])
      expect(cell.posts(channel).join()).not.toContain('bbc.in')
    }))

  it('that waits for a digest takes up what comes later, across cycles', () =>
    inCell('stories-waiting', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 9, 0)
      const { bbc, nyt, chosun, channel } = await scene(cell, { schedule: noon })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      await cell.cron()
      nyt.publish(at('nyt.example', 'kim', `${TITLE} | World`))
      await cell.cron()
      // Alike the second, not the first: it joins their story.
      chosun.publish(
        at('chosun.example', 'kim', 'Otherwise entitled'),
        at('nyt.example', 'kim?utm_source=chosun', 'A title of its own'),
      )
      await cell.cron()
      cell.clock.now = Date.UTC(2026, 0, 5, 11, 55)
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE} (also: NYT, Chosun)`, '• Otherwise entitled'])
    }))

  it('is not sent again when another feed repeats it within 48 hours, and is after them', () =>
    inCell('stories-sent', async (cell) => {
      const { bbc, nyt, chosun, channel } = await scene(cell)
      bbc.publish(at('bbc.example', 'kim', TITLE))
      await cell.cron()
      nyt.publish(at('nyt.example', 'kim', TITLE))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE}`])
      cell.clock.now += 49 * 60 * 60 * 1000
      chosun.publish(at('chosun.example', 'kim', TITLE))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE}`, `• ${TITLE}`])
    }))

  it('is two headlines where its owner wants them, and in one feed always', () =>
    inCell('stories-off', async (cell) => {
      const { bbc, nyt, channel } = await scene(cell, { stories: false })
      bbc.publish(at('bbc.example', 'kim', TITLE), at('bbc.example', 'kim-2', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE}`, `• ${TITLE}`, `• ${TITLE}`])
    }))

  it('merges in one channel without a say in another', () =>
    inCell('stories-apart', async (cell) => {
      const { bbc, nyt, channel } = await scene(cell)
      const second = cell.addChannel('Second')
      await cell.subscribe(second, 'https://nyt.example/feed')
      await cell.cron()
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'kim', `${TITLE} | World`))
      await cell.cron()
      expect([lines(cell.posts(channel)), lines(cell.posts(second))]).toEqual([
        [`• ${TITLE} (also: NYT)`],
        [`• ${TITLE} | World`],
      ])
    }))

  it('writes down what became of each item', () =>
    inCell('stories-outcomes', async (cell) => {
      const { bbc, nyt, channel } = await scene(cell, { filter: '-storm' })
      bbc.publish(at('bbc.example', 'kim', TITLE), at('bbc.example', 'storm', 'A storm'))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      await cell.cron()
      const outcomes = cell.ledger.outcomes.of(channel.id)
      const [first] = outcomes.filter(({ isMerged, kept }) => kept && !isMerged)
      expect(
        outcomes.map(({ source, kept, term, by, code, isMerged }) => ({ source, kept, term, by, code, isMerged })),
      ).toEqual([
        { source: 'NYT', kept: true, term: null, by: null, code: first?.code, isMerged: true },
        { source: 'BBC', kept: false, term: '-storm', by: 'channel', code: null, isMerged: false },
        { source: 'BBC', kept: true, term: null, by: null, code: first?.code, isMerged: false },
      ])
    }))
})

describe('a channel’s look and clock', () => {
  it('quiet hours hold what comes, and lose nothing', () =>
    inCell('look-quiet', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 22, 45)
      const { bbc, channel } = await scene(cell, { quiet: { from: 23 * 60, to: 7 * 60 } })
      for (const name of ['late', 'night']) {
        bbc.publish(at('bbc.example', name, `Headline ${name}`))
        await cell.cron()
        await cell.cron()
      }
      expect(cell.posts(channel)).toEqual(['BBC\n• Headline late'])
      cell.clock.now = Date.UTC(2026, 0, 6, 6, 55)
      await cell.cron()
      expect(cell.posts(channel)).toEqual(['BBC\n• Headline late', 'BBC\n• Headline night'])
    }))

  it('what was composed before quiet hours, and had to wait, waits for their end', () =>
    inCell('look-quiet-held', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 22, 45)
      const { bbc, channel } = await scene(cell, { quiet: { from: 23 * 60, to: 7 * 60 } })
      cell.world.addFault({
        fault: { kind: 'too-many', retryAfter: 400 },
        method: 'sendMessage',
        chat: channel.chat,
        times: 1,
      })
      bbc.publish(at('bbc.example', 'late', 'Headline late'))
      await cell.cron()
      for (let round = 0; round < 4; round += 1) await cell.cron()
      expect(cell.posts(channel)).toEqual([])
      cell.clock.now = Date.UTC(2026, 0, 6, 6, 55)
      await cell.cron()
      expect(cell.posts(channel)).toEqual(['BBC\n• Headline late'])
    }))

  it('what an owner asks for comes in quiet hours, and beyond so many headlines', () =>
    inCell('look-urgent', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 23, 30)
      const { bbc, channel } = await scene(cell, { quiet: { from: 23 * 60, to: 7 * 60 }, atMost: 1 })
      bbc.publish(at('bbc.example', 'night', 'Headline night'))
      await cell.cron()
      const feed = cell.ledger.feeds.usedBy(channel.id).find(({ title }) => title === 'NYT')
      expect(wantNewest(cell.ledger, channel.id, feed?.id ?? 0)).toBe(1)
      await cell.cron()
      expect(cell.posts(channel)).toEqual(['NYT\n• Old nyt.example'])
    }))

  it('at most so many headlines, and how many more; the others do not come later', () =>
    inCell('look-at-most', async (cell) => {
      const { bbc, channel } = await scene(cell, { atMost: 2 })
      bbc.publish(...['one', 'two', 'three', 'four'].map((name) => at('bbc.example', name, `Headline ${name}`)))
      await cell.cron()
      await cell.cron()
      expect(cell.posts(channel)).toEqual(['BBC\n• Headline three\n• Headline four\n… and 2 more'])
      expect(cell.ledger.deliveries.waiting(channel.id)).toBe(0)
    }))

  it('cards are messages of their own, with a picture, and only the first of them makes a sound', () =>
    inCell('look-cards', async (cell) => {
      const { bbc, channel } = await scene(cell, { layout: 'cards' })
      bbc.publish(at('bbc.example', 'one', 'Headline one'), at('bbc.example', 'two', 'Headline two'))
      await cell.cron()
      const messages = cell.world.messages(channel.chat).filter(({ byBot }) => byBot)
      expect(messages.map(({ text, silent, preview }) => [text, silent, preview.disabled, preview.url])).toEqual([
        ['Headline one\nBBC', false, false, 'https://bbc.example/one'],
        ['Headline two\nBBC', true, false, 'https://bbc.example/two'],
      ])
    }))

  it('a silent channel makes no sound', () =>
    inCell('look-silent', async (cell) => {
      const { bbc, channel } = await scene(cell, { silent: true })
      bbc.publish(at('bbc.example', 'one', 'Headline one'))
      await cell.cron()
      expect(
        cell.world
          .messages(channel.chat)
          .filter(({ byBot }) => byBot)
          .map(({ silent }) => silent),
      ).toEqual([true])
    }))
})
