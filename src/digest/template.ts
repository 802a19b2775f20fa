/** A channel's template for headlines: text with placeholders. */
import { lazy } from '../lazy.ts'
import { limits } from '../limits.ts'
import { err, ok, type Result, type TemplateProblem } from '../result.ts'
import { plainName } from '../text/plain-name.ts'

export const placeholders = [
  'title',
  'source',
  'summary',
  'author',
  'date',
  'time',
  'tags',
  'also',
  'comments',
  'link',
] as const
export type Placeholder = (typeof placeholders)[number]

/** Texts and placeholders, in order. */
export type Template = readonly TemplatePart[]
type TemplatePart = string | { readonly field: Placeholder }

/** In the languages of the bot. */
const synonyms: Readonly<Record<Placeholder, string>> = {
  title:
    'headline|标题|標題|título|titular|manchete|titre|titel|überschrift|schlagzeile|titolo|заголовок|назва|başlık|' +
    'عنوان|العنوان|تیتر|judul|tiêu đề|タイトル|見出し|제목',
  source:
    'feed|来源|來源|fuente|fonte|flux|quelle|источник|лента|джерело|стрічка|kaynak|besleme|مصدر|المصدر|منبع|فید|' +
    'sumber|umpan|nguồn|nguồn tin|フィード|情報源|출처|피드',
  summary:
    '摘要|resumen|resumo|résumé|zusammenfassung|riassunto|анонс|описание|опис|özet|ملخص|الملخص|خلاصه|ringkasan|' +
    'tóm tắt|要約|概要|요약',
  author: '作者|autor|auteur|autore|автор|yazar|كاتب|الكاتب|نویسنده|penulis|tác giả|著者|글쓴이|저자',
  date: '日期|fecha|data|datum|дата|tarih|تاريخ|التاريخ|تاریخ|tanggal|ngày|日付|날짜',
  time: '时间|時間|hora|heure|uhrzeit|zeit|ora|время|час|saat|وقت|الوقت|ساعت|زمان|waktu|jam|giờ|時刻|시각|시간',
  tags:
    'hashtags|标签|標籤|etiquetas|étiquettes|schlagwörter|etichette|теги|etiketler|وسوم|الوسوم|برچسب‌ها|برچسبها|tagar|' +
    'thẻ|タグ|태그',
  also: 'también|também|aussi|auch|anche|также|також|ayrıca|أيضا|همچنین|juga|cũng|ほか|또',
  comments:
    'discussion|评论|評論|留言|comentarios|comentários|commentaires|kommentare|commenti|комментарии|обсуждение|' +
    'коментарі|yorumlar|تعليقات|التعليقات|نظرات|دیدگاه‌ها|komentar|bình luận|コメント|댓글',
  link: 'url|链接|連結|enlace|lien|collegamento|ссылка|посилання|bağlantı|رابط|الرابط|پیوند|لینک|tautan|liên kết|リンク|링크',
}

const byName = lazy(
  () =>
    new Map(
      placeholders.flatMap((each) => `${each}|${synonyms[each]}`.split('|').map((name) => [plainName(name), each])),
    ),
)

/**
 * Parses a template such as `{title} — {source} {tags}`, which must contain the title.
 * @returns the first mistake, with its place in UTF-16 units, and an obvious correction if there is one
 */
export function parseTemplate(text: string): Result<Template, TemplateProblem> {
  const written = text.replace(/[｛]/gu, '{').replace(/[｝]/gu, '}').replace(/\r\n?/gu, '\n').trim()
  const problem = (mistake: TemplateProblem['mistake'], at: number, length: number, suggestion: string | null = null) =>
    err({ kind: 'template-syntax', text: written, mistake, at, length, suggestion } as const)
  const most = limits.digest.templateUnits
  if (written.length > most) return problem('too-long', most, written.length - most)
  const template: TemplatePart[] = []
  let kept = 0
  for (const found of written.matchAll(/\{([^{}\n]*)\}|[{}]/gu)) {
    const [whole, name] = found
    if (name === undefined) return problem('stray-brace', found.index, 1)
    const field = byName().get(plainName(name))
    if (field === undefined)
      return problem('unknown-placeholder', found.index, whole.length, correctTemplate(written, found))
    template.push(written.slice(kept, found.index), { field })
    kept = found.index + whole.length
  }
  template.push(written.slice(kept))
  const hasTitle = template.some((part) => typeof part !== 'string' && part.field === 'title')
  if (!hasTitle) return problem('no-title', 0, written.length, `{title} ${written}`.trim())
  return ok(template.filter((part) => part !== ''))
}

/** Replaces an unknown placeholder by the one with most letters in common; null: none has enough. */
function correctTemplate(text: string, { index, 0: whole, 1: name = '' }: RegExpExecArray): string | null {
  const letters = new Set(name.toLowerCase())
  const near = placeholders
    .map((each) => ({
      each,
      share: [...each].filter((letter) => letters.has(letter)).length / Math.max(each.length, name.length),
    }))
    .filter(({ share }) => share > 0.6)
    .sort((one, other) => other.share - one.share)[0]
  if (near === undefined) return null
  const repaired = `${text.slice(0, index)}{${near.each}}${text.slice(index + whole.length)}`
  return parseTemplate(repaired).ok ? repaired : null
}
