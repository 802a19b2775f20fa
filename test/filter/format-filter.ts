/** Formats a parsed query, so that tests can compare its meaning. */
import { fieldAt } from '../../src/filter/fields.ts'
import type { Filter, Rule, Term } from '../../src/filter/query.ts'

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
  if (form === 'expression') return `${limit}/${text}/`
  return limit + formatText(form, text, field !== null) + (isPrefix ? '*' : '')
}

function formatText(form: 'word' | 'phrase', text: string, isLimited: boolean): string {
  // A word with a leading slash may open an expression that another word's slash closes.
  const isPlain =
    !['AND', 'OR', 'NOT'].includes(text) && !/^\/[^/]*$/u.test(text) && (!isLimited || fieldAt(text) === null)
  if (form === 'word' && isPlain) return text
  const line = text.replace(/\s+/g, ' ').trim()
  if (!/["\u201c-\u201f\u00ab\u00bb\u301d-\u301f\uff02]/.test(line)) return `"${line}"`
  return /[\u300c\u300d\uff62\uff63]/.test(line) ? `『${line}』` : `「${line}」`
}
