/** A filter in a sentence: “It keeps what has “rain” or “snow”, and not “sport”.” */
import { type Clause, type ExplainedTerm, explainRule } from '../../filter/explain/explain-rule.ts'
import type { Field } from '../../filter/fields.ts'
import { likeliestFilter } from '../../filter/query/likeliest-filter.ts'
import { limits } from '../../limits.ts'
import { truncate } from '../../text/truncate.ts'
import { code, escaped, type Html, joined, verbatim } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'

const { sentenceUnits, sentenceWordUnits, sentenceLists } = limits.bot

/** The verb of a clause. `not` continues a sentence that says what an item must have; `lacks` is a verb of its own. */
type Verb = 'has' | 'not' | 'lacks'

/** @returns null: the query keeps everything, or is too long for a sentence */
export function filterSentence(t: Translator, query: string): Html | null {
  const rule = likeliestFilter(query)?.filter.rule ?? null
  if (rule === null) return null
  const sentences = sentenceLists.map((most) => {
    const { has, hasNot } = explainRule(rule, most)
    if (has === null)
      return hasNot === null ? null : t.html('filterSentence.keepsBut', { what: safe(exceptionText(t, hasNot)) })
    // What is excluded is excluded from every alternative.
    const kept = clauseText(t, has, 'has', has.kind === 'any' && hasNot !== null)
    if (hasNot === null) return t.html('filterSentence.keeps', { what: safe(kept) })
    const isShort = isWord(has) && hasNot.kind === 'find'
    const what = t.html(isShort ? 'filterSentence.andNot' : 'filterSentence.andNotBehindList', {
      has: safe(kept),
      not: safe(clauseText(t, hasNot, 'not')),
    })
    return t.html('filterSentence.keeps', { what: safe(what) })
  })
  return sentences.find((each) => each !== null && each.length <= sentenceUnits) ?? null
}

/** The clause of a rule that only excludes. */
function exceptionText(t: Translator, clause: Clause): Html {
  return (clause.kind === 'all' ? wordButNot(t, clause) : null) ?? clauseText(t, clause, 'has')
}

/** @param isInside it is part of a list of clauses */
function clauseText(t: Translator, clause: Clause, verb: Verb, isInside = false): Html {
  switch (clause.kind) {
    case 'find':
      return findText(t, clause, verb)
    case 'not':
      return clauseText(t, clause.clause, verb === 'has' ? 'lacks' : 'has', isInside)
    case 'all':
    case 'any': {
      const { clauses, more } = clause
      const butNot = verb === 'has' && isInside ? wordButNot(t, clause) : null
      if (butNot !== null) return butNot
      if (verb !== 'has' && clause.kind === 'all')
        return t.html(`filterSentence.${verb}All`, { what: safe(clauseText(t, clause, 'has')) })
      // To exclude any of several is to exclude each of them.
      const isAll = (clause.kind === 'all') === (verb === 'has')
      const parts = clauses.map((each) => clauseText(t, each, verb, true))
      const rest = more === 0 ? [] : [verbatim(t.text('filterSentence.moreClauses', { count: more }))]
      const text = joined([...parts, ...rest], t.text(isAll ? 'filterSentence.and' : 'filterSentence.or'))
      return isInside ? t.html('filterSentence.group', { what: safe(text) }) : text
    }
  }
}

/** A clause of one word. */
function isWord(clause: Clause): boolean {
  return clause.kind === 'find' && clause.terms.length === 1
}

/** One word and one exclusion need no parentheses. @returns null: the clause has more parts, or others */
function wordButNot(t: Translator, { kind, clauses }: Extract<Clause, { kind: 'all' | 'any' }>): Html | null {
  const word = clauses.find(isWord)
  const excluded = clauses.flatMap((each) => (each.kind === 'not' && each.clause.kind === 'find' ? [each.clause] : []))
  const [not] = excluded
  if (kind === 'any' || clauses.length !== 2 || word === undefined || not === undefined) return null
  return t.html('filterSentence.butNot', {
    has: safe(clauseText(t, word, 'has')),
    not: safe(clauseText(t, not, 'not')),
  })
}

function findText(t: Translator, { of, field, terms, more }: Extract<Clause, { kind: 'find' }>, verb: Verb): Html {
  const words = terms.map((each) => termText(t, each))
  const rest = more === 0 ? [] : [verbatim(t.text('filterSentence.more', { count: more }))]
  const kind = of === 'all' ? 'All' : verb === 'has' ? 'Any' : 'None'
  const all = listed(t, [...words, ...rest], kind)
  const isTogether = verb !== 'has' && of === 'all' && terms.length > 1
  const what = safe(isTogether ? t.html('filterSentence.together', { what: safe(all) }) : all)
  return field === null
    ? t.html(`filterSentence.${verb}`, { what })
    : t.html(`filterSentence.${verb}In`, { what, where: fieldText(t, field) })
}

function fieldText(t: Translator, field: Field): string {
  return t.text(`filterFields.${field}`)
}

function termText(t: Translator, { form, text }: ExplainedTerm): Html {
  if (form === 'expression') return t.html('filterSentence.expression', { text: safe(code(text, sentenceWordUnits)) })
  return t.html(`filterSentence.${form}`, { text: safe(escaped(truncate(text, sentenceWordUnits))) })
}

/** How a list is meant: “a and b”, “a or b”, “neither a nor b”. */
type ListKind = 'All' | 'Any' | 'None'

/** Parts as a list in a sentence: “a, b and c”. */
function listed(t: Translator, parts: readonly Html[], kind: ListKind): Html {
  const last = parts.length - 1
  return joined(
    parts.flatMap((part, at) => {
      if (at === 0) return [part]
      const place = at < last ? 'between' : last === 1 ? 'pair' : 'last'
      return [verbatim(t.text(`filterSentence.list${kind}`, { place })), part]
    }),
    '',
  )
}
