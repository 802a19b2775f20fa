/** How templates for headlines are parsed, and how mistakes are reported. */
import { describe, expect, it } from 'vitest'
import { parseTemplate } from '../../src/digest/template.ts'

describe('parseTemplate', () => {
  const right: readonly (readonly [text: string, parts: readonly string[]])[] = [
    ['{title}', ['title']],
    ['• {title} — {source}', ['"• "', 'title', '" — "', 'source']],
    ['{标题}（{来源}）', ['title', '"（"', 'source', '"）"']],
    ['｛title｝ { Tags }', ['title', '" "', 'tags']],
    ['{headline}\r\n{url}', ['title', '"\n"', 'link']],
    ['{Título} {fuente} {hora}', ['title', '" "', 'source', '" "', 'time']],
    ['{titre} {résumé} {auteur}', ['title', '" "', 'summary', '" "', 'author']],
    ['{Überschrift} {Datum} {auch}', ['title', '" "', 'date', '" "', 'also']],
    ['{заголовок} {теги} {комментарии}', ['title', '" "', 'tags', '" "', 'comments']],
    ['{baslik} {BAĞLANTI}', ['title', '" "', 'link']],
    ['{عنوان} {المصدر}', ['title', '" "', 'source']],
    ['{tiêu đề} {nguồn}', ['title', '" "', 'source']],
    ['{タイトル} {日付}', ['title', '" "', 'date']],
    ['{제목} {댓글}', ['title', '" "', 'comments']],
  ]
  it.each(right)('parses %s', (text, parts) => {
    const parsed = parseTemplate(text)
    const shown = parsed.ok ? parsed.value.map((part) => (typeof part === 'string' ? `"${part}"` : part.field)) : null
    expect(shown).toEqual(parts)
  })

  const wrong: readonly (readonly [text: string, mistake: string, at: number, length: number, meant: string | null])[] =
    [
      ['{tilte}', 'unknown-placeholder', 0, 7, '{title}'],
      ['{title} {smmary}', 'unknown-placeholder', 8, 8, '{title} {summary}'],
      ['{title} {zzz}', 'unknown-placeholder', 8, 5, null],
      ['{title', 'stray-brace', 0, 1, null],
      ['{title} }', 'stray-brace', 8, 1, null],
      ['{source}', 'no-title', 0, 8, '{title} {source}'],
      ['', 'no-title', 0, 0, '{title}'],
      [`{title}${'x'.repeat(300)}`, 'too-long', 300, 7, null],
    ]
  it.each(wrong)('reports the mistake in “%s”: %s', (text, mistake, at, length, suggestion) => {
    expect(parseTemplate(text)).toEqual({
      ok: false,
      problem: { kind: 'template-syntax', text, mistake, at, length, suggestion },
    })
  })
})
