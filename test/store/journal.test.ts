/** Changes are made once per update, even when the update is retried. In the real SQLite of Durable Objects. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { CellChange, CellMethods } from '../../src/cell/cell-api.ts'
import type { ChannelApi, ChannelChange } from '../../src/cell/channel-api.ts'
import type { DirectoryApi, DirectoryChange } from '../../src/directory/directory-api.ts'
import { limits } from '../../src/limits.ts'
import { Journal } from '../../src/store/journal.ts'

interface Here {
  readonly journal: Journal
  /** How often the change was made. */
  readonly made: () => number
  readonly make: () => number
}

function withJournal(name: string, work: (here: Here) => void | Promise<void>): Promise<void> {
  return runInDurableObject(env.CELL.getByName(`journal-${name}`), (_, { storage }) => {
    storage.sql.exec('CREATE TABLE made (at INTEGER PRIMARY KEY AUTOINCREMENT)')
    const made = () => Number(storage.sql.exec('SELECT count(*) AS made FROM made').one()['made'])
    const make = () => {
      storage.sql.exec('INSERT INTO made DEFAULT VALUES')
      return made()
    }
    const journal = new Journal({ sql: storage.sql, transaction: (inside) => storage.transactionSync(inside) })
    return work({ journal, made, make })
  })
}

const asked = (update: number, number = 0, before = '') => ({ update, number, before, now: 1000 })

describe('a change', () => {
  it('is made once, and returns the same result again', () =>
    withJournal('once', ({ journal, made, make }) => {
      expect([journal.once(asked(5), 'make', make), journal.once(asked(5), 'make', make)]).toEqual([1, 1])
      expect(journal.once(asked(6), 'make', make)).toBe(2)
      expect(made()).toBe(2)
    }))

  it('is stored with the calls before it', () =>
    withJournal('before', ({ journal, make }) => {
      journal.once(asked(5, 2, '["look",7],["long"]'), 'make', make)
      expect(journal.of(5)).toEqual([['look', 7], ['long'], ['make', 1]])
      expect(journal.of(6)).toBeNull()
    }))

  it('that fails leaves nothing, and can be repeated', () =>
    withJournal('fails', ({ journal, made, make }) => {
      const fail = () => {
        make()
        throw new Error('in the middle of it')
      }
      expect(() => journal.once(asked(5), 'make', fail)).toThrow('in the middle')
      expect([made(), journal.of(5)]).toEqual([0, null])
      expect(journal.once(asked(5), 'make', make)).toBe(1)
    }))

  it('that awaits something is made once, even when it is repeated meanwhile', () =>
    withJournal('waits', async ({ journal, made, make }) => {
      const waited = Promise.withResolvers<void>()
      const once = () =>
        journal.once(asked(5), 'make', async (finish) => {
          await waited.promise
          return finish(make)
        })
      const [first, second] = [once(), once()]
      expect(journal.of(5)).toEqual([])
      waited.resolve()
      expect([await first, await second, await once(), made()]).toEqual([1, 1, 1, 1])
    }))

  it('with another name under the same number is made', () =>
    withJournal('version', ({ journal, made, make }) => {
      journal.once(asked(5), 'make', make)
      journal.once(asked(5), 'make otherwise', make)
      expect(made()).toBe(2)
    }))
})

it('only the newest updates keep their calls', () =>
  withJournal('kept', ({ journal }) => {
    for (let update = 1; update <= limits.store.journalKept + 5; update += 1) journal.keep({ update, now: 0 }, '')
    expect([journal.of(5), journal.of(6)]).toEqual([null, []])
  }))

/** Methods that make no change. A new method must be listed here or as a change; otherwise this does not compile. */
type Kind = 'may be repeated' | 'not by a handler'
const channelLooks: Readonly<Record<Exclude<keyof ChannelApi, ChannelChange>, Kind>> = {
  exported: 'may be repeated',
  follows: 'may be repeated',
  lessLike: 'may be repeated',
  ownerOf: 'may be repeated',
  timezoneOf: 'may be repeated',
  placeNamed: 'may be repeated',
  placesAt: 'may be repeated',
  feed: 'not by a handler',
  day: 'not by a handler',
  stats: 'may be repeated',
  page: 'not by a handler',
  preview: 'may be repeated',
  recentHeadlines: 'may be repeated',
  tryWords: 'may be repeated',
  view: 'may be repeated',
  why: 'may be repeated',
}
const cellLooks: Readonly<Record<Exclude<keyof CellMethods, CellChange>, Kind>> = {
  act: 'not by a handler',
  answerHub: 'not by a handler',
  callChannel: 'not by a handler',
  callsOf: 'not by a handler',
  charge: 'not by a handler',
  cycle: 'not by a handler',
  callFromOutside: 'not by a handler',
  health: 'may be repeated',
  holdingsOf: 'may be repeated',
  isShutDown: 'not by a handler',
  newsAfter: 'not by a handler',
  openArticle: 'may be repeated',
  postPage: 'not by a handler',
  storyState: 'not by a handler',
  lastHealth: 'not by a handler',
  receive: 'not by a handler',
  restore: 'not by a handler',
  setShutDown: 'not by a handler',
  save: 'not by a handler',
  status: 'not by a handler',
  takePush: 'not by a handler',
  takeReactions: 'not by a handler',
  urgentCycle: 'may be repeated',
}
const directoryLooks: Readonly<Record<Exclude<keyof DirectoryApi, DirectoryChange>, Kind>> = {
  callFromOutside: 'not by a handler',
  act: 'not by a handler',
  atCron: 'not by a handler',
  frontDoor: 'not by a handler',
  listPages: 'not by a handler',
  beginUpdate: 'not by a handler',
  callsOf: 'not by a handler',
  channel: 'may be repeated',
  channelNamed: 'may be repeated',
  channelsIn: 'may be repeated',
  channelsOf: 'may be repeated',
  cellOfLink: 'not by a handler',
  refuseRequests: 'not by a handler',
  endUpdate: 'not by a handler',
  fact: 'may be repeated',
  isOwned: 'not by a handler',
  keepCalls: 'not by a handler',
  meet: 'may be repeated',
  moveChannel: 'not by a handler',
  operators: 'not by a handler',
  owners: 'may be repeated',
  reader: 'may be repeated',
  readerLink: 'may be repeated',
  readersOf: 'may be repeated',
  recall: 'may be repeated',
  renewUpdate: 'not by a handler',
  restore: 'not by a handler',
  save: 'not by a handler',
  setFact: 'may be repeated',
  placeChannel: 'not by a handler',
  signIn: 'not by a handler',
  signOut: 'not by a handler',
  strangersAmong: 'not by a handler',
  signedIn: 'not by a handler',
  wrongSecret: 'not by a handler',
}

it('every method that a handler uses is a change made once, or can be repeated', () => {
  const looks = [channelLooks, cellLooks, directoryLooks].flatMap((kinds) => Object.values<Kind>(kinds))
  expect(looks.filter((kind) => kind === 'may be repeated').length).toBeGreaterThan(10)
})
