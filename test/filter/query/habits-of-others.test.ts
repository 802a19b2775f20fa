/**
 * What people bring from other programs: each habit is understood (`=`), asked about (`?`, with its readings) or refused with a
 * correction (`!`). None is taken for a word without a word about it.
 */
import { describe, expect, it } from 'vitest'
import { matcherOf } from '../../../src/filter/match/matcher.ts'
import { operatorOf } from '../../../src/filter/query/operator-words.ts'
import { parseFilter } from '../../../src/filter/query/query.ts'
import { formatFilter } from './format-filter.ts'
import { operatorHabits } from './operator-habits.ts'
import { signHabits } from './sign-habits.ts'

function decision(query: string): string {
  const parsed = parseFilter(query)
  if (parsed.ok) return `= ${formatFilter(parsed.value)}`
  const { problem } = parsed
  if (problem.kind === 'filter-unclear') return `? ${problem.readings.join('  ·  ')}`
  return `! ${problem.mistake} → ${problem.suggestion}`
}

describe.each(Object.entries({ ...operatorHabits, ...signHabits }))('%s', (_, cases) => {
  it.each(cases)('%s %s', (query, expected) => {
    expect(decision(query)).toBe(expected)
  })

  it.each(cases.filter(([, expected]) => expected.startsWith('?')))(
    'each reading of %s has no other reading',
    (query) => {
      const parsed = parseFilter(query)
      const readings = !parsed.ok && parsed.problem.kind === 'filter-unclear' ? parsed.problem.readings : []
      expect(readings.length).toBeGreaterThan(1)
      expect(readings.filter((reading) => !parseFilter(reading).ok)).toEqual([])
    },
  )
})

describe('The words for and and or', () => {
  const languages =
    'en de fr es pt it nl sv da nb pl cs hr hu ro bg ru uk sr el tr az kk ar fa ur he hi bn ta te kn mr gu pa th vi id ms zh zh-Hant ja ko hy sq ga ka my'
  /** Words that mean other things in widely spoken languages, or are attached to a word. */
  const leftOut = new Set('a e i u en of o in dan ali nó ose sau ו- не'.split(' '))
  const wordsOf = (language: string, type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat(language, { type })
      .formatToParts(['1', '2'])
      .flatMap((part) => (part.type === 'literal' ? [part.value.trim()] : []))
      .filter((word) => /\p{L}/u.test(word) && !leftOut.has(word))

  it.each(languages.split(' '))('are those of Unicode’s lists in %s', (language) => {
    const found = (type: 'conjunction' | 'disjunction') => wordsOf(language, type).map(operatorOf)
    expect(found('conjunction').filter((operator) => operator !== 'and')).toEqual([])
    expect(found('disjunction').filter((operator) => operator !== 'or')).toEqual([])
  })
})

describe('A query that an earlier version stored', () => {
  const keeps = (query: string, title: string) => matcherOf(query)({ title, summary: '', categories: [] }).keep
  it.each([
    ['rain or snow', 'Rain by Friday', true, 'the likeliest reading'],
    ['rain, snow and hail', 'Hail by Friday', true, 'the likeliest reading'],
    ['rain&snow', 'rain&snow', true, 'which keeps what it kept'],
    ['【独家】', '【独家】金正恩访俄', true, 'which keeps what it kept'],
    ['独家】', '【独家】金正恩访俄', true, 'its correction'],
    ['独家】', '金正恩访俄', false, 'its correction'],
    ['life without parole', 'Life without parole for killer', true, 'words rather than an exclusion'],
    ['f*ck', 'What the f*ck', true, 'what it meant'],
    ['russ*', 'Russian grain', true, 'what it meant'],
    ['rain and snow', 'Rain and snow by Friday', true, 'what it meant, and more'],
    ["'tis the season", '’Tis the season', true, 'what it meant'],
    ['"', 'anything', true, 'nothing, as it has a mistake without a correction'],
  ])('%s on “%s” keeps it: %s; it means %s', (query, title, keep) => {
    expect(keeps(query, title)).toBe(keep)
  })
})
