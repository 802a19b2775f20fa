/** The same story in several feeds is one headline of a channel: gathered while it waits, and not sent again. */
import { describe, expect, it } from 'vitest'
import type { Schedule } from '../../src/model.ts'
import { anHourLater, untilQuiet } from './scene.ts'
import { inCell, PUBLIC_URL } from './simulated-cell.ts'
import { at, lines, TITLE, threeFeeds } from './three-feeds.ts'

const noon: Schedule = { kind: 'times', minutes: [12 * 60] }

describe('the same story in several feeds', () => {
  it('is one headline with the other feeds behind it', () =>
    inCell('stories-at-once', async (cell) => {
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell)
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

  it('is recognised by its publisher’s own short link, which is never shown', () =>
    inCell('stories-alias', async (cell) => {
      const { bbc, nyt, channel } = await threeFeeds(cell)
      const share = (service: string, mark: string) =>
        `<a href="https://${service}=https%3A%2F%2Fbbc.in%2F3aBc.${mark}"></a>`
      const text = `<p>Text.</p>${share('www.facebook.com/sharer.php?u', 'F')}${share('x.com/intent/post?url', 'T')}`
      bbc.publish({ ...at('bbc.example', 'kim', TITLE), text })
      await cell.cron()
      // From a feed that passes links on.
      nyt.publish(at('bbc.in', '3aBc.T', 'Worth a look: Kim and Putin'))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE}`])
      expect(cell.posts(channel).join()).not.toContain('bbc.in')
    }))

  it('is two stories where titles on the same page share no word, or links lead to different parts of it', () =>
    inCell('stories-one-page', async (cell) => {
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell)
      bbc.publish(at('bbc.example', 'status', 'Search is slow in Frankfurt'))
      await cell.cron()
      nyt.publish(at('bbc.example', 'status', 'Login works again'))
      chosun.publish(at('bbc.example', 'status#entry-2', 'Search fails in Madrid'))
      await cell.cron()
      expect(lines(cell.posts(channel))).toHaveLength(3)
      nyt.publish(
        at('bbc.example', 'status/', 'Frankfurt: slow answers'),
        at('bbc.example', 'status/', '검색이 느려짐'),
      )
      await cell.cron()
      expect(lines(cell.posts(channel))).toHaveLength(3)
    }))

  it('is gathered across cycles while it waits for a digest', () =>
    inCell('stories-waiting', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 9, 0)
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell, { schedule: noon })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      await cell.cron()
      nyt.publish(at('nyt.example', 'kim', `${TITLE} | World`))
      await cell.cron()
      // It matches the second headline only, and joins their line.
      chosun.publish(
        at('chosun.example', 'kim', 'Otherwise entitled'),
        at('nyt.example', 'kim?utm_source=chosun', 'What Kim wants of Putin'),
      )
      await cell.cron()
      cell.clock.now = Date.UTC(2026, 0, 5, 11, 55)
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE} (also: NYT, Chosun)`, '• Otherwise entitled'])
    }))

  it('is sent again only after 48 hours', () =>
    inCell('stories-sent', async (cell) => {
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell)
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

  it('is two headlines where merging is off', () =>
    inCell('stories-off', async (cell) => {
      const { bbc, nyt, channel } = await threeFeeds(cell, { stories: false })
      bbc.publish(at('bbc.example', 'kim', TITLE), at('bbc.example', 'kim-2', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE}`, `• ${TITLE}`, `• ${TITLE}`])
    }))

  it('is merged in each channel separately', () =>
    inCell('stories-apart', async (cell) => {
      const { bbc, nyt, channel } = await threeFeeds(cell)
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

  it('is gathered in one digest where the match is only likely, and is sent again in another', () =>
    inCell('stories-likely', async (cell) => {
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell)
      const longer = `North Korea’s ${TITLE} for a summit`
      bbc.publish(at('bbc.example', 'kim', TITLE))
      await cell.cron()
      nyt.publish(at('nyt.example', 'kim', longer))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE}`, `• ${longer}`])
      bbc.publish(at('bbc.example', 'fire', 'Fire at a chemical plant in Ohio'))
      chosun.publish(at('chosun.example', 'fire', 'Fire breaks out at a chemical plant in southern Ohio'))
      await cell.cron()
      expect(lines(cell.posts(channel)).slice(2)).toEqual(['• Fire at a chemical plant in Ohio (also: Chosun)'])
    }))

  it('is two stories where a word turns the meaning', () =>
    inCell('stories-turned', async (cell) => {
      const { bbc, nyt, channel } = await threeFeeds(cell)
      bbc.publish(at('bbc.example', 'tax', 'Council votes for new bridge over the river Lea'))
      await cell.cron()
      nyt.publish(at('nyt.example', 'tax', 'Council votes against new bridge over the river Lea'))
      bbc.publish(at('bbc.example', 'haft', 'Hafen von Naxos nimmt große Kreuzfahrtschiffe auf'))
      nyt.publish(at('nyt.example', 'haft', 'Hafen von Naxos nimmt keine große Kreuzfahrtschiffe auf'))
      await cell.cron()
      expect(lines(cell.posts(channel))).toHaveLength(4)
    }))

  it('keeps a link to each article in its line, and every headline counts as sent', () =>
    inCell('stories-links', async (cell) => {
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell)
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      chosun.publish(at('chosun.example', 'kim', `North Korea’s ${TITLE} for a summit`))
      await cell.cron()
      const message = cell.ledger.messages.contentsOf(channel.id, cell.world.messages(channel.chat).at(-1)?.id ?? 0)
      expect(message.map(({ gathered }) => gathered?.evidence)).toEqual([undefined, 'title', 'likely'])
      const links = cell.world
        .messages(channel.chat)
        .at(-1)
        ?.entities.flatMap(({ url }) => url ?? [])
      expect(links).toEqual(message.map(({ code }) => `${PUBLIC_URL}/${code}`))
      await anHourLater(cell)
      const edition = [...cell.kv].find(([key]) => key.startsWith('edition:'))?.[1] ?? ''
      for (const { code } of message) expect(edition).toContain(code)
      expect(cell.ledger.deliveries.waiting(channel.id)).toBe(0)
      await untilQuiet(cell)
      expect(lines(cell.posts(channel))).toHaveLength(1)
    }))

  it('is one line when the cycle dies at any step', () =>
    inCell('stories-deaths', async (cell) => {
      const { bbc, nyt, channel } = await threeFeeds(cell)
      for (let step = 1; step <= 12; step++) {
        const title = `Ferry number ${step} runs aground off the island of Naxos`
        bbc.publish(at('bbc.example', `f${step}`, title))
        nyt.publish(at('nyt.example', `f${step}`, `${title} | World`))
        await cell.cron({ step, when: step % 2 === 0 ? 'before' : 'after' })
        await untilQuiet(cell)
        const told = lines(cell.posts(channel)).filter((line) => line.includes(`number ${step} `))
        expect(told.map((line) => line.replace(/^• /u, ''))).toEqual([`${title} (also: NYT)`])
      }
    }))

  it('is one card', () =>
    inCell('stories-cards', async (cell) => {
      const { bbc, nyt, channel } = await threeFeeds(cell, { layout: 'cards' })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      await cell.cron()
      expect(cell.posts(channel)).toEqual([`${TITLE} (also: NYT)\nBBC`])
    }))

  it('is gathered only with certainty where the template names no other feeds', () =>
    inCell('stories-template', async (cell) => {
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell, { template: '• {title}' })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      chosun.publish(at('chosun.example', 'kim', `North Korea’s ${TITLE} for a summit`))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE}`, `• North Korea’s ${TITLE} for a summit`])
      expect(cell.ledger.deliveries.waiting(channel.id)).toBe(0)
    }))

  it('counts as one headline of the maximum', () =>
    inCell('stories-at-most', async (cell) => {
      const { bbc, nyt, channel } = await threeFeeds(cell, { atMost: 1 })
      bbc.publish(at('bbc.example', 'one', 'Storm closes schools in Busan'), at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'one', 'Storm closes schools in Busan'), at('nyt.example', 'kim', TITLE))
      await cell.cron()
      expect(cell.posts(channel)).toEqual([`BBC\n• ${TITLE} (also: NYT)\n… and 2 more`])
      expect(cell.ledger.deliveries.waiting(channel.id)).toBe(0)
    }))

  it('is retracted as a whole while it waits, and put back as a whole', () =>
    inCell('stories-withdrawn', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 9, 0)
      const { bbc, nyt, channel } = await threeFeeds(cell, { schedule: noon })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      await cell.cron()
      const { deliveries } = cell.ledger
      const [first] = deliveries.pending(channel.id)
      const code = first?.headline.code ?? ''
      expect(deliveries.withdraw(channel.id, code)).toHaveLength(2)
      expect(deliveries.waiting(channel.id)).toBe(0)
      expect(deliveries.putBack(channel.id, code)).toHaveLength(2)
      expect(deliveries.waiting(channel.id)).toBe(2)
    }))
})
