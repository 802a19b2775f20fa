/** The probe: finds out whether a message without an answer is in a channel. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import type { Fault } from '../../simulators/telegram/traffic.ts'
import { counts, entry, FEED, oneChannel, untilQuiet } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'
import { OWNER } from './usual-channel.ts'

const EDIT = 'editMessageReplyMarkup'
const probes = (cell: SimulatedCell) => cell.steps.filter((step) => step === EDIT).length

/** A channel with a first digest, and a second one whose answer is lost. */
async function lostAnswer(
  cell: SimulatedCell,
  before: (chat: number) => void = () => {},
  fault: Fault = { kind: 'answer-lost' },
) {
  const { feed, channel } = await oneChannel(cell)
  feed.publish(entry('first'))
  await cell.cron()
  before(channel.chat)
  feed.publish(entry('lost'))
  cell.world.addFault({ fault, method: 'sendMessage', chat: channel.chat, times: 1 })
  await cell.cron()
  cell.steps.length = 0
  return { feed, channel }
}

const others = (cell: SimulatedCell, chat: number, count: number) =>
  Array.from({ length: count }, (_, index) => cell.world.post({ chat, by: OWNER, text: `No. ${index}` }).id)

describe('the probe finds the message', () => {
  it.each([
    ['right after the last one', 0, 0],
    ['after posts of others', 5, 0],
    ['before posts of others', 0, 30],
    ['after more posts of others than it tries in a cycle', 45, 3],
  ])('%s', (name, before, after) =>
    inCell(`probe-${name}`, async (cell) => {
      const { channel } = await lostAnswer(cell, (chat) => void others(cell, chat, before))
      others(cell, channel.chat, after)
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['first', 'lost'])).toEqual([1, 1])
      expect(probes(cell)).toBe(before + 1)
    }),
  )

  it('after deleted posts', () =>
    inCell('probe-gaps', async (cell) => {
      const { channel } = await lostAnswer(cell, (chat) => {
        for (const message of others(cell, chat, 6)) cell.world.removeMessage({ chat, message })
      })
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
    }))

  it('in the middle of a digest of several parts, and the next part follows', () =>
    inCell('probe-parts', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('first'))
      await cell.cron()
      const names = Array.from({ length: 280 }, (_, index) => `n${index}.`)
      feed.publish(...names.map(entry))
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', after: 1, times: 1 })
      await cell.cron()
      expect(cell.posts(channel)).toHaveLength(3)
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), names)).toEqual(names.map(() => 1))
      expect(cell.posts(channel).map((text) => /\((\d)\/4\)/u.exec(text)?.[1])).toEqual([undefined, '1', '2', '3', '4'])
    }))

  it('in two channels at once', () =>
    inCell('probe-two', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const second = cell.addChannel('Second')
      await cell.subscribe(second, FEED)
      feed.publish(entry('first'))
      await cell.cron()
      feed.publish(entry('lost'))
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', times: 2 })
      await cell.cron()
      await untilQuiet(cell)
      for (const each of [channel, second]) expect(counts(cell.posts(each), ['lost'])).toEqual([1])
    }))

  it.each([1, 2, 3, 4, 5, 6])('when the probing cycle dies after step %i', (step) =>
    inCell(`probe-dies-${step}`, async (cell) => {
      const { channel } = await lostAnswer(cell, (chat) => void others(cell, chat, 3))
      await cell.cron({ step, when: 'after' })
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
    }),
  )

  it.each([
    ['a wait', { kind: 'too-many', retryAfter: 3 }],
    ['an error', { kind: 'server-error', effect: false }],
    ['silence', { kind: 'request-lost' }],
    ['nonsense', { kind: 'malformed', effect: false }],
    ['that the chat is not found', { kind: 'refused', status: 400, description: 'Bad Request: chat not found' }],
  ] as const)('later, when Telegram answers with %s', (name, fault) =>
    inCell(`probe-answers-${name}`, async (cell) => {
      const { channel } = await lostAnswer(cell)
      cell.world.addFault({ fault, method: EDIT, times: 2 })
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
      expect(probes(cell)).toBe(3)
    }),
  )
})

