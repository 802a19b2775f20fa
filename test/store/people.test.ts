/** The directory's tables of people and channels: channels spread over cells. */

import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { channelIdSchema, chatIdSchema, userIdSchema } from '../../src/model.ts'
import { People } from '../../src/store/people.ts'

const ann = v.parse(userIdSchema, 1)
const bob = v.parse(userIdSchema, 2)

function withPeople(name: string, work: (people: People) => void): Promise<void> {
  return runInDurableObject(env.DIRECTORY.getByName(name), (_, { storage }) => {
    work(new People({ sql: storage.sql, transaction: (inside) => storage.transactionSync(inside) }))
  })
}

const channel = (id: string, username: string | null = null) => {
  return { id: v.parse(channelIdSchema, id), title: `Channel ${id}`, username, kind: 'channel' } as const
}

describe('a channel', () => {
  it('goes to the cell with the fewest, and stays there', () =>
    withPeople('cells', (people) => {
      const cells = ['-1001', '-1002', '-1003', '-1004'].map((id) => people.register(channel(id), 3, ann).entry.cell)
      expect(cells).toEqual([0, 1, 2, 0])
      expect(people.register(channel('-1002'), 3, bob).entry.cell).toBe(1)
    }))

  it('is found by its name in any case', () =>
    withPeople('names', (people) => {
      people.register(channel('-1001', 'Morning_News'), 1, ann)
      expect(people.channelNamed('morning_NEWS')?.id).toBe('-1001')
      expect(people.channelNamed('evening_news')).toBeNull()
    }))

  it('is in the list of its managers only', () =>
    withPeople('managers', (people) => {
      people.register(channel('-1001'), 1, ann)
      expect(people.channelsOf(ann).map(({ id }) => id)).toEqual(['-1001'])
      expect(people.channelsOf(bob)).toEqual([])
    }))

  it('moves with its managers when its group becomes a supergroup', () =>
    withPeople('moves', (people) => {
      const old = channel('-5')
      const moved = { ...channel('-1005'), kind: 'supergroup', cell: 0 } as const
      people.person(ann, { language: 'en', name: 'Ann' })
      people.register(old, 1, ann)
      people.setCurrent(ann, old.id)
      people.moveChannel(old.id, moved)
      people.moveChannel(old.id, moved)
      expect(people.channelsOf(ann).map(({ id }) => id)).toEqual(['-1005'])
      expect(people.person(ann, { language: 'en', name: 'Ann' }).current).toBe('-1005')
      expect(people.channel(old.id)).toBeNull()
    }))

  it('is found with its topics', () =>
    withPeople('topics', (people) => {
      people.register(channel('-1001'), 1, ann)
      people.register(channel('-1001:7'), 1, ann)
      people.register(channel('-10012'), 1, ann)
      const chat = v.parse(chatIdSchema, -1001)
      expect(people.channelsIn(chat).map(({ id }) => id)).toEqual(['-1001', '-1001:7'])
    }))
})

describe('the front door', () => {
  const listed = (people: People) =>
    people
      .listed()
      .map(({ id }) => id)
      .toSorted()
  const ids = (...of: readonly string[]) => of.map((id) => v.parse(channelIdSchema, id))

  it('lists what a cell last reported, and nothing of other cells', () =>
    withPeople('listed', (people) => {
      for (const id of ['-1001', '-1002', '-1003']) people.register(channel(id, `name${id}`), 2, ann)
      // They are in the cells 0, 1 and 0.
      people.list(0, ids('-1001', '-1002', '-1003', '-9'))
      expect(listed(people)).toEqual(['-1001', '-1003'])
      people.list(1, ids('-1002'))
      people.list(0, ids('-1003'))
      expect(listed(people)).toEqual(['-1002', '-1003'])
      people.list(0, [])
      expect(listed(people)).toEqual(['-1002'])
    }))

  it('no longer lists a channel that was removed, even if it is added again', () =>
    withPeople('unlisted', (people) => {
      people.register(channel('-1001', 'name'), 1, ann)
      people.list(0, ids('-1001'))
      people.forgetChannel(v.parse(channelIdSchema, '-1001'))
      expect(listed(people)).toEqual([])
      people.register(channel('-1001', 'name'), 1, ann)
      expect(listed(people)).toEqual([])
    }))

  it('follows a channel to its new name, its new id and its new cell', () =>
    withPeople('followed', (people) => {
      const { id } = people.register(channel('-5', 'name'), 1, ann).entry
      people.list(0, [id])
      people.rename(v.parse(chatIdSchema, -5), 'other')
      people.moveChannel(id, { ...channel('-1005', 'other'), kind: 'supergroup', cell: 0 })
      expect(people.listed()).toEqual([{ id: '-1005', title: 'Channel -1005', username: 'other', cell: 0 }])
      people.placeChannel(v.parse(channelIdSchema, '-1005'), 3, 1)
      // The cell that it left reports that it no longer has the channel.
      people.list(0, [])
      expect(people.listed().map(({ cell }) => cell)).toEqual([3])
    }))
})

it('a person keeps the first language that Telegram reported', () =>
  withPeople('languages', (people) => {
    expect(people.person(ann, { language: 'zh', name: 'Ann' }).language).toBe('zh')
    expect(people.person(ann, { language: 'en', name: 'Ann' }).language).toBe('zh')
  }))

describe('a name', () => {
  it('belongs to the chat that has it now, and to its topics', () =>
    withPeople('renamed', (people) => {
      const chat = v.parse(chatIdSchema, -1001)
      people.register(channel('-1001', 'morning_news'), 1, ann)
      people.register(channel('-1001:7', 'morning_news'), 1, ann)
      people.register(channel('-1002', 'evening_news'), 1, ann)
      expect(people.rename(chat, 'EVENING_news').map(({ id }) => id)).toEqual(['-1001', '-1001:7'])
      expect(people.channelNamed('evening_news')?.id).toBe('-1001')
      expect(people.channelNamed('morning_news')).toBeNull()
      expect(people.channelsOf(ann).map(({ username }) => username)).toEqual(['EVENING_news', 'EVENING_news', null])
      people.register(channel('-1002', 'evening_news'), 1, ann)
      expect(people.channelsOf(ann).map(({ username }) => username)).toEqual([null, null, 'evening_news'])
    }))
})
