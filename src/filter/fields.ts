/** The fields that a term may be limited to, and the names that people type. */
import { lazy } from '../lazy.ts'
import { type SearchedField, searchedFieldSchema } from '../model.ts'
import { plainName } from '../text/plain-name.ts'
import { isTypo } from '../text/typos.ts'

const fields = searchedFieldSchema.options
export type Field = SearchedField

/** In the languages of the bot, in one word each; spaces separate them. */
const synonyms: Readonly<Record<Field, string>> = {
  title:
    'headline subject intitle allintitle entrytitle 标题 標題 título titular manchete titre titel überschrift ' +
    'schlagzeile titolo заголовок назва başlık عنوان العنوان تیتر judul tiêuđề タイトル 題名 見出し 제목',
  summary:
    'description 摘要 简介 簡介 resumen resumo résumé zusammenfassung riassunto анонс описание опис özet ملخص الملخص ' +
    'خلاصه ringkasan tómtắt 要約 概要 요약',
  text:
    'intext allintext body content entrycontent 正文 全文 内文 內文 texto texte contenu inhalt testo текст metin içerik نص ' +
    'النص متن teks nộidung 本文 본문 내용',
  author:
    'inauthor entryauthor 作者 autor autora auteur autore автор yazar كاتب الكاتب نویسنده penulis tácgiả 著者 筆者 글쓴이 저자 ' +
    '작성자',
  category:
    'categories tag tags intag entrytag 分类 分類 标签 標籤 categoría etiqueta etiquetas catégorie kategorie schlagwort ' +
    'categoria категория категорія рубрика тег теги kategori etiket تصنيف التصنيف وسم دسته برچسب chuyênmục thẻ カテゴリ ' +
    'カテゴリー タグ 분류 카테고리 태그',
  source:
    'feed site feedtitle 来源 來源 fuente fonte flux quelle источник лента джерело стрічка kaynak besleme مصدر المصدر ' +
    'منبع فید sumber umpan nguồn nguồntin フィード 情報源 출처 피드',
  link:
    'url inurl allinurl entryurl 链接 鏈接 連結 enlace lien collegamento ссылка посилання bağlantı رابط الرابط پیوند لینک ' +
    'tautan liênkết リンク 링크',
}

const byName = lazy(
  () =>
    new Map(
      fields.flatMap((field) => `${field} ${synonyms[field]}`.split(' ').map((name) => [plainName(name), field])),
    ),
)

/** The field with a name, in upper or lower case, with or without marks; null: there is none. */
export function fieldNamed(name: string): Field | null {
  return byName().get(plainName(name)) ?? null
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
