/** Reads what limits a term to a field, in our own syntax (`title:`) and in that of other programs (`intitle:`, `title = `, `title !~ `). */
import { type Field, fieldNamed } from './fields.ts'

export interface FieldOperator {
  readonly field: Field
  /** Of the name with its operator, in UTF-16 units. */
  readonly length: number
  /** `!=`: the field must not have the term. */
  readonly isNegated: boolean
  /** `=~`: a regular expression follows, also without slashes. */
  readonly isExpression: boolean
  /** The term goes to the end of the line. */
  readonly isLine: boolean
  /** `allintitle:`: all terms that follow are limited. */
  readonly isForAll: boolean
}

/** `title:`, `title::`, `title=`, `title = `, and newsboat's `=~`, `!~`, `!=`, `#` and `!#`. Source: newsboat.org, "Filter language". */
const prefix =
  /^([\p{L}\p{M}]{2,20})[\t ]{0,3}(?:[:\uff1a]{1,2}(?!=)|(=~|!~|!=|:?==?|\uff1d)[\t ]{0,3}|(!?#)[\t ]{1,3}(?=["'\u201c\u2018]))/u
/** Where only a field can be meant: `unread = "yes"`, `guid =~ x`, `age > 7`, Miniflux's `EntryDate=`. */
const unknown =
  /^(?:Entry\p{L}+=~?|[\p{L}\p{M}_]{2,20}[\t ]?(?:[=!]~(?=[\t ]?\S)|(?:[!=]=|=)[\t ]?(?=["\u201c])|[\t ][<>]=?[\t ]?(?=\p{Nd})))/u
/** Fields of other readers. Sources: freshrss.github.io/FreshRSS, "Filtering articles"; tt-rss.org, "Search Syntax". */
const foreign =
  /^(?:(?:unread|star|starred|pub|note):(?:true|false)(?![\p{L}\p{N}])|(?:date|pubdate|userdate):(?=[\p{Nd}P@/]))/iu
/** What any of these operators has. */
const operatorSign = /[:=~#<>\uff1a\uff1d]/
const longest = 32

/** The part of a query that may begin with a field and its operator; empty: none of its signs is near. */
function beginning(query: string, at: number): string {
  const text = query.slice(at, at + longest)
  return operatorSign.test(text) ? text : ''
}

/** The field and operator that stand at a place of a query; null: none. */
export function fieldOperatorAt(query: string, at: number): FieldOperator | null {
  const [whole = '', name = '', equals = '', contains = ''] = prefix.exec(beginning(query, at)) ?? []
  const field = fieldNamed(name)
  if (field === null) return null
  // Miniflux: `EntryTitle=` and a regular expression, one rule a line. Source: miniflux.app/docs/rules.html
  const isLine = /^entry/iu.test(name) && equals !== ''
  return {
    field,
    length: whole.length,
    isNegated: equals.startsWith('!') || contains.startsWith('!'),
    isExpression: isLine || equals.endsWith('~'),
    isLine,
    isForAll: /^allin/iu.test(name),
  }
}

/** The length of an operator with the name of a field that does not exist; null: there is none at this place. */
export function unknownFieldAt(query: string, at: number): number | null {
  const text = beginning(query, at)
  return (unknown.exec(text) ?? foreign.exec(text))?.[0].trimEnd().length ?? null
}
