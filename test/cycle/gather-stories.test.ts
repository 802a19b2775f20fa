/** Headlines of one story: which share a line of a digest, and which story an item repeats. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { gather } from '../../src/cycle/gather-stories.ts'
import { comparedItem, Stories } from '../../src/cycle/merge-stories.ts'
import type { Headline } from '../../src/headline.ts'
import { type Look, usualLook } from '../../src/look.ts'
import { type FeedUrl, feedUrlSchema } from '../../src/model.ts'
import { headline } from '../digest/compose-digest.ts'

const [one, other, third] = ['one', 'other', 'third'].map((name) =>
  v.parse(feedUrlSchema, `https://${name}.example/feed`),
)
if (one === undefined || other === undefined || third === undefined) throw new Error('three feeds')

const ferry = 'Ferry runs aground off Naxos island in a storm'
const likely = 'Ferry with tourists runs aground off Naxos island in a storm'
const apart = 'Harbour museum opens its doors at night'
const of = (id: number, feed: FeedUrl, title: string, more: Partial<Headline> = {}) => ({
  headline: headline(id, { feed, title, ...more }),
})

/** Ids of each line. */
function lines(waiting: readonly ReturnType<typeof of>[], look: Partial<Look> = {}): readonly (readonly number[])[] {
  return gather(waiting, { ...usualLook, ...look }).map(({ lead, others }) =>
    [lead, ...others.map((each) => each.waiting)].map((each) => each.headline.id),
  )
}

describe('headlines share a line', () => {
  const same = [of(1, one, ferry), of(2, other, likely), of(3, third, apart)]
  const repeats = { code: headline(1).code, evidence: 'title' } as const

  it.each<readonly [string, readonly ReturnType<typeof of>[], Partial<Look>, readonly (readonly number[])[]]>([
    ['if two feeds tell one story', same, {}, [[1, 2], [3]]],
    ['with those of as many feeds as tell it', [...same, of(4, third, likely)], {}, [[1, 2, 4], [3]]],
    ['but two of one feed never do', [...same, of(4, one, ferry)], {}, [[1, 2], [3], [4]]],
    ['nor where the channel does not merge stories', same, { stories: false }, [[1], [2], [3]]],
    ['nor likely ones where lines do not name other feeds', same, { template: '{title}' }, [[1], [2], [3]]],
    [
      'nor a likely one that cannot be opened',
      [of(1, one, ferry), of(2, other, likely, { link: null })],
      {},
      [[1], [2]],
    ],
    ['if one certainly repeats the other', [of(1, one, ferry), of(2, other, apart, { repeats })], {}, [[1, 2]]],
    ['but not if both are of one feed', [of(1, one, ferry), of(2, one, apart, { repeats })], {}, [[1], [2]]],
    ['nor without a headline that it repeats', [of(3, one, ferry), of(2, other, apart, { repeats })], {}, [[3], [2]]],
  ])('%s', (_, waiting, look, expected) => expect(lines(waiting, look)).toEqual(expected))
})

describe('an item repeats', () => {
  const item = (title: string, link: string) => ({ title, link, summary: '' })
  const known = (title: string, link: string, code: string, feed = one) => ({
    ...comparedItem(item(title, link), '', null),
    headline: { kind: 'earlier', code } as const,
    feed,
  })
  const first = known('Ferry aground', 'https://news.example/ferry-aground', 'first')
  const second = { ...known('Ferry aground', 'https://news.example/other', 'second'), alias: 'sho.rt/x1' }
  const find = (stories: Stories, link: string, alias: string | null) =>
    stories.find(other, comparedItem(item('Ferry aground again', link), '', alias))

  it('the oldest story with its address or its short link', () => {
    const address = 'https://news.example/ferry-aground'
    expect(find(new Stories([first, second]), address, 'sho.rt/x1')).toMatchObject({
      headline: { code: 'first' },
      evidence: 'address',
    })
    expect(find(new Stories([second, first]), address, 'sho.rt/x1')).toMatchObject({
      headline: { code: 'second' },
      evidence: 'short-link',
    })
  })

  it('no story of its own feed', () =>
    expect(find(new Stories([{ ...first, feed: other }]), 'https://news.example/ferry-aground', null)).toBeNull())
})
