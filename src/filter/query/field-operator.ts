/** Reads what limits a term to a field, in our own syntax (`title:`) and in that of other programs (`intitle:`, `title = `, `title !~ `). */
import { type Field, fieldNamed } from '../fields.ts'

export interface FieldOperator {
  readonly field: Field
  /** Of the name with its operator, in UTF-16 units. */
  readonly length: number
  /** `!=`: the field must not have the term. */
  readonly isNegated: boolean
  /** `=~`: a regular expression follows, also without slashes. */
  readonly isExpression: boolean
  /** `like`: a text with SQL's `%` follows. */
  readonly isLike: boolean
  /** The term goes to the end of the line. */
  readonly isLine: boolean
  /** `allintitle:`: all terms that follow are limited. */
  readonly isForAll: boolean
}

/**
 * `title:`, `title::`, `title=`, `title = `; newsboat's `=~`, `!~`, `!=`, `#` and `!#` (newsboat.org, "Filter language"); and databases'
 * `~`, `contains`, `like` and `in`.
 */
const prefix =
  /^([\p{L}\p{M}]{2,20})[\t ]{0,3}(?:[:\uff1a]{1,2}(?!=)|(=~|!~|!=|:?==?|\uff1d)[\t ]{0,3}|(!?[#~]|(?<=[\t ])(?:not[\t ])?(?:contains|like|in))[\t ]{1,3}(?=["'\u201c\u2018(]))/iu
/** Where only a field can be meant: `unread = "yes"`, `guid =~ x`, `age > 7`, Miniflux's `EntryDate=`. */
const unknown =
  /^(?:Entry\p{L}+=~?|[\p{L}\p{M}_]{2,20}[\t ]?(?:[=!]~(?=[\t ]?\S)|(?:[!=]=|=)[\t ]?(?=["\u201c])|[\t ][<>]=?[\t ]?(?=\p{Nd})))/u
/**
 * Fields of other programs. Sources: freshrss.github.io/FreshRSS, "Filtering articles"; tt-rss.org, "Search Syntax"; support.google.com/mail,
 * "Search operators"; docs.x.com, "Search operators".
 */
const foreign =
  /^(?:(?:unread|star|starred|pub|note):(?:true|false)(?![\p{L}\p{N}])|(?:date|pubdate|userdate|since|until|before|after|min_[a-z]+):(?=[\p{Nd}P@/])|(?:from|to|lang|language|filter|filetype|ext|is|has|in|label):(?=[\p{L}\p{N}@"\u201c(]))/iu
/** What any of these operators has. */
const operatorSign = /[:=~#<>\uff1a\uff1d]|[\t ](?:contains|like|in)[\t ]/i
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
    isNegated: /^(?:!|not)/iu.test(equals + contains),
    isLike: /like$/iu.test(contains),
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
