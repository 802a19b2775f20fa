/** What a publisher's change of a title means for a headline. */

import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { editedItems, isOtherTitle, titleChange } from '../../src/cycle/title-change.ts'
import { limits } from '../../src/limits.ts'
import { feedUrlSchema } from '../../src/model.ts'
import type { Outcome } from '../../src/store/outcomes.ts'
import { FEED } from './scene.ts'

describe('readers see another title', () => {
  it.each([
    ['Bread is dearer', 'Bread is cheaper', true],
    ['Bread is dearer', 'bread is dearer', true],
    ['Bread', 'Bread!', true],
    ['Bread  is dearer', ' Bread is\u00a0dearer ', false],
    ['面包 涨价', '面包涨价', false],
    ['Soft\u00adware', 'Soft\u200bware\ufeff', false],
    ['A &AMP; B', 'A &amp; B', false],
    ['A & B', 'A &amp; B', false],
    ['Cafe\u0301', 'Café', false],
    ['Bread', '', false],
    ['Bread', '\u200b', false],
  ])('%j → %j: %s', (was, title, isOther) => {
    expect(isOtherTitle(was, title)).toBe(isOther)
  })
})

const outcome: Outcome = {
  feed: v.parse(feedUrlSchema, FEED),
  ...{ source: 'News', title: 'A', summary: '', categories: [], author: null, link: null },
  ...{ kept: true, term: null, by: null, code: 'AAAAAAAAAA', isMerged: false, alias: null, published: null },
  ...{ key: 'k0', isRetracted: false },
}
const [NOW, BEFORE] = [2000, 1000]
const edit = (earlier: string, key: string, title: string) => ({ earlier, key, title })

describe('a change of an item’s title', () => {
  interface Case {
    readonly name: string
    readonly before?: Partial<Outcome>
    readonly edits?: readonly ReturnType<typeof edit>[]
    readonly waits?: boolean
    readonly planned?: string
    readonly kind: 'waits' | 'edit' | 'undone' | 'key' | null
    readonly after?: Partial<Outcome>
  }
  const toB = [edit('k0', 'k1', 'B')]
  const sent = { title: 'B', laterKeys: ['k1'], edits: 1, corrected: { at: BEFORE, was: 'A' } }
  const cases: readonly Case[] = [
    { name: 'of another item changes nothing', edits: [edit('x', 'y', 'B')], kind: null },
    { name: 'of a dropped item changes nothing', before: { code: null }, kind: null },
    { name: 'of an item without a line of its own changes nothing', before: { isMerged: true }, kind: null },
    {
      name: 'is an edit of its post',
      kind: 'edit',
      after: { title: 'B', edits: 1, laterKeys: ['k1'], corrected: { at: NOW, was: 'A' } },
    },
    {
      name: 'notes the translation that its post has',
      before: { translation: { language: 'de', text: 'Ä' } },
      kind: 'edit',
      after: { title: 'B', edits: 1, corrected: { at: NOW, was: 'A', translated: { language: 'de', text: 'Ä' } } },
    },
    {
      name: 'notes no translation where its post has none',
      before: { translation: { language: 'de', text: null, problem: 'busy' } },
      kind: 'edit',
      after: { title: 'B', edits: 1, corrected: { at: NOW, was: 'A' } },
    },
    {
      name: 'back to that of its post has its translation again',
      before: { ...sent, corrected: { at: BEFORE, was: 'A', translated: { language: 'de', text: 'Ä' } } },
      edits: [edit('k1', 'k2', 'A')],
      planned: 'A',
      kind: 'undone',
      after: { title: 'A', edits: 0, translation: { language: 'de', text: 'Ä' } },
    },
    { name: 'that waits is no edit', waits: true, kind: 'waits', after: { title: 'B', laterKeys: ['k1'] } },
    { name: 'in its spaces is remembered', edits: [edit('k0', 'k1', ' A')], kind: 'key', after: { laterKeys: ['k1'] } },
    {
      name: 'after another one is a second edit',
      before: sent,
      edits: [edit('k1', 'k2', 'C')],
      kind: 'edit',
      after: { title: 'C', edits: 2, corrected: { at: NOW, was: 'B' } },
    },
    {
      name: 'before its post was edited is the same edit, with the later title',
      before: sent,
      planned: 'A',
      edits: [edit('k1', 'k2', 'C')],
      kind: 'edit',
      after: { title: 'C', edits: 1, corrected: { at: NOW, was: 'A' } },
    },
    {
      name: 'back to the title of its post, before it was edited, is none',
      before: sent,
      planned: 'A',
      edits: [edit('k1', 'k0', 'A')],
      kind: 'undone',
      after: { title: 'A', edits: 0 },
    },
    {
      name: 'twice between two polls is one edit',
      edits: [edit('k0', 'k1', 'B'), edit('k1', 'k2', 'C')],
      kind: 'edit',
      after: { title: 'C', laterKeys: ['k2'] },
    },
    {
      name: 'after three edits is none',
      before: { ...sent, edits: limits.corrections.editsAnItem },
      edits: [edit('k1', 'k0', 'A')],
      kind: null,
    },
    {
      name: 'after a failed edit starts from the title of the post',
      before: { ...sent, corrected: { at: BEFORE, was: 'A', isLeft: true } },
      edits: [edit('k1', 'k2', 'C')],
      kind: 'edit',
      after: { title: 'C', corrected: { at: NOW, was: 'A' } },
    },
    {
      name: 'of a retracted headline is kept until it is back',
      before: { isRetracted: true },
      kind: 'key',
      after: { title: 'B', corrected: { at: NOW, was: 'A', isHeld: true } },
    },
    {
      name: 'is not followed for ever',
      before: { laterKeys: Array.from({ length: limits.corrections.keysAnItem }, () => 'k0') },
      waits: true,
      kind: null,
    },
  ]
  it.each(cases)('$name', ({ before = {}, edits = toB, waits = false, planned = null, kind, after = {} }) => {
    const change = titleChange({ ...outcome, ...before }, edits, waits, planned, NOW)
    expect(change?.kind ?? null).toBe(kind)
    if (change !== null) expect(change.outcome).toMatchObject(after)
  })
})

it('the later document’s changes come last, and items known by their age have no earlier title', () => {
  const recognised = [
    { title: 'C', link: null, evidence: 'id', earlier: 'k1', key: 'k2' },
    { title: 'B', link: null, evidence: 'id', earlier: 'k0', key: 'k1' },
    { title: 'old', link: null, evidence: 'age', earlier: null, key: 'k9' },
    { title: 'of an earlier version', link: null, evidence: 'id', earlier: 'k8' },
  ] as const
  expect(editedItems(recognised).map(({ title }) => title)).toEqual(['B', 'C'])
})
