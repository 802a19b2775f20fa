/** Recognises queries that need no explanation: they have only the signs that the documents explain first. */
import type { Rule, Term } from '../query/query.ts'

/** Whether a text has nothing but words, "phrases", `|`, `-` and the parentheses that they need. @param rule of the text */
export function isPlainQuery(text: string, rule: Rule): boolean {
  return written(rule) === text.trim().replace(/\s+/gu, ' ')
}

function written(rule: Rule): string {
  switch (rule.kind) {
    case 'term':
      return writtenTerm(rule)
    case 'not':
      return rule.rule.kind === 'term' ? `-${written(rule.rule)}` : `-(${written(rule.rule)})`
    case 'all':
      return rule.rules.map((part) => (part.kind === 'any' ? `(${written(part)})` : written(part))).join(' ')
    case 'any':
      return rule.rules.map(written).join(' | ')
  }
}

function writtenTerm({ form, text, isPrefix, field }: Term): string {
  const isPlain = !isPrefix && field === null
  if (isPlain && form === 'word') return text
  // Fields, stars and expressions are worth a sentence: empty is no part of a query.
  return isPlain && form === 'phrase' ? `"${text}"` : ''
}
