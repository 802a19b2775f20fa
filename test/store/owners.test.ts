/** Owners: one claims the bot, others are invited by a code that works once within two days, dismissed, and readmitted. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { userIdSchema } from '../../src/model.ts'
import { CallbackStates } from '../../src/store/callback-states.ts'
import type { Database } from '../../src/store/database.ts'
import { Owners } from '../../src/store/owners.ts'

const [ann, bob, cy] = [1, 2, 3].map((id) => v.parse(userIdSchema, id))
const HOUR = 60 * 60 * 1000

function inDirectory(name: string, work: (database: Database) => void): Promise<void> {
  return runInDurableObject(env.DIRECTORY.getByName(`owners-${name}`), (_, { storage }) => {
    work({ sql: storage.sql, transaction: (inside) => storage.transactionSync(inside) })
  })
}

const people = (owners: Owners) => owners.all().map(({ person, invitedBy }) => [person, invitedBy])

it('an invitation works once, within two days', () =>
  inDirectory('invitations', (database) => {
    const owners = new Owners(database)
    if (ann === undefined || bob === undefined || cy === undefined) throw new Error('nobody')
    owners.claim(ann)
    owners.invite('one', ann, 0)
    expect(owners.accept('two', bob, 1)).toBe(false)
    expect(owners.accept('one', bob, 48 * HOUR)).toBe(true)
    expect(owners.accept('one', cy, 48 * HOUR)).toBe(false)
    owners.invite('late', ann, 0)
    expect(owners.accept('late', cy, 48 * HOUR + 1)).toBe(false)
    expect(people(owners)).toEqual([
      [ann, null],
      [bob, ann],
    ])
    owners.dismiss(bob)
    expect(people(owners)).toEqual([[ann, null]])
    owners.dismiss(ann)
    owners.readmit(bob, ann)
    expect(people(owners)).toEqual([
      [ann, null],
      [bob, ann],
    ])
  }))

it('a callback state belongs to one person, and only the last 300 are kept', () =>
  inDirectory('memos', (database) => {
    const states = new CallbackStates(database)
    if (ann === undefined || bob === undefined) throw new Error('nobody')
    const first = states.remember(ann, { kind: 'address', address: 'https://example.com/', credentials: [null] })
    expect(states.recall(first, ann)).toEqual({ kind: 'address', address: 'https://example.com/', credentials: [null] })
    expect(states.recall(first, bob)).toBeNull()
    for (let index = 0; index < 300; index += 1) states.remember(bob, { kind: 'terms', terms: [] })
    expect(states.recall(first, ann)).toBeNull()
  }))
