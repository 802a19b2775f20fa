/** Cards as photos with buttons, and rich digests: sent once, also if Telegram refuses or does not answer. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import type { Channel } from '../../src/model.ts'
import { counts, entry, FEED, toldTo, untilQuiet } from './scene.ts'
import { inCell, OWNER, type SimulatedCell } from './simulated-cell.ts'

const refused = (description: string) => ({ kind: 'refused', status: 400, description }) as const
const photo = (name: string, file = `${name}.jpg`) => ({
  ...entry(name),
  more: `<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://i.example/${file}"/><enclosure url="https://e.example/${name}.mp3" type="audio/mpeg"/>`,
})

/** A channel that has got a first message. */
async function channelWith(cell: SimulatedCell, settings: Partial<Channel>, chat?: number) {
  const feed = testFeed('News', [entry('old')])
  cell.sites.set('news.example', feed.site)
  const channel = cell.addChannel('First', settings, chat)
  await cell.subscribe(channel, FEED)
  feed.publish(photo('first'))
  await cell.cron()
  const messages = () => cell.world.messages(channel.chat).filter(({ byBot }) => byBot)
  return { feed, channel, messages }
}

const sent = (cell: SimulatedCell, from = 0) => cell.steps.slice(from).filter((step) => step.startsWith('send'))

describe('a card with a picture', () => {
  it('is a photo with a caption and a button', () =>
    inCell('photo-card', async (cell) => {
      const { messages } = await channelWith(cell, { layout: 'cards' })
      const rows = [[{ kind: 'url', text: '▶ Listen', url: 'https://e.example/first.mp3' }]]
      expect(messages()).toEqual([
        expect.objectContaining({ photo: 'https://i.example/first.jpg', markup: { kind: 'inline', rows } }),
      ])
      expect(messages()[0]?.text).toContain('Headline first')
    }))

  it.each([
    ['is a page', 'page.html', []],
    ['cannot be fetched', 'gone.jpg', []],
    ['has wrong dimensions', 'too-wide.jpg', []],
    ['is refused in unknown words', 'new.jpg', [refused('Bad Request: SOMETHING_NEW')]],
  ] as const)('that %s is previewed in the same cycle, and nobody is told', (name, file, faults) =>
    inCell(`photo-refused-${name}`, async (cell) => {
      const { feed, channel, messages } = await channelWith(cell, { layout: 'cards' })
      for (const fault of faults) cell.world.addFault({ fault, method: 'sendPhoto', chat: channel.chat, times: 1 })
      const from = cell.steps.length
      feed.publish(photo('next', file))
      await cell.cron()
      // A page is not even tried.
      expect(sent(cell, from)).toEqual(file === 'page.html' ? ['sendMessage'] : ['sendPhoto', 'sendMessage'])
      const preview = { url: `https://i.example/${file}`, large: true, above: true }
      expect(messages().at(-1)).toMatchObject({ photo: null, preview, markup: { kind: 'inline' } })
      await cell.cron()
      expect(counts(cell.posts(channel), ['first', 'next'])).toEqual([1, 1])
      expect(toldTo(cell)).toEqual([])
    }),
  )

  it('is found after a lost answer, and keeps its button', () =>
    inCell('photo-lost', async (cell) => {
      const { feed, channel, messages } = await channelWith(cell, { layout: 'cards' })
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendPhoto', chat: channel.chat, times: 1 })
      feed.publish(photo('lost'))
      await untilQuiet(cell)
      expect(messages().map(({ photo: address }) => address)).toEqual([
        'https://i.example/first.jpg',
        'https://i.example/lost.jpg',
      ])
      expect(messages().at(-1)?.markup).toMatchObject({ kind: 'inline' })
    }))

  it('is sent without the picture when a chat that cannot be asked did not answer', () =>
    inCell('photo-lost-in-group', async (cell) => {
      const { id } = cell.world.addGroup({ title: 'Club', creator: OWNER })
      cell.world.addBot({ chat: id, by: OWNER })
      const { feed, messages } = await channelWith(cell, { layout: 'cards', kind: 'group' }, id)
      cell.world.addFault({ fault: { kind: 'request-lost' }, method: 'sendPhoto', chat: id, times: 1 })
      feed.publish(photo('lost'))
      await untilQuiet(cell)
      expect(messages().map(({ photo: address }) => address)).toEqual(['https://i.example/first.jpg', null])
    }))

  it('is sent without a button that Telegram refuses', () =>
    inCell('button-refused', async (cell) => {
      const { feed, channel, messages } = await channelWith(cell, { layout: 'cards' })
      const fault = refused('Bad Request: BUTTON_URL_INVALID')
      cell.world.addFault({ fault, method: 'sendPhoto', chat: channel.chat, times: 1 })
      feed.publish(photo('next'))
      await cell.cron()
      expect(messages().at(-1)).toMatchObject({ photo: 'https://i.example/next.jpg', markup: null })
    }))
})

