/** What a filter keeps, as a structure. */
import { describe, expect, it } from 'vitest'
import { type ExplainedTerm, explainRule, explainTerm } from '../../../src/filter/explain/explain-rule.ts'
import { parseFilter, type Rule, type Term } from '../../../src/filter/query/query.ts'

function ruleOf(query: string): Rule {
  const parsed = parseFilter(query)
  if (!parsed.ok || parsed.value.rule === null) throw new Error(`${query} is no query`)
  return parsed.value.rule
}

const find = (of: 'all' | 'any', texts: readonly string[], field: string | null = null, more = 0) => ({
  kind: 'find',
  of,
  field,
  terms: texts.map((text) => ({ form: 'text', text })),
  more,
})

describe('explainRule', () => {
  it.each([
    ['rain', { has: find('all', ['rain']), hasNot: null }],
    ['-rain', { has: null, hasNot: find('any', ['rain']) }],
    ['-(rain | snow) -hail', { has: null, hasNot: find('any', ['rain', 'snow', 'hail']) }],
    ['rain | snow', { has: find('any', ['rain', 'snow']), hasNot: null }],
    ['a b c d e', { has: find('all', ['a', 'b', 'c'], null, 2), hasNot: null }],
    ['a b c d', { has: find('all', ['a', 'b', 'c', 'd']), hasNot: null }],
    [
      'title:a b title:c -d',
      {
        has: { kind: 'all', clauses: [find('all', ['a', 'c'], 'title'), find('all', ['b'])], more: 0 },
        hasNot: find('any', ['d']),
      },
    ],
    [
      'a | -b',
      {
        has: { kind: 'any', clauses: [find('any', ['a']), { kind: 'not', clause: find('any', ['b']) }], more: 0 },
        hasNot: null,
      },
    ],
    ['-(a b)', { has: null, hasNot: find('all', ['a', 'b']) }],
  ])('%s', (query, explained) => {
    expect(explainRule(ruleOf(query), 3)).toEqual(explained)
  })

  it.each<[Pick<Term, 'form' | 'text' | 'isPrefix'>, ExplainedTerm]>([
    [
      { form: 'word', text: 'russ', isPrefix: true },
      { form: 'begins', text: 'russ' },
    ],
    [
      { form: 'phrase', text: 'north se', isPrefix: true },
      { form: 'begins', text: 'north se' },
    ],
    [
      { form: 'wildcard', text: '*wahl', isPrefix: false },
      { form: 'ends', text: 'wahl' },
    ],
    [
      { form: 'wildcard', text: '*wahl*', isPrefix: false },
      { form: 'contains', text: 'wahl' },
    ],
    [
      { form: 'wildcard', text: 'in*fix', isPrefix: false },
      { form: 'like', text: 'in*fix' },
    ],
    [
      { form: 'wildcard', text: '*in*fix', isPrefix: false },
      { form: 'like', text: '*in*fix' },
    ],
    [
      { form: 'expression', text: 'kim (jong|yo)', isPrefix: false },
      { form: 'expression', text: '/kim (jong|yo)/' },
    ],
  ])('a term %j is explained as %j', (term, explained) => {
    expect(explainTerm(term)).toEqual(explained)
  })
})
