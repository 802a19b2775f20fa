/** How calls of a channel's methods reach its cell, directly and for an update that is handled again. */
import { env } from 'cloudflare:workers'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CellMethods } from '../../src/cell/cell-api.ts'
import { cellClient } from '../../src/composition/cell-client.ts'
import { cellMethodsOf } from '../../src/composition/objects.ts'
import { Replay, replayedCell } from '../../src/composition/replay.ts'
import { channelId, chatIdSchema, userIdSchema } from '../../src/model.ts'
import type { Calls } from '../../src/store/journal.ts'

const id = channelId(v.parse(chatIdSchema, -1001), null)
const person = v.parse(userIdSchema, 7)

/** A cell that records its calls and answers each with its method's name. */
function recordingCell() {
  const calls: unknown[] = []
  const cell: Pick<CellMethods, 'callChannel' | 'holdingsOf'> = {
    callChannel: async (...call) => {
      calls.push(call)
      return call[1]
    },
    holdingsOf: async (person) => {
      calls.push(['holdingsOf', person])
      return { channels: 1, feeds: 2 }
    },
  }
  return { cell: cell as CellMethods, calls }
}

const replayOf = (recorded: Calls = []) => new Replay({ update: 5, now: 1000, recorded, store: async () => {} })

describe('a channel', () => {
  it('sends each call as one call of its cell', async () => {
    const { cell, calls } = recordingCell()
    const channel = cellClient(cell).channel(id)
    await channel.view()
    await channel.setFilter(null, 'rain')
    expect(calls).toEqual([
      [id, 'view', [], null],
      [id, 'setFilter', [null, 'rain'], null],
    ])
  })

  it('sends a change of an update with the calls before it, so that it is made once', async () => {
    const { cell, calls } = recordingCell()
    const channel = replayedCell(cell, replayOf()).channel(id)
    await channel.view()
    await channel.setFilter(null, 'rain')
    const once = { update: 5, number: 1, before: '["cell.view","view"]', now: 1000 }
    expect(calls).toEqual([
      [id, 'view', [], null],
      [id, 'setFilter', [null, 'rain'], once],
    ])
  })

  it('returns what an earlier delivery of the update stored, without a call', async () => {
    const { cell, calls } = recordingCell()
    const stored: Calls = [
      ['cell.view', null],
      ['cell.removeFeed', null],
    ]
    const channel = replayedCell(cell, replayOf(stored)).channel(id)
    expect([await channel.view(), await channel.removeFeed({ id: 1 })]).toEqual([null, null])
    expect(calls).toEqual([])
  })
})

it('other methods of a cell are called as they are', async () => {
  const { cell, calls } = recordingCell()
  expect(await cellClient(cell).holdingsOf(person)).toEqual({ channels: 1, feeds: 2 })
  expect(calls).toEqual([['holdingsOf', person]])
})

it.each(['constructor', 'toString', '__proto__', 'nothing'])(
  'a cell refuses to call %s of a channel',
  async (method) => {
    const refusal = await cellMethodsOf(env, 0)
      .callChannel(id, method, [], null)
      .then(
        () => null,
        (error: unknown) => error,
      )
    expect(refusal).toBeInstanceOf(TypeError)
  },
)
