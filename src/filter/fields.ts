/** The fields that a term may be limited to, by the names that people write, and what such a name was probably meant to be. */

export const fields = ['title', 'summary', 'author', 'category', 'source', 'link'] as const
export type Field = (typeof fields)[number]

/** What else people call them. */
const names: Readonly<Record<Field, readonly string[]>> = {
  title: ['headline', '标题', '標題'],
  summary: ['description', 'text', '摘要', '简介', '簡介'],
  author: ['作者'],
  category: ['categories', 'tag', 'tags', '分类', '分類', '标签', '標籤'],
  source: ['feed', 'site', '来源', '來源'],
  link: ['url', '链接', '鏈接', '連結'],
}

const byName: ReadonlyMap<string, Field> = new Map(
  fields.flatMap((field) => [field, ...names[field]].map((name) => [name, field] as const)),
)

/** A name with its colon, where a term begins. */
const named = /^([\p{L}\p{M}]{2,20})[:\uff1a]/u

/** The field that a text begins with. @returns its length with the colon, in UTF-16 units; null: it begins with none */
export function fieldAt(text: string): { readonly field: Field; readonly length: number } | null {
  const [whole = '', name = ''] = named.exec(text) ?? []
  const field = byName.get(name.toLowerCase())
  return field === undefined ? null : { field, length: whole.length }
}

/** The field that a text begins with, but misspelt, such as `tilte:kim`; null: it begins with none, as `re:invent`. */
export function fieldMeant(text: string): { readonly field: Field; readonly length: number } | null {
  const [whole = '', name = ''] = named.exec(text) ?? []
  // What is right behind the colon is looked for; a lone `titles:` is a word.
  if (name.length < 4 || !/^[^\s|),]/u.test(text.slice(whole.length))) return null
  const field = fields.find((each) => isSlip(name.toLowerCase(), each))
  return field === undefined ? null : { field, length: whole.length }
}

/** One letter too many, too few or wrong, or two that changed places. */
function isSlip(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  const [a, b] = [one.slice(at), other.slice(at)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0])
  )
}