describe('the message is sent again', () => {
  it('when it never arrived, even after posts of others', () =>
    inCell('probe-never', async (cell) => {
      const { channel } = await lostAnswer(cell, (chat) => void others(cell, chat, 7), { kind: 'request-lost' })
      others(cell, channel.chat, 25)
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
    }))

  it('when somebody deleted it', () =>
    inCell('probe-deleted', async (cell) => {
      const { channel } = await lostAnswer(cell)
      const message = cell.world.messages(channel.chat).findLast(({ byBot }) => byBot)?.id ?? 0
      cell.world.removeMessage({ chat: channel.chat, message })
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
    }))

  it('when Telegram answers with an unknown error text', () =>
    inCell('probe-words', async (cell) => {
      const { channel } = await lostAnswer(cell, undefined, { kind: 'request-lost' })
      const fault = { kind: 'refused', status: 400, description: 'Bad Request: SOMETHING_NEW' } as const
      cell.world.addFault({ fault, method: EDIT })
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
      expect(probes(cell)).toBe(1)
    }))

  it.each([
    ['after 400 posts of others', 400, 420],
    ['after 420 probes among more posts of others', 450, 420],
  ])('%s', (name, posts, asked) =>
    inCell(`probe-most-${name}`, async (cell) => {
      const { channel } = await lostAnswer(cell, (chat) => void others(cell, chat, posts), { kind: 'request-lost' })
      for (let round = 0; round < 30; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
      expect(probes(cell)).toBe(asked)
    }),
  )
})

describe('the probe does not run', () => {
  /** How often the bot probed, and how many copies of the headline are in the chat: it arrived unseen, so it comes once more. */
  const settled = async (cell: SimulatedCell, chat: number) => {
    await untilQuiet(cell)
    const posts = cell.world.messages(chat).filter(({ byBot }) => byBot)
    return { probes: probes(cell), copies: posts.filter(({ text }) => text.includes('lost')).length }
  }
  const sentAgain = { probes: 0, copies: 2 }

  it('where the bot may edit what others post', () =>
    inCell('probe-rights', async (cell) => {
      const { channel } = await lostAnswer(cell, (chat) => {
        const rights = { can_manage_chat: true, can_post_messages: true, can_edit_messages: true }
        cell.world.setBotRights({ chat, by: OWNER, rights })
      })
      expect(await settled(cell, channel.chat)).toEqual(sentAgain)
    }))

  it('where the bot has not posted yet', () =>
    inCell('probe-first', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('lost'))
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', times: 1 })
      await cell.cron()
      expect(await settled(cell, channel.chat)).toEqual(sentAgain)
    }))

  it.each(['group', 'supergroup', 'topic', 'private'] as const)('in a %s', (kind) =>
    inCell(`probe-${kind}`, async (cell) => {
      const feed = testFeed('News', [entry('old')])
      cell.sites.set('news.example', feed.site)
      const chat =
        kind === 'private'
          ? OWNER
          : kind === 'group'
            ? cell.world.addGroup({ title: 'Club', creator: OWNER }).id
            : cell.world.addSupergroup({ title: 'Club', creator: OWNER, forum: kind === 'topic' }).id
      if (kind !== 'private') cell.world.addBot({ chat, by: OWNER })
      const thread = kind === 'topic' ? cell.world.addTopic({ chat, by: OWNER, name: 'News' }).id : null
      const channel = cell.addChannel('Club', { kind: kind === 'topic' ? 'supergroup' : kind, thread }, chat)
      await cell.subscribe(channel, FEED)
      feed.publish(entry('first'))
      await cell.cron()
      feed.publish(entry('lost'))
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', chat, times: 1 })
      await cell.cron()
      expect(await settled(cell, chat)).toEqual(sentAgain)
    }),
  )
})
