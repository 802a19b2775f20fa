/** Readers in the directory: links, places, and what is left of a reader who goes. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { channelIdSchema, readerCodeSchema, selectionOf, userIdSchema } from '../../src/model.ts'
import { CallbackStates } from '../../src/store/callback-states.ts'
import { Owners } from '../../src/store/owners.ts'
import { People } from '../../src/store/people.ts'
import { Readers } from '../../src/store/readers.ts'

const [ann, bob, eve, dan] = [1, 2, 3, 4].map((id) => v.parse(userIdSchema, id)) as [never, never, never, never]
const id = (text: string) => v.parse(channelIdSchema, text)
const code = (letter: string) => v.parse(readerCodeSchema, letter.repeat(10))
const limits = { inAll: 2, follows: 2 }

interface Stores {
  readonly readers: Readers
  readonly people: People
  readonly states: CallbackStates
  readonly owners: Owners
}

/** A directory with the channels -1, -2 and -3, whose links are `a`, `b` and `c`, ten times each. */
function withReaders(name: string, work: (stores: Stores) => void): Promise<void> {
  return runInDurableObject(env.DIRECTORY.getByName(`readers ${name}`), (_, { storage }) => {
    const database = { sql: storage.sql, transaction: <Value>(inside: () => Value) => storage.transactionSync(inside) }
    const people = new People(database)
    const readers = new Readers(database)
    for (const [at, letter] of ['a', 'b', 'c'].entries()) {
      const channel = { id: id(`-${at + 1}`), title: letter, username: null, kind: 'channel' } as const
      people.register(channel, 3, eve)
      readers.offer(channel.id, code(letter))
    }
    work({ readers, people, states: new CallbackStates(database), owners: new Owners(database) })
  })
}

describe('a link for readers', () => {
  it('is made once, leads to its channel, and leads nowhere once it is taken away', () =>
    withReaders('links', ({ readers }) => {
      readers.offer(id('-1'), null)
      const made = readers.offer(id('-1'), 'new')
      expect(made).toMatch(/^[0-9A-Za-z]{10}$/u)
      expect(readers.offer(id('-1'), 'new')).toBe(made)
      expect(made === null ? null : readers.channelOf(made)?.id).toBe('-1')
      readers.offer(id('-1'), null)
      expect(made === null ? null : readers.channelOf(made)).toBeNull()
    }))

  it('keeps its readers if it is taken away and given back', () =>
    withReaders('undo', ({ readers }) => {
      readers.follow(ann, code('a'), limits)
      readers.offer(id('-1'), null)
      expect(readers.reader(ann)?.codes).toEqual([])
      readers.offer(id('-1'), code('a'))
      expect(readers.reader(ann)?.codes).toEqual([code('a')])
      expect(readers.count(code('a'))).toBe(1)
    }))
})

it('a cell that learns that a link is gone has its followers forgotten, and of others only who is no reader', () =>
  withReaders('gone', ({ readers }) => {
    readers.follow(ann, code('a'), limits)
    readers.follow(ann, code('b'), limits)
    expect([readers.cellOf(code('a')), readers.count(code('a'))]).toEqual([0, 1])
    readers.offer(id('-1'), null)
    expect([readers.cellOf(code('a')), readers.count(code('a')), readers.count(code('b'))]).toEqual([null, 0, 1])
    expect(readers.strangersAmong([ann, bob, eve])).toEqual([bob, eve])
  }))

it('a stranger who was asked for words is forgotten after a day, unless they follow a channel or use the bot by then', () =>
  withReaders('asked', ({ readers, people, states }) => {
    for (const [person, name] of [
      [ann, ''],
      [bob, ''],
      [eve, ''],
      [dan, 'Dan'],
    ] as const)
      people.person(person, { language: 'en', name }, true, 1000)
    readers.follow(bob, code('a'), limits)
    people.manage(eve, id('-1'))
    const state = states.remember(ann, { kind: 'terms', terms: [] })
    const known = () => [ann, bob, eve, dan].filter((person) => people.languageOf(person) !== null)
    readers.forgetAsked(1000)
    expect(known()).toEqual([ann, bob, eve, dan])
    readers.forgetAsked(1001)
    expect(known()).toEqual([bob, eve, dan])
    expect(states.recall(state, ann)).toBeNull()
  }))

