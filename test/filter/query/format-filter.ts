/** Formats a parsed query, so that tests can compare its meaning. */
import { fieldOperatorAt } from '../../../src/filter/query/field-operator.ts'
import { operatorOf } from '../../../src/filter/query/operator-words.ts'
import type { Filter, Rule, Term } from '../../../src/filter/query/query.ts'
import { quotedTerm } from '../../../src/filter/query/quoted-term.ts'
import { wordReadings } from '../../../src/filter/query/word-readings.ts'

/** The canonical form, which parses to the same rules; it may be longer than the original. */
export function formatFilter(filter: Filter): string {
  return filter.rule === null ? '' : format(filter.rule)
}

function format(rule: Rule): string {
  switch (rule.kind) {
    case 'term':
      return formatTerm(rule)
    case 'not':
      return `-${rule.rule.kind === 'term' ? format(rule.rule) : `(${format(rule.rule)})`}`
    case 'all':
      return rule.rules.map((part) => (part.kind === 'any' ? `(${format(part)})` : format(part))).join(' ')
    case 'any':
      return rule.rules.map(format).join(' | ')
  }
}

function formatTerm({ form, text, isPrefix, field }: Term): string {
  const limit = field === null ? '' : `${field}:`
  if (form === 'expression')
    return text.includes('/') && !text.includes('\\/')
      ? `${limit}/${text.replaceAll('/', '\\/')}/`
      : `${limit}/${text}/`
  if (form === 'wildcard') return limit + text
  return limit + formatText(form, text, field !== null) + (isPrefix ? '*' : '')
}

function formatText(form: 'word' | 'phrase', text: string, isLimited: boolean): string {
  // A word with a leading slash may open an expression that another word's slash closes.
  const isPlain =
    operatorOf(text) === null &&
    wordReadings(text).length === 0 &&
    !/^\/[^/]*$|^[&\uff06!~<>'\u2018-\u201b`\u00b4\uff07]|[=\uff1d]/u.test(text) &&
    (!isLimited || (fieldOperatorAt(text, 0) === null && !/^[=~!#:\uff1d\uff1a]/u.test(text)))
  if (form === 'word' && isPlain) return text
  const line = text.replace(/\s+/g, ' ').trim()
  return quotedTerm(line) ?? line
}
