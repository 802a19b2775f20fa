/** The signs of a filter query. Full-width signs and typographic quotes and dashes count as their ASCII form. */

export const dash = /[-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]/
export const bar = /[|\uff5c]/
export const ampersand = /[&\uff06]/
export const plus = /[+\uff0b]/
export const exclamation = /[!\uff01]/
export const comma = /[,;\uff0c\uff1b\u3001\uff64\u060c\u061b]/
export const lineBreak = /[\n\r\u0085\u2028\u2029]/
export const opening = /[([{\uff08\uff3b\uff5b\u3010\u3014]/
export const closing = /[)\]}\uff09\uff3d\uff5d\u3011\u3015]/
export const star = /[*\uff0a]/
export const blank = /\s/
/** The most frequent letters and digits, which are no sign. */
export const plain = /[0-9A-Za-z\u0400-\u04ff\u4e00-\u9fff\uac00-\ud7a3]/
/** Ends a word, as a comma outside a number does. */
export const blankOrSign = /[\s\u0085|\uff5c()[\]{}\uff08\uff09\uff3b\uff3d\uff5b\uff5d\u3010\u3011\u3014\u3015]/

/** A word with a full stop, as phones type it. Words of two letters and those with other dots are abbreviations: St., U.S. */
export const fullStop =
  /^([^.]*[\p{L}\p{M}]{3}(?=[.\u2026])|.+?(?=[\uff0e\uff61\u3002\u0964\u06d4\u1362]))[.\u2026\uff0e\uff61\u3002\u0964\u06d4\u1362]+$/u
/** Characters that direct and break lines, and that texts are copied with. */
export const invisible = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

/** What closes a bracket or quotation mark that was opened; signs that close themselves are absent. */
export const closingSigns: Readonly<Record<string, string>> = {
  ...{ '“': '”', '„': '“', '«': '»', '「': '」', '『': '』', '｢': '｣', '‚': '‘', '‹': '›' },
  ...{ '(': ')', '（': ')', '[': ']', '［': '］', '{': '}', '｛': '｝', '【': '】', '〔': '〕' },
}
