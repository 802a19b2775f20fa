/** Imports into a channel, with the cell's own tables behind them. */
import { describe, expect, test } from 'vitest'
import { exported } from '../../src/cell/channel-export.ts'
import { importInto } from '../../src/cell/import-channel.ts'
import { limits } from '../../src/limits.ts'
import type { Channel } from '../../src/model.ts'
import { inCell, type SimulatedCell } from '../cycle/simulated-cell.ts'

const depsOf = ({ ledger }: SimulatedCell) => ({ ledger, random: () => 7, allowPrivate: false })

function list(cell: SimulatedCell, { id }: Pick<Channel, 'id'>, urls: readonly string[], most: number | null = null) {
  const feeds = urls.map((url) => ({ url, title: '' }))
  return importInto(depsOf(cell), id, { feeds, settings: null, most, report: null }, cell.clock.now)
}

const spellings = ['http://a.example/feed/', 'https://a.example/feed', 'https://www.a.example/feed']

describe('importInto', () => {
  test('takes the first of several spellings of an address', () =>
    inCell('spellings', async (cell) => {
      const channel = cell.addChannel('First')
      expect(list(cell, channel, spellings)).toMatchObject({ added: 1, already: { count: 0 } })
      expect(exported(cell.ledger, channel.id)?.feeds.map(({ url }) => url)).toEqual(spellings.slice(0, 1))
    }))

  test('names a known feed once, under whichever spelling it comes', () =>
    inCell('known', async (cell) => {
      const channel = cell.addChannel('First')
      list(cell, channel, ['https://a.example/feed'])
      expect(list(cell, channel, spellings)).toMatchObject({
        added: 0,
        already: { count: 1, first: [{ number: 1, url: 'https://a.example/feed' }] },
      })
    }))

  test('restores a backup with feeds that differ only in their spelling, with names and filters', () =>
    inCell('backup', async (cell) => {
      const [first, second] = [cell.addChannel('First'), cell.addChannel('Second')]
      const backup = exported(cell.ledger, first.id)
      if (backup === null) throw new Error('there is no backup')
      const feeds = spellings.slice(0, 2).map((url, at) => ({ url, title: 'T', name: `N${at}`, filter: `f${at}` }))
      const request = { feeds, settings: backup, most: null, report: null }
      expect(importInto(depsOf(cell), second.id, request, cell.clock.now)).toMatchObject({ added: 2 })
      expect(exported(cell.ledger, second.id)?.feeds).toMatchObject(feeds.map(({ title: _, ...feed }) => feed))
    }))

  test('names what is left out, and counts what is not named', () =>
    inCell('left out', async (cell) => {
      const channel = cell.addChannel('First')
      const many = Array.from({ length: 150 }, (_, at) => `https://n${at}.example/feed`)
      const { added, over, wrong } = list(cell, channel, [...many, 'ftp://x.example', 'http://localhost/x'], 5)
      expect([added, over.count, over.first.length]).toEqual([5, 145, limits.cell.namedFeeds])
      expect(wrong.first.map(({ problem }) => problem.kind)).toEqual(['not-a-url', 'private-address'])
    }))
})
