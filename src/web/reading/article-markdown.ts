/** An article as it is archived: Markdown with its time, its linked title, and its feed's HTML unaltered. Pure. */
import type { EditionItem } from '../../model.ts'

/**
 * The seed's form: milliseconds since 1970 in a comment, the title underlined, the HTML.
 * @param at when the item came in, for one that says no time of its own. Epoch ms
 */
export function archived(
  { title, link, published, updated }: Pick<EditionItem, 'title' | 'link' | 'published' | 'updated'>,
  html: string,
  at: number,
): string {
  const name = oneLine(title).replace(/[[\]\\]/gu, (mark) => `\\${mark}`)
  const heading = link === null ? name : `[${name}](${link.replaceAll('(', '%28').replaceAll(')', '%29')})`
  return `<!--${published ?? updated ?? at}-->\n${heading}\n------\n\n${html}\n`
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
