/** Versions of stored data: the operator is warned before an older Paperboy that could not read it is deployed. */
import { expect, it } from 'vitest'
import { newerThan } from '../../src/store/versions.ts'

const own = { cell: 3, directory: 3, seen: 3, edition: 3 }

it.each([
  ['the same versions are not newer', own, []],
  ['older versions are not newer', { cell: 2, directory: 1, seen: 1, edition: 1 }, []],
  ['a newer document is named', { ...own, seen: 4 }, ['seen']],
  ['all that is newer is named, and nothing else', { cell: 4, directory: 2, seen: 3, edition: 9 }, ['cell', 'edition']],
] as const)('%s', (_, stored, newer) => {
  expect(newerThan(stored, own)).toEqual(newer)
})
