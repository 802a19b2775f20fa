/** One story of several feeds is one headline in a channel: merged while it waits, not sent again once it was. */
import { describe, expect, it } from 'vitest'
import { type Entry, type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import { channelPage } from '../../src/cell/channel-page.ts'
import { wantNewest } from '../../src/cell/subscribe.ts'
import { why } from '../../src/cell/why.ts'
import type { Schedule } from '../../src/model.ts'
import { untilQuiet } from './scene.ts'
import { inCell, PUBLIC_URL, type SimulatedCell } from './simulated-cell.ts'

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
      nyt.publish(at('bbc.in', '3aBc.T', 'Worth a look: Kim and Putin'))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE}`])
      expect(cell.posts(channel).join()).not.toContain('bbc.in')
    }))

  it('is two stories on one page where the titles have no word in common, or the links lead to other parts of it', () =>
    inCell('stories-one-page', async (cell) => {
      const { bbc, nyt, chosun, channel } = await scene(cell)
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
        at('nyt.example', 'kim?utm_source=chosun', 'What Kim wants of Putin'),
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

  it('that is only likely the same comes again in another digest, and is gathered in one', () =>
    inCell('stories-likely', async (cell) => {
      const { bbc, nyt, chosun, channel } = await scene(cell)
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

  it('is told of headlines that are alike but for one word as two stories', () =>
    inCell('stories-turned', async (cell) => {
      const { bbc, nyt, channel } = await scene(cell)
      bbc.publish(at('bbc.example', 'tax', 'Council votes for new bridge over the river Lea'))
      await cell.cron()
      nyt.publish(at('nyt.example', 'tax', 'Council votes against new bridge over the river Lea'))
      bbc.publish(at('bbc.example', 'haft', 'Hafen von Naxos nimmt große Kreuzfahrtschiffe auf'))
      nyt.publish(at('nyt.example', 'haft', 'Hafen von Naxos nimmt keine große Kreuzfahrtschiffe auf'))
      await cell.cron()
      expect(lines(cell.posts(channel))).toHaveLength(4)
    }))

  it('gives each headline of a line a link to its own article, and counts all of them as sent', () =>
    inCell('stories-links', async (cell) => {
      const { bbc, nyt, chosun, channel } = await scene(cell)
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
      const edition = [...cell.kv].find(([key]) => key.startsWith('edition:'))?.[1] ?? ''
      for (const { code } of message) expect(edition).toContain(code)
      expect(cell.ledger.deliveries.waiting(channel.id)).toBe(0)
      await untilQuiet(cell)
      expect(lines(cell.posts(channel))).toHaveLength(1)
    }))

  it('is one line wherever the cycle dies, and nothing of it comes twice', () =>
    inCell('stories-deaths', async (cell) => {
      const { bbc, nyt, channel } = await scene(cell)
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

  it('waits as a whole for its links: what repeats it may be in an edition that is not in KV yet', () =>
    inCell('stories-unput', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 9, 0)
      const { bbc, nyt, channel } = await scene(cell, { schedule: noon })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      await cell.cron()
      nyt.publish(at('nyt.example', 'kim', TITLE))
      cell.clock.now = Date.UTC(2026, 0, 5, 11, 55)
      cell.trouble.put = true
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([])
      cell.trouble.put = false
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE} (also: NYT)`])
    }))

  it('is no card of its own', () =>
    inCell('stories-cards', async (cell) => {
      const { bbc, nyt, channel } = await scene(cell, { layout: 'cards' })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      await cell.cron()
      expect(cell.posts(channel)).toEqual([`${TITLE} (also: NYT)\nBBC`])
    }))

  it('is gathered only where certain in a template that names no other feeds', () =>
    inCell('stories-template', async (cell) => {
      const { bbc, nyt, chosun, channel } = await scene(cell, { template: '• {title}' })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      chosun.publish(at('chosun.example', 'kim', `North Korea’s ${TITLE} for a summit`))
      await cell.cron()
      expect(lines(cell.posts(channel))).toEqual([`• ${TITLE}`, `• North Korea’s ${TITLE} for a summit`])
      expect(cell.ledger.deliveries.waiting(channel.id)).toBe(0)
    }))

  it('counts as one of at most so many headlines', () =>
    inCell('stories-at-most', async (cell) => {
      const { bbc, nyt, channel } = await scene(cell, { atMost: 1 })
      bbc.publish(at('bbc.example', 'one', 'Storm closes schools in Busan'), at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'one', 'Storm closes schools in Busan'), at('nyt.example', 'kim', TITLE))
      await cell.cron()
      expect(cell.posts(channel)).toEqual([`BBC\n• ${TITLE} (also: NYT)\n… and 2 more`])
      expect(cell.ledger.deliveries.waiting(channel.id)).toBe(0)
    }))

  it('is taken back as a whole while it waits, and comes back as a whole', () =>
    inCell('stories-withdrawn', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 9, 0)
      const { bbc, nyt, channel } = await scene(cell, { schedule: noon })
      bbc.publish(at('bbc.example', 'kim', TITLE))
      nyt.publish(at('nyt.example', 'kim', TITLE))
      await cell.cron()
      const { deliveries } = cell.ledger
      const [first] = deliveries.pending(channel.id)
      const code = first?.headline.code ?? ''
      expect(deliveries.withdraw(channel.id, code)).toBe(true)
      expect(deliveries.waiting(channel.id)).toBe(0)
      expect(deliveries.putBack(channel.id, code)).toBe(true)
      expect(deliveries.waiting(channel.id)).toBe(2)
    }))

  it('goes on from what an earlier version stored', () =>
    inCell('stories-earlier-version', async (cell) => {
      const { nyt, chosun, channel } = await scene(cell)
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
  it('says of each item what it was taken for, and why', () =>
    inCell('stories-why', async (cell) => {
      const { bbc, nyt, chosun, channel } = await scene(cell)
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

  it('is one story of the channel’s page where that is certain, with links to those that were sent', () =>
    inCell('stories-page', async (cell) => {
      const { bbc, nyt, chosun, channel } = await scene(cell, { page: true })
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

  it('writes down what became of each item', () =>
    inCell('stories-outcomes', async (cell) => {
      const { bbc, nyt, chosun, channel } = await scene(cell, { filter: '-storm' })
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

  it('costs no row more where it is compared by its text', () =>
    inCell('stories-cost', async (cell) => {
      const { bbc, nyt, channel } = await scene(cell)
      const text = (name: string) => `<p>${Array.from({ length: 40 }, (_, at) => `${name}${at}`).join(' ')}</p>`
      const rowsOf = async (feed: TestFeed, entry: Entry) => {
        feed.publish(entry)
        cell.rows.all = 0
        await cell.cron()
        return cell.rows.all
      }
      await rowsOf(bbc, at('bbc.example', 'zero', 'Museum in Lagos opens its new wing'))
      const without = await rowsOf(bbc, at('bbc.example', 'one', 'Fire at a chemical plant in Ohio kills two'))
      const title = 'Storm closes schools in Busan for two days'
      expect(await rowsOf(bbc, { ...at('bbc.example', 'two', title), text: text('busan') })).toBe(without)
      expect(await rowsOf(nyt, { ...at('nyt.example', 'two', title), text: text('busan') })).toBeLessThan(without)
      const query = 'SELECT stories FROM outcomes WHERE channel = ? ORDER BY at DESC LIMIT 1'
      const [{ stories = '' } = {}] = cell.sql.exec(query, channel.id).toArray()
      expect(String(stories).length).toBeLessThan(500)
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
