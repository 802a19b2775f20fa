/** The record of merged and gathered stories: outcomes, /why, and the channel's page. */
import { describe, expect, it } from 'vitest'
import type { Entry, TestFeed } from '../../simulators/published-feed.ts'
import { channelPage } from '../../src/cell/channel-page.ts'
import { why } from '../../src/cell/why.ts'
import { inCell } from './simulated-cell.ts'
import { at, lines, TITLE, threeFeeds } from './three-feeds.ts'

describe('the record of a story', () => {
  it('continues from rows of an earlier version', () =>
    inCell('stories-earlier-version', async (cell) => {
      const { nyt, chosun, channel } = await threeFeeds(cell)
      const { sql } = cell
      const link = 'https://bbc.example/kim'
      const outcome = {
        ...{ feed: 'https://bbc.example/feed', source: 'BBC', title: TITLE, summary: '', categories: [], author: null },
        ...{ link, kept: true, term: null, by: null, code: 'aaaaaaaaaa', isMerged: false },
      }
      sql.exec(
        'INSERT INTO outcomes (channel, at, part, stories, outcomes) VALUES (?, ?, 0, ?, ?)',
        ...[channel.id, cell.clock.now - 1000],
        JSON.stringify([['aaaaaaaaaa', 'https://bbc.example/feed', TITLE, link]]),
        JSON.stringify([outcome, { ...outcome, source: 'NYT', isMerged: true }]),
      )
      const headline = {
        ...{ title: 'Old headline', link: 'https://bbc.example/old2', code: 'bbbbbbbbbb', source: 'BBC' },
        ...{
          feed: 'https://bbc.example/feed',
          published: null,
          also: ['NYT'],
          author: null,
          categories: [],
          summary: '',
        },
        image: null,
      }
      sql.exec(
        "INSERT INTO pending (channel, id, edition, headline, at) VALUES (?, 1, 'abcdef', ?, ?)",
        ...[channel.id, JSON.stringify(headline), cell.clock.now],
      )
      nyt.publish(at('nyt.example', 'kim', TITLE))
      chosun.publish(at('bbc.example', 'kim?utm_source=chosun', 'What Kim wants of Putin'))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual(['• Old headline (also: NYT)'])
      const told = why(cell.ledger, channel.id, 'https://nyt.example/kim', cell.clock.now, 0)
      expect(told[0]?.fate).toMatchObject({ kind: 'merged', evidence: 'title', into: { title: TITLE, source: 'BBC' } })
    }))

  const evidence: readonly (readonly [name: string, fate: object])[] = [
    ['same-address', { kind: 'merged', evidence: 'address', into: { title: TITLE, source: 'BBC' } }],
    ['same-title', { kind: 'merged', evidence: 'title', into: { title: TITLE, source: 'BBC' } }],
    ['same-text', { kind: 'merged', evidence: 'text', into: { title: TITLE, source: 'BBC' } }],
    ['in-one-line', { kind: 'gathered', evidence: 'likely', into: { title: 'Fire at a chemical plant in Ohio' } }],
  ]
  it('has the evidence for each merged or gathered item', () =>
    inCell('stories-why', async (cell) => {
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell)
      const text = `<p>The leader of North Korea will travel to Vladivostok by train on Monday to meet the president of Russia,
        officials in Seoul said, and both are expected to speak of artillery shells and of satellites.</p>`
      bbc.publish({ ...at('bbc.example', 'kim', TITLE), text })
      await cell.cron()
      nyt.publish(at('www.bbc.example', 'kim?utm_source=nyt&utm_medium=same-address', 'What Kim wants of Putin'))
      chosun.publish(at('chosun.example', 'same-title', `${TITLE} | Chosun`), {
        ...at('chosun.example', 'same-text', 'Korean Kim to meet Putin next week in Russia'),
        text,
      })
      await cell.cron()
      bbc.publish(at('bbc.example', 'fire', 'Fire at a chemical plant in Ohio'))
      nyt.publish(at('nyt.example', 'in-one-line', 'Fire breaks out at a chemical plant in southern Ohio'))
      await cell.cron()
      const outcomes = cell.ledger.outcomes.of(channel.id)
      for (const [name, fate] of evidence) {
        const { link } = outcomes.find((each) => each.link?.includes(name)) ?? {}
        expect(why(cell.ledger, channel.id, link ?? '', cell.clock.now, 0)[0]?.fate, name).toMatchObject(fate)
      }
    }))

  it('makes one entry of the channel’s page where the match is certain, with links to sent headlines', () =>
    inCell('stories-page', async (cell) => {
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell, { page: true })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      await cell.cron()
      chosun.publish(
        at('chosun.example', 'kim', TITLE),
        at('chosun.example', 'b', `North Korea’s ${TITLE} for a summit`),
      )
      await cell.cron()
      const answer = channelPage(cell.ledger, new Map(), channel.id, null, cell.clock.now)
      const [, nytItem] = cell.ledger.outcomes.of(channel.id).toReversed()
      expect(answer).toMatchObject({
        page: {
          stories: [
            { title: `North Korea’s ${TITLE} for a summit`, also: [] },
            {
              title: TITLE,
              source: 'BBC',
              also: [
                { source: 'Chosun', code: null },
                { source: 'NYT', code: nytItem?.code },
              ],
            },
          ],
        },
      })
    }))

  it('has an outcome for each item', () =>
    inCell('stories-outcomes', async (cell) => {
      const { bbc, nyt, chosun, channel } = await threeFeeds(cell, { filter: '-storm' })
      bbc.publish(at('bbc.example', 'kim', TITLE), at('bbc.example', 'storm', 'A storm'))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      await cell.cron()
      chosun.publish(at('chosun.example', 'kim', TITLE))
      await cell.cron()
      const outcomes = cell.ledger.outcomes.of(channel.id)
      const first = outcomes.find(({ source, kept }) => source === 'BBC' && kept)
      const repeats = { code: first?.code, evidence: 'title' }
      const sent = { kept: true, term: null, by: null, isMerged: false }
      const own = expect.stringMatching(/^\w{10}$/u)
      expect(outcomes).toMatchObject([
        { ...sent, source: 'Chosun', code: first?.code, isMerged: true, repeats },
        { ...sent, source: 'NYT', code: own, repeats },
        { source: 'BBC', kept: false, term: '-storm', by: 'channel', code: null, isMerged: false },
        { ...sent, source: 'BBC', code: own },
      ])
    }))

  it('costs no further row for comparing texts', () =>
    inCell('stories-cost', async (cell) => {
      const { bbc, nyt, channel } = await threeFeeds(cell)
      const text = (name: string) => `<p>${Array.from({ length: 40 }, (_, at) => `${name}${at}`).join(' ')}</p>`
      const rowsOf = async (feed: TestFeed, entry: Entry) => {
        feed.publish(entry)
        cell.rows.all = 0
        // The poll queue is stored every ten minutes.
        await cell.cron()
        await cell.cron()
        return cell.rows.all
      }
      await rowsOf(bbc, at('bbc.example', 'zero', 'Museum in Lagos opens its new wing'))
      const without = await rowsOf(bbc, at('bbc.example', 'one', 'Fire at a chemical plant in Ohio kills two'))
      const title = 'Storm closes schools in Busan for two days'
      expect(await rowsOf(bbc, { ...at('bbc.example', 'two', title), text: text('busan') })).toBe(without)
      expect(await rowsOf(nyt, { ...at('nyt.example', 'two', title), text: text('busan') })).toBeLessThan(without)
      const query =
        "SELECT json_extract(stories, '$[#-1]') AS story FROM outcomes WHERE channel = ? ORDER BY at DESC LIMIT 1"
      const [{ story = '' } = {}] = cell.sql.exec(query, channel.id).toArray()
      expect(String(story).length).toBeLessThan(500)
    }))
})
