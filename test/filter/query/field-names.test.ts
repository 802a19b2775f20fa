/** Names of fields in every language of the bot. */
import { expect, it } from 'vitest'
import { fieldNamed } from '../../../src/filter/fields.ts'

it.each([
  [
    'title',
    'título Titulo titre Titel ÜBERSCHRIFT titolo заголовок başlık العنوان تیتر judul tiêuđề タイトル 제목 标题',
  ],
  ['summary', 'resumen resumo résumé resume zusammenfassung riassunto анонс özet ozet ملخص خلاصه ringkasan 要約 요약'],
  ['text', 'texto texte inhalt testo текст metin نص متن teks 本文 본문'],
  ['author', 'autor auteur autore автор yazar الكاتب نویسنده penulis 著者 글쓴이'],
  ['category', 'categoría etiqueta catégorie kategorie категория рубрика тег etiket وسم برچسب カテゴリ 태그'],
  ['source', 'fuente fonte flux quelle источник лента джерело kaynak المصدر منبع sumber nguồn フィード 출처'],
  ['link', 'enlace lien ссылка посилання bağlantı رابط لینک tautan リンク 링크'],
])('%s is also %s', (field, names) => {
  expect(names.split(' ').filter((name) => fieldNamed(name) !== field)).toEqual([])
})

it.each(['lluvia', 'tag der arbeit', 'наука', ''])('%j is no field', (name) => expect(fieldNamed(name)).toBeNull())
