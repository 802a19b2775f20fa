/** Chooses an item's full text, which stays as its feed has it. */
import { limits } from '../../limits.ts'
import type { Body } from '../../model.ts'
import { escapeHtml } from '../../text/escape-html.ts'
import type { RichText } from '../item-draft.ts'

/**
 * The longest text, unchanged up to the limit of 64 KB of UTF-8; null if there is none.
 * @param base what relative addresses in it are relative to
 */
export function bodyOf(texts: readonly RichText[], base: string): Body | null {
  const [longest] = texts
    .map(({ kind, raw, decode }) => ({ kind, text: decode(raw).trim() }))
    .toSorted((one, other) => other.text.length - one.text.length)
  if (longest === undefined || longest.text === '') return null
  return { html: withinLimit(longest.kind === 'html' ? longest.text : asHtml(longest.text)), base }
}

function withinLimit(html: string): string {
  const bytes = limits.feed.bodyOfItemBytes
  // No UTF-16 unit takes more than three bytes of UTF-8.
  if (html.length * 3 <= bytes) return html
  return html.slice(0, new TextEncoder().encodeInto(html, new Uint8Array(bytes)).read)
}

/** The paragraphs of plain text, which empty lines separate. */
export function paragraphsOf(text: string): readonly string[] {
  return text
    .replace(/\r\n?/gu, '\n')
    .split(/\n[^\S\n]*\n\s*/u)
    .filter((paragraph) => paragraph.trim() !== '')
}

/** Plain text as HTML. */
function asHtml(text: string): string {
  return paragraphsOf(text)
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n')
}
