/** Decides whether the text of items can matter to a filter. */
import type { Filter, Rule } from '../query/query.ts'

/** Whether a filter has a term without a field, or one for the text: an item's text can decide it. */
export function needsText({ rule }: Filter): boolean {
  return rule !== null && looksAtText(rule)
}

/** Whether every term of a filter is for the text. */
export function needsOnlyText({ rule }: Filter): boolean {
  return rule !== null && looksOnlyAtText(rule)
}

function looksOnlyAtText(rule: Rule): boolean {
  switch (rule.kind) {
    case 'term':
      return rule.field === 'text'
    case 'not':
      return looksOnlyAtText(rule.rule)
    case 'all':
    case 'any':
      return rule.rules.every(looksOnlyAtText)
  }
}

function looksAtText(rule: Rule): boolean {
  switch (rule.kind) {
    case 'term':
      return rule.field === null || rule.field === 'text'
    case 'not':
      return looksAtText(rule.rule)
    case 'all':
    case 'any':
      return rule.rules.some(looksAtText)
  }
}
