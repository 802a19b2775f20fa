/** The index finds the same story among many, with few comparisons. */
import { describe, expect, it } from 'vitest'
import { Signature } from '../../src/story/signature.ts'
import { StoryIndex } from '../../src/story/story-index.ts'
import { randomFrom } from '../torture/random.ts'

const signature = (title: string, text = '') => Signature.of(title, text, '')

const { whole } = randomFrom(5)
const words = Array.from(
  { length: 2000 },
  (_, at) => `w${at.toString(26).replace(/\d/gu, (digit) => 'qrstuvwxyz'.charAt(Number(digit)))}`,
)
const pick = () => words[whole(0, words.length - 1)] ?? ''
const sentence = (length: number) => Array.from({ length }, pick).join(' ')
const stories = Array.from({ length: 1500 }, () => ({ title: sentence(9), text: sentence(70) }))

function indexed(isLikely: boolean): StoryIndex<number> {
  const index = new StoryIndex<number>()
  for (const [at, { title, text }] of stories.entries()) index.add(signature(title, text), at, isLikely)
  return index
}
const any = () => true

describe('among 1,500 stories', () => {
  const { title = '', text = '' } = stories[700] ?? {}

  it('finds the same title with one comparison', () => {
    const index = indexed(false)
    expect(index.certain(signature(title), any)).toEqual({ value: 700, evidence: 'title' })
    expect(index.comparisons).toBe(1)
  })

  it('finds the same text under a similar title with one comparison', () => {
    const index = indexed(false)
    const [first = '', ...rest] = title.split(' ')
    expect(index.certain(signature([...rest, first].join(' '), text), any)).toEqual({ value: 700, evidence: 'text' })
    expect(index.comparisons).toBe(1)
  })

  it('compares an unrelated story with no other', () => {
    const index = indexed(false)
    expect(index.certain(signature('Ferry runs aground off Naxos', sentence(70)), any)).toBeNull()
    expect(index.comparisons).toBe(0)
  })

  it('finds a likely match with few comparisons, even for a title of 1,000 characters', () => {
    const index = indexed(true)
    const [first = '', ...rest] = title.split(' ')
    expect(index.likely(signature([...rest, first].join(' ')), any)).toEqual({ value: 700, evidence: 'likely' })
    index.likely(signature(sentence(200)), any)
    expect(index.comparisons).toBeLessThan(150)
  })

  it('skips a story that the caller does not accept', () =>
    expect(indexed(false).certain(signature(title), (at) => at !== 700)).toBeNull())
})

it('a signature that an earlier version stored takes its key from the title', () => {
  const title = 'Ferry runs aground off Naxos'
  const each = signature(title, sentence(60))
  const sketch = each.serialise().slice(each.serialise().indexOf('|'))
  const parsed = Signature.parse(`AbCdEfGh${sketch}`, title)
  expect([parsed.key, parsed.text]).toEqual([each.key, each.text])
})

it('a parsed signature equals the one that was serialised', () => {
  const [one, other] = [signature('Ferry runs aground off Naxos', sentence(60)), signature('Naxos ferry')]
  for (const each of [one, other]) {
    const parsed = Signature.parse(each.serialise(), '')
    expect([parsed.key, parsed.text]).toEqual([each.key, each.text])
    expect(each.serialise().length).toBeLessThan(260)
  }
})
