/** Explains what a filter keeps, as a small structure that can be put into a sentence. */
import type { Field } from '../fields.ts'
import type { Rule, Term } from '../query/query.ts'

/** What a term looks for. Text; a word that begins with it, ends with it or contains it; a word with stars for letters; an expression. */
export interface ExplainedTerm {
  readonly form: 'text' | 'begins' | 'ends' | 'contains' | 'like' | 'expression'
  readonly text: string
}

export type Clause =
  /** Terms in one field; null: in the fields that a term without a field searches. `more`: terms that are not named. */
  | {
      readonly kind: 'find'
      readonly of: 'all' | 'any'
      readonly field: Field | null
      readonly terms: readonly ExplainedTerm[]
      readonly more: number
    }
  /** At least two clauses. `more`: clauses that are not named. */
  | { readonly kind: 'all' | 'any'; readonly clauses: readonly Clause[]; readonly more: number }
  | { readonly kind: 'not'; readonly clause: Clause }

export interface Explanation {
  /** What an item must have; null: the rule only excludes. */
  readonly has: Clause | null
  /** What an item must not have; null: the rule excludes nothing. */
  readonly hasNot: Clause | null
}

/** @param most terms or clauses that one list names */
export function explainRule(rule: Rule, most: number): Explanation {
  const parts = rule.kind === 'all' ? rule.rules : [rule]
  const kept = parts.filter((part) => part.kind !== 'not')
  const excluded = parts.flatMap((part) => (part.kind === 'not' ? alternativesOf(part.rule) : []))
  return {
    has: kept.length === 0 ? null : clauseOf('all', kept, most),
    hasNot: excluded.length === 0 ? null : clauseOf('any', excluded, most),
  }
}

function alternativesOf(rule: Rule): readonly Rule[] {
  return rule.kind === 'any' ? rule.rules : [rule]
}

/** Terms of the same field are one clause, at the place of the first of them. */
function clauseOf(kind: 'all' | 'any', rules: readonly Rule[], most: number): Clause {
  const byField = Map.groupBy(
    rules.filter((rule) => rule.kind === 'term'),
    ({ field }) => field,
  )
  const excluded = rules.filter((rule) => rule.kind === 'not')
  const clauses = rules.flatMap((rule): readonly Clause[] => {
    if (rule.kind === 'not') {
      // Where all must hold, the exclusions are one clause, at the place of the first of them.
      const together = kind === 'all' ? excluded : [rule]
      if (together[0] !== rule) return []
      const alternatives = together.flatMap((each) => alternativesOf(each.rule))
      return [{ kind: 'not', clause: clauseOf('any', alternatives, most) }]
    }
    if (rule.kind !== 'term') return [clauseOf(rule.kind, rule.rules, most)]
    const terms = byField.get(rule.field) ?? []
    if (terms[0] !== rule) return []
    const { length } = terms
    const shown = terms.slice(0, length - most === 1 ? length : most)
    return [{ kind: 'find', of: kind, field: rule.field, terms: shown.map(explainTerm), more: length - shown.length }]
  })
  const [only, ...others] = clauses
  if (only !== undefined && others.length === 0) return only
  const shown = clauses.slice(0, clauses.length - most === 1 ? clauses.length : most)
  return { kind, clauses: shown, more: clauses.length - shown.length }
}

/** What one term looks for. */
export function explainTerm({ form, text, isPrefix }: Pick<Term, 'form' | 'text' | 'isPrefix'>): ExplainedTerm {
  if (form === 'expression') return { form, text: `/${text}/` }
  if (form !== 'wildcard') return { form: isPrefix ? 'begins' : 'text', text }
  const [, before, inside = '', behind] = /^(\*?)([^*]+)(\*?)$/u.exec(text) ?? []
  if (before !== '*') return { form: 'like', text }
  return { form: behind === '*' ? 'contains' : 'ends', text: inside }
}
