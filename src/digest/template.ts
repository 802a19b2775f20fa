/** A channel's template for headlines: text with placeholders. */
import { limits } from '../limits.ts'
import { err, ok, type Result, type TemplateProblem } from '../result.ts'

export const placeholders = ['title', 'source', 'summary', 'author', 'date', 'time', 'tags', 'also', 'link'] as const
export type Placeholder = (typeof placeholders)[number]

/** Texts and placeholders, in order. */
export type Template = readonly TemplatePart[]
type TemplatePart = string | { readonly field: Placeholder }

const synonyms: ReadonlyMap<string, Placeholder> = new Map(
  Object.entries<Placeholder>({
    headline: 'title',
    标题: 'title',
    標題: 'title',
    feed: 'source',
    来源: 'source',
    來源: 'source',
    摘要: 'summary',
    作者: 'author',
    日期: 'date',
    时间: 'time',
    時間: 'time',
    hashtags: 'tags',
    标签: 'tags',
    標籤: 'tags',
    url: 'link',
    链接: 'link',
    連結: 'link',
  }),
)

function placeholderNamed(name: string): Placeholder | null {
  const plain = name.trim().toLowerCase()
  return placeholders.find((each) => each === plain) ?? synonyms.get(plain) ?? null
}

/**
 * Parses a template such as `{title} — {source} {tags}`, which must contain the title.
 * @returns the first mistake, with its place in UTF-16 units, and a correction where one is obvious
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

/** Replaces an unknown placeholder by the one that shares most letters with it; null: none shares enough. */
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
