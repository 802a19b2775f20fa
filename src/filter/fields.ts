/** The fields that a term may be limited to, and the names that people type. */
import { type SearchedField, searchedFieldSchema } from '../model.ts'
import { isTypo } from '../text/typos.ts'

const fields = searchedFieldSchema.options
export type Field = SearchedField

const synonyms: Readonly<Record<Field, readonly string[]>> = {
  title: ['headline', 'subject', 'intitle', 'allintitle', 'entrytitle', '标题', '標題'],
  summary: ['description', '摘要', '简介', '簡介'],
  text: ['intext', 'allintext', 'body', 'content', 'entrycontent', '正文', '全文', '内文', '內文'],
  author: ['inauthor', 'entryauthor', '作者'],
  category: ['categories', 'tag', 'tags', 'intag', 'entrytag', '分类', '分類', '标签', '標籤'],
  source: ['feed', 'site', 'feedtitle', '来源', '來源'],
  link: ['url', 'inurl', 'allinurl', 'entryurl', '链接', '鏈接', '連結'],
}

const byName: ReadonlyMap<string, Field> = new Map(
  fields.flatMap((field) => [field, ...synonyms[field]].map((name) => [name, field] as const)),
)

/** The field with a name, in upper or lower case; null: there is none. */
export function fieldNamed(name: string): Field | null {
  return byName.get(name.toLowerCase()) ?? null
}

interface FieldPrefix {
  readonly field: Field
  /** Of the name with its colon, in UTF-16 units. */
  readonly length: number
}

const prefix = /^([\p{L}\p{M}]{2,20})[:\uff1a]/u

/** The misspelt field that a text begins with, as in `tilte:kim`; null: none, as in `re:invent`. */
export function misspeltFieldAt(text: string): FieldPrefix | null {
  if (!/[:\uff1a]/.test(text)) return null
  const [whole = '', name = ''] = prefix.exec(text) ?? []
  // Something must follow the colon at once: a lone `titles:` is a word.
  if (name.length < 4 || !/^[^\s|),]/u.test(text.slice(whole.length))) return null
  // Other words differ from `text` by a letter: `next:js`, `test:api`.
  const isMeant = (each: Field) =>
    each === 'text' ? isSwapped(name.toLowerCase(), each) : isTypo(name.toLowerCase(), each)
  const field = fields.find(isMeant)
  return field === undefined ? null : { field, length: whole.length }
}

/** Two neighbouring letters swapped. */
function isSwapped(one: string, other: string): boolean {
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  const [a, b] = [one.slice(at), other.slice(at)]
  return at >= 0 && a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0]
}
