/** An article as Markdown: its time, its linked title, its file, a machine's summary, and its feed's HTML unchanged. Pure. */
import type { EditionItem } from '../../edition-item.ts'
import { translatorFor } from '../../i18n/translator.ts'
import type { ArticleSummary } from '../../model.ts'

/**
 * Epoch ms in a comment, the underlined title, the address of the file that it offers, the summary as a quote in its own language, the HTML.
 * @param at when the item arrived, for an item without a time. Epoch ms
 */
export function articleMarkdown(
  {
    title,
    link,
    published,
    updated,
    enclosure,
  }: Pick<EditionItem, 'title' | 'link' | 'published' | 'updated' | 'enclosure'>,
  html: string,
  at: number,
  summary: ArticleSummary | null = null,
): string {
  const name = title
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[[\]\\]/gu, (mark) => `\\${mark}`)
  const heading = link === null ? name : `[${name}](${link.replaceAll('(', '%28').replaceAll(')', '%29')})`
  const file = enclosure === undefined ? '' : `<${enclosure.url}>\n\n`
  return `<!--${published ?? updated ?? at}-->\n${heading}\n------\n\n${file}${summary === null ? '' : quoted(summary)}${html}\n`
}

function quoted({ language, sentences }: ArticleSummary): string {
  const { text } = translatorFor(language)
  const items = sentences.map((sentence) => `> - ${sentence.replace(/[\\`*_[\]<>&#|~]/gu, (mark) => `\\${mark}`)}`)
  return [`> 🤖 ${text('machine.summary')}`, '>', ...items, '>', `> ${text('machine.summaryNote')}`, '\n'].join('\n')
}