describe('a rich digest', () => {
  const many = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => entry(`${prefix}-${at}.`))

  it('is one message, and is found after a lost answer', () =>
    inCell('rich-lost', async (cell) => {
      const { feed, channel, messages } = await channelWith(cell, { layout: 'rich' })
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendRichMessage', chat: channel.chat, times: 1 })
      const all = many('n', 101)
      feed.publish(...all)
      await untilQuiet(cell)
      expect(messages().map(({ rich }) => rich?.html.includes('<details>'))).toEqual([false, true])
      const names = all.map(({ title }) => title.replace('Headline ', ''))
      expect(counts(cell.posts(channel), names)).toEqual(names.map(() => 1))
    }))

  it.each([
    ['its content', 400, "Bad Request: can't parse entities: x"],
    ['the method', 404, 'Not Found: method not found'],
  ])(
    'becomes an ordinary digest in the same cycle if Telegram refuses %s, and the owner is told once',
    (name, status, description) =>
      inCell(`rich-refused-${name}`, async (cell) => {
        const { feed, channel, messages } = await channelWith(cell, { layout: 'rich' })
        const fault = { kind: 'refused', status, description } as const
        cell.world.addFault({ fault, method: 'sendRichMessage', chat: channel.chat })
        const all = many('n', 101)
        feed.publish(...all)
        await cell.cron()
        const names = all.map(({ title }) => title.replace('Headline ', ''))
        expect(counts(cell.posts(channel), names)).toEqual(names.map(() => 1))
        expect(messages().map(({ rich, silent }) => [rich !== null, silent])).toEqual([
          [true, false],
          [false, false],
          ...messages()
            .slice(2)
            .map(() => [false, true]),
        ])
        expect(messages().length).toBeGreaterThan(2)
        feed.publish(entry('later'))
        await cell.cron()
        expect(counts(cell.posts(channel), ['later'])).toEqual([1])
        expect(toldTo(cell)).toEqual([expect.stringContaining(description)])
      }),
  )

  it('that is refused with all other messages is no reason to tell the owner about rich messages', () =>
    inCell('rich-no-rights', async (cell) => {
      const { feed, channel } = await channelWith(cell, { layout: 'rich' })
      const fault = refused('Bad Request: need administrator rights in the channel chat')
      cell.world.addFault({ fault, chat: channel.chat })
      feed.publish(entry('next'))
      await cell.cron()
      expect(toldTo(cell)).toEqual([expect.not.stringContaining('rich')])
    }))

  it('that is refused after its group became a supergroup has the same headlines, beside those that waited there', () =>
    inCell('rich-moved', async (cell) => {
      const { id } = cell.world.addGroup({ title: 'Club', creator: OWNER })
      cell.world.addBot({ chat: id, by: OWNER })
      const { feed, channel } = await channelWith(cell, { layout: 'rich', kind: 'group' }, id)
      cell.world.addFault({
        fault: { kind: 'too-many', retryAfter: 60 },
        method: 'sendRichMessage',
        chat: id,
        times: 1,
      })
      feed.publish(entry('moved'))
      await cell.cron()
      const { id: supergroup } = cell.world.upgradeGroup(id, OWNER)
      const other = cell.addChannel('Club', { layout: 'rich', kind: 'supergroup' }, supergroup)
      await cell.subscribe(other, 'https://news.example/other')
      cell.ledger.channels.pause(other.id, { by: 'owner', since: 0 })
      feed.publish(entry('waits'))
      await cell.run('scheduled')
      cell.world.addFault({ fault: refused('Bad Request: NO'), method: 'sendRichMessage', chat: supergroup })
      await untilQuiet(cell)
      const posts = cell.world.messages(supergroup).filter(({ byBot }) => byBot)
      expect(
        counts(
          posts.map(({ text }) => text),
          ['moved'],
        ),
      ).toEqual([1])
      expect(cell.ledger.deliveries.pending(channel.id)).toEqual([])
    }))
})