it('a stranger who uses the bot meanwhile is not forgotten', () =>
  withReaders('asked user', ({ readers, people }) => {
    people.person(ann, { language: 'en', name: '' }, true, 1000)
    people.person(ann, { language: 'en', name: 'Ann' }, true, 1001)
    readers.forgetAsked(2000)
    expect(people.languageOf(ann)).toBe('en')
  }))

it('an answer that was cancelled forgets a stranger, and no reader', () =>
  withReaders('cancelled', ({ readers, people }) => {
    for (const person of [ann, bob]) {
      people.person(person, { language: 'en', name: '' })
      people.ask(person, { kind: 'words', code: code('a'), want: 'only' })
    }
    readers.follow(bob, code('a'), limits)
    readers.forgetStranger(ann)
    readers.forgetStranger(bob)
    expect([people.languageOf(ann), readers.reader(bob)?.codes]).toEqual([null, [code('a')]])
    expect(people.person(bob, { language: 'en', name: '' }).question).toBeNull()
  }))

describe('a person who follows a channel', () => {
  it('has a selection in the cell of the first channel, also if the next channel is elsewhere', () =>
    withReaders('cells', ({ readers }) => {
      expect(readers.follow(ann, code('b'), limits)).toMatchObject({ kind: 'follows', isNew: true, entry: { cell: 1 } })
      expect(readers.follow(ann, code('c'), limits)).toMatchObject({ kind: 'follows', isNew: true, entry: { cell: 1 } })
      expect(readers.follow(ann, code('c'), limits)).toMatchObject({ kind: 'follows', isNew: false })
      expect(readers.reader(ann)?.entry.id).toBe(selectionOf(ann))
    }))

  it('is refused beyond the limits, and by a link that does not exist', () =>
    withReaders('limits', ({ readers }) => {
      readers.follow(ann, code('a'), limits)
      readers.follow(ann, code('b'), limits)
      expect(readers.follow(ann, code('c'), limits)).toEqual({ kind: 'full', most: 2 })
      readers.follow(bob, code('a'), limits)
      expect(readers.follow(eve, code('a'), limits)).toEqual({ kind: 'no-place' })
      expect(readers.follow(eve, code('x'), limits)).toEqual({ kind: 'gone' })
      // The place of a reader whose channels are gone is free.
      readers.offer(id('-1'), null)
      expect(readers.follow(eve, code('b'), limits)).toMatchObject({ kind: 'follows' })
    }))

  it('is found in the cell to which their selection has moved', () =>
    withReaders('moves', ({ readers }) => {
      readers.follow(ann, code('a'), limits)
      readers.placeSelection(selectionOf(ann), 2, 1)
      readers.placeSelection(selectionOf(ann), 1, 1)
      readers.placeSelection(id('-1'), 1, 5)
      expect(readers.reader(ann)?.entry.cell).toBe(2)
    }))
})

it.each([
  ['a reader', () => {}, false, []],
  ['a person who may use the bot', () => {}, true, ['person', 'state']],
  ['an owner of the bot', ({ owners }: Stores) => owners.claim(ann), false, ['person', 'state']],
  ['a manager of a channel', ({ people }: Stores) => people.manage(ann, id('-1')), false, ['person', 'state']],
] as const)('of %s who leaves stays what else needs it', (who, before, isUser, left) =>
  withReaders(`forgets ${who}`, (stores) => {
    const { people, readers, states } = stores
    people.person(ann, { language: 'zh', name: '' })
    const state = states.remember(ann, { kind: 'terms', terms: [] })
    readers.follow(ann, code('a'), limits)
    before(stores)
    readers.forget(ann, isUser)
    readers.forget(ann, isUser)
    expect(readers.reader(ann)).toBeNull()
    expect(readers.count(code('a'))).toBe(0)
    const kept = [
      ...(people.languageOf(ann) === null ? [] : ['person']),
      ...(states.recall(state, ann) === null ? [] : ['state']),
    ]
    expect(kept).toEqual(left)
  }),
)
