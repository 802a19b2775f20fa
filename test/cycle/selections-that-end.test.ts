import { expect, it } from 'vitest'
import { channelOf, code, READER, selectionScene } from './selection-scene.ts'
import { inCell } from './simulated-cell.ts'

it('a message that a pause withdraws comes once with the next digest, and so does what came meanwhile', () =>
  inCell('selection pause', async (cell) => {
    const { api, publish, got } = await selectionScene(cell)
    cell.world.addFault({ fault: { kind: 'too-many', retryAfter: 900 }, method: 'sendMessage', chat: READER, times: 1 })
    await publish('apple1')
    await api.pause()
    expect(cell.ledger.messages.unsent()).toEqual([])
    await publish('apple2')
    await cell.cron(null, 60)
    await api.resume()
    await cell.cron()
    await cell.cron()
    expect(got('apple1', 'apple2')).toEqual([1, 1])
  }))

it('a message that two pauses in a row withdraw comes once', () =>
  inCell('selection paused twice', async (cell) => {
    const { api, publish, got } = await selectionScene(cell)
    const fault = {
      fault: { kind: 'too-many', retryAfter: 900 },
      method: 'sendMessage',
      chat: READER,
      times: 1,
    } as const
    cell.world.addFault(fault)
    await publish('apple1')
    await api.pause()
    cell.world.addFault(fault)
    await cell.cron(null, 60)
    await api.resume()
    await cell.cron()
    expect(cell.ledger.messages.unsent()).toHaveLength(1)
    await api.pause()
    await cell.cron(null, 60)
    await api.resume()
    await cell.cron()
    await cell.cron()
    expect(got('apple1')).toEqual([1])
  }))

it.each(['blocked', 'deactivated'])('a reader whose chat is closed is deleted at the first refusal: %s', (how) =>
  inCell(`selection ${how}`, async (cell) => {
    const { selection, publish } = await selectionScene(cell)
    const description = how === 'blocked' ? 'Forbidden: bot was blocked by the user' : 'Forbidden: user is deactivated'
    cell.world.addFault({ fault: { kind: 'refused', status: 403, description }, method: 'sendMessage', chat: READER })
    expect((await publish('apple1'))?.failures).toEqual([
      { what: 'message', channel: 'selection', problem: 'locked-out' },
    ])
    await cell.cron()
    expect(cell.ledger.channels.get(selection.id)).toBeNull()
    expect(cell.steps.filter((step) => step === 'readerGone')).toHaveLength(1)
    expect([cell.ledger.notices.all(), cell.ledger.alerts.state().due, cell.ledger.messages.unsent()]).toEqual([
      [],
      [],
      [],
    ])
    const sent = cell.steps.filter((step) => step === 'sendMessage').length
    await publish('apple2')
    expect(cell.steps.filter((step) => step === 'sendMessage').length - sent).toBe(1)
  }),
)

it('a reader of a channel that takes its link away gets one notice, and is deleted within an hour', () =>
  inCell('selection link gone', async (cell) => {
    const { channel, selection } = await selectionScene(cell)
    await channelOf(cell, channel.id).offerReaders(null)
    await cell.cron(null, 60)
    await cell.cron(null, 60)
    expect(cell.ledger.channels.get(selection.id)).toBeNull()
    expect(cell.posts(selection)).toEqual([expect.stringContaining('is now closed to readers')])
  }))

it('a selection of somebody whom the directory does not know as a reader is deleted within an hour', () =>
  inCell('selection of a stranger', async (cell) => {
    const { selection } = await selectionScene(cell)
    cell.strangers.push(selection.owner)
    await cell.cron(null, 60)
    expect(cell.ledger.channels.get(selection.id)).toBeNull()
  }))

it('a selection whose reader never chose a channel is deleted after an hour', () =>
  inCell('selection without a channel', async (cell) => {
    const { selection, api } = await selectionScene(cell)
    await api.unfollow(code)
    cell.sql.exec('UPDATE channels SET follows = NULL WHERE id = ?', selection.id)
    await cell.cron(null, 55)
    expect(cell.ledger.channels.get(selection.id)).not.toBeNull()
    await cell.cron(null, 60)
    expect(cell.ledger.channels.get(selection.id)).toBeNull()
  }))

it('what commands changed is not kept for longer than two days', () =>
  inCell('selection journal', async (cell) => {
    const { api } = await selectionScene(cell)
    cell.sql.exec('INSERT INTO journal (id, at, calls) VALUES (1, ?, ?)', cell.clock.now, '[]')
    expect(await api.forget()).toBeNull()
    const left = async (hours: number) => {
      await cell.cron(null, hours * 60)
      return cell.sql.exec('SELECT id FROM journal').toArray().length
    }
    expect([await left(23), await left(25)]).toEqual([1, 0])
  }))
