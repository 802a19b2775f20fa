/** Chooses of an item's texts the one that is its full text, and keeps it as its feed has it. */
import { limits } from '../../limits.ts'
import type { Body } from '../../model.ts'
import { escapeMarkup } from '../../text/entities.ts'
import type { Rich } from '../item.ts'

/**
 * The longest text, unaltered but for its end: more than 64 KB of UTF-8 are cut off there.
 * @param base what relative addresses in it are relative to
 * @returns null where there is none
 */
export function bodyOf(texts: readonly Rich[], base: string): Body | null {
  const longest = texts.reduce<Rich | null>(
    (best, text) => (text.value.length > (best?.value.length ?? 0) ? text : best),
    null,
  )
  if (longest === null) return null
  return { html: within(longest.kind === 'html' ? longest.value : paragraphs(longest.value)), base }
}

function within(html: string): string {
  const most = limits.feed.bodyOfItemBytes
  // No UTF-16 unit takes more than three bytes of UTF-8.
  if (html.length * 3 <= most) return html
  const { read } = new TextEncoder().encodeInto(html, new Uint8Array(most))
  return html.slice(0, read)
}

/** Plain text as HTML: empty lines part paragraphs. */
function paragraphs(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .split(/\n[^\S\n]*\n\s*/u)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeMarkup(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n')
}
