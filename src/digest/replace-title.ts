/** Replaces a headline's title in its part of a message that was sent. Pure. */
import { escapeHtml } from '../text/escape-html.ts'
import { titleLine } from '../text/telegram-html.ts'

/** A headline's part of a message, as HTML and as plain text. */
export interface ShownHeadline {
  readonly html: string
  readonly plain: string
}

export type Retitled =
  | { readonly kind: 'replaced'; readonly shown: ShownHeadline }
  /** The part shows the new title already, or both titles look the same in it. */
  | { readonly kind: 'same' }
  /** The former title is not there, or in several places. */
  | { readonly kind: 'not-found' }

/** @param untitled what stands for a title that is missing */
export function replaceTitle(shown: ShownHeadline, was: string, title: string, untitled: string): Retitled {
  const [before, after] = [titleLine(was, untitled), titleLine(title, untitled)]
  if (before === after) return { kind: 'same' }
  const place = placeOf(shown.html, escapeHtml(before))
  if (place === null) return { kind: placeOf(shown.html, escapeHtml(after)) === null ? 'not-found' : 'same' }
  const { at, number } = place
  const inPlain = occurrences(shown.plain, before)[number]
  if (inPlain === undefined) return { kind: 'not-found' }
  const html = spliced(shown.html, at, escapeHtml(before), escapeHtml(after))
  return { kind: 'replaced', shown: { html, plain: spliced(shown.plain, inPlain, before, after) } }
}

function spliced(text: string, at: number, before: string, after: string): string {
  return text.slice(0, at) + after + text.slice(at + before.length)
}

/** The tags around a title. */
const isOfTitle = /<(?:a [^>]*|b)>$/u

/** `number`: which of the occurrences in the text it is, from 0. */
interface TitlePlace {
  readonly at: number
  readonly number: number
}

/** Where a title stands: alone in a tag, as links have it; else at the beginning, or in the only place. */
function placeOf(html: string, title: string): TitlePlace | null {
  const found: (TitlePlace & { readonly isAlone: boolean; readonly isFirst: boolean })[] = []
  for (const { 0: text, index } of html.matchAll(/(?<=^|>)[^<>]+/gu)) {
    for (const at of occurrences(text, title)) {
      const isAlone = text === title && isOfTitle.test(html.slice(0, index))
      const isFirst = index === 0 && /^(?:• )?$/u.test(text.slice(0, at))
      found.push({ at: index + at, number: found.length, isAlone, isFirst })
    }
  }
  const alone = found.find(({ isAlone }) => isAlone) ?? found.find(({ isFirst }) => isFirst)
  return alone ?? (found.length === 1 ? (found[0] ?? null) : null)
}

/** The places of a text that do not overlap. */
function occurrences(text: string, part: string): readonly number[] {
  const places: number[] = []
  for (let at = text.indexOf(part); part !== '' && at >= 0; at = text.indexOf(part, at + part.length)) places.push(at)
  return places
}
