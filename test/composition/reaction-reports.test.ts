/** Reports on reactions cost few requests to objects, and never fail. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { ObjectBindings } from '../../src/composition/objects.ts'
import { passReactions, talliesOf } from '../../src/composition/reaction-reports.ts'
import type { ReactionTaken } from '../../src/cycle/reaction-memory.ts'
import { type IncomingUpdate, updateSchema } from '../../src/telegram/updates.ts'

const MINUTE = 60_000
/** Two hours before midnight UTC. */
const NOW = Date.UTC(2026, 0, 5, 22)

function reportIn(chat: number): NonNullable<IncomingUpdate['message_reaction_count']> {
  const reactions = [{ type: { type: 'emoji', emoji: '👍' }, total_count: 3 }]
  const report = { chat: { id: chat, type: 'channel' }, message_id: 2, date: 1, reactions }
  const { message_reaction_count } = v.parse(updateSchema, { update_id: 1, message_reaction_count: report })
  if (message_reaction_count === undefined) throw new Error('no report')
  return message_reaction_count
}

/** Objects that note their calls; only the chat -1 is a channel of the bot's. */
function objects(answer: () => ReactionTaken) {
  const calls: string[] = []
  const directory = async (_: string, [id]: readonly unknown[]) => {
    calls.push(`directory ${id}`)
    return { value: id === '-1' ? { id, cell: 3 } : null }
  }
  const cell = async (_: string, values: readonly unknown[]) => {
    calls.push(`cell ${JSON.stringify(values)}`)
    return { value: answer() }
  }
  const namespace = (callFromOutside: typeof directory | typeof cell) => ({ getByName: () => ({ callFromOutside }) })
  // Only the methods that are called here.
  const env = { DIRECTORY: namespace(directory), CELL: namespace(cell) } as unknown as ObjectBindings
  return { calls, pass: (chat: number, now = NOW) => passReactions(env, reportIn(chat), now) }
}

const toCell = 'cell ["-1",[2,1,[["👍",3]]]]'

describe('a report', () => {
  it('asks the directory once, and goes to the channel’s cell', async () => {
    const { calls, pass } = objects(() => 'taken')
    await pass(-1)
    await pass(-1)
    expect(calls).toEqual(['directory -1', toCell, toCell])
    await pass(-1, NOW + 6 * MINUTE)
    expect(calls.slice(3)).toEqual(['directory -1', toCell])
  })

  it('on a chat that is no channel of the bot’s costs one request in five minutes', async () => {
    const { calls, pass } = objects(() => 'taken')
    for (const minutes of [0, 1, 4]) await pass(-7, NOW + minutes * MINUTE)
    expect(calls).toEqual(['directory -7'])
  })

  it('is dropped until midnight UTC once its cell is full', async () => {
    let answer: ReactionTaken = 'full'
    const { calls, pass } = objects(() => answer)
    await pass(-1)
    answer = 'taken'
    await pass(-1, NOW + MINUTE)
    expect(calls).toEqual(['directory -1', toCell])
    await pass(-1, NOW + 120 * MINUTE)
    expect(calls.at(-1)).toBe(toCell)
    expect(calls).toHaveLength(4)
  })

  it('asks for the channel’s cell again after the channel has moved', async () => {
    const { calls, pass } = objects(() => 'unknown')
    await pass(-1)
    await pass(-1)
    expect(calls).toEqual(['directory -1', toCell, 'directory -1', toCell])
  })

  it('is lost without an error if an object fails', async () => {
    const { pass } = objects(() => {
      throw new Error('no answer')
    })
    await expect(pass(-1)).resolves.toBeUndefined()
  })
})

it('custom emoji, paid reactions and kinds of later versions are counted as such', () => {
  const type = (kind: string, emoji?: string) => ({ type: { type: kind, ...(emoji === undefined ? {} : { emoji }) } })
  expect(
    talliesOf([
      { ...type('emoji', '❤'), total_count: 1 },
      { ...type('custom_emoji'), total_count: 4 },
      { ...type('custom_emoji'), total_count: 2 },
      { ...type('paid'), total_count: 9 },
      { ...type('not_yet_known'), total_count: 3 },
    ]),
  ).toEqual([
    ['paid', 9],
    ['custom', 6],
    ['rest', 3],
    ['❤', 1],
  ])
})
