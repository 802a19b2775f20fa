/** A channel's template for headlines: text with placeholders. */
import { limits } from '../limits.ts'
import { err, ok, type Result, type TemplateProblem } from '../result.ts'

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

const synonyms: Readonly<Partial<Record<Placeholder, string>>> = {
  title: 'headline 标题 標題',
  source: 'feed 来源 來源',
  summary: '摘要',
  author: '作者',
  date: '日期',
  time: '时间 時間',
  tags: 'hashtags 标签 標籤',
  comments: 'discussion 评论 評論 留言',
  link: 'url 链接 連結',
}

function placeholderNamed(name: string): Placeholder | null {
  const plain = name.trim().toLowerCase()
  return placeholders.find((each) => each === plain || synonyms[each]?.split(' ').includes(plain)) ?? null
}

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
    const field = placeholderNamed(name)
    if (field === null)
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
