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

/** What a post shows of a title: what stands in its place, and behind it the original of a translation; null: nothing. */
export interface ShownTitle {
  readonly title: string
  readonly original: string | null
}

/** The same with the original behind a translation: the former one goes, and that of the new translation is added. */
export function replaceShownTitle(shown: ShownHeadline, was: ShownTitle, next: ShownTitle, untitled: string): Retitled {
  const retitled = replaceTitle(withoutOriginal(shown, was, untitled), was.title, next.title, untitled)
  if (retitled.kind === 'not-found') return retitled
  const bare = retitled.kind === 'replaced' ? retitled.shown : withoutOriginal(shown, was, untitled)
  const done = withOriginal(bare, next, untitled)
  if (done === null) return { kind: 'not-found' }
  return done.html === shown.html && done.plain === shown.plain ? { kind: 'same' } : { kind: 'replaced', shown: done }
}

/** As `headlineBlock` in digest-line.ts puts an original behind a translation. */
function originalOf(original: string, untitled: string): ShownHeadline {
  const line = titleLine(original, untitled)
  return { html: ` <i>(${escapeHtml(line)})</i>`, plain: ` (${line})` }
}

function withoutOriginal(shown: ShownHeadline, { title, original }: ShownTitle, untitled: string): ShownHeadline {
  if (original === null) return shown
  const behind = originalOf(original, untitled)
  const line = titleLine(title, untitled)
  if (!shown.html.includes(behind.html) || !shown.plain.includes(line + behind.plain)) return shown
  return {
    html: shown.html.replace(behind.html, () => ''),
    plain: shown.plain.replace(line + behind.plain, () => line),
  }
}

/** Null: the place of the title is not certain. */
function withOriginal(shown: ShownHeadline, { title, original }: ShownTitle, untitled: string): ShownHeadline | null {
  if (original === null) return shown
  const line = titleLine(title, untitled)
  const behind = originalOf(original, untitled)
  const place = placeOf(shown.html, escapeHtml(line))
  const inPlain = place === null ? undefined : occurrences(shown.plain, line)[place.number]
  if (place === null || inPlain === undefined) return null
  const end = place.end + (/^(?:<\/a>)?(?:<\/b>)?/u.exec(shown.html.slice(place.end))?.[0].length ?? 0)
  if (shown.html.startsWith(behind.html, end)) return shown
  return {
    html: spliced(shown.html, end, '', behind.html),
    plain: spliced(shown.plain, inPlain + line.length, '', behind.plain),
  }
}

/** @param untitled what stands for a title that is missing */
export function replaceTitle(shown: ShownHeadline, was: string, title: string, untitled: string): Retitled {
  const [before, after] = [titleLine(was, untitled), titleLine(title, untitled)]
  if (before === after) return { kind: 'same' }
  const place = placeOf(shown.html, escapeHtml(before))
  const done = placeOf(shown.html, escapeHtml(after))
  // One title may be a part of the other: the longer one in the better place is the title.
  if (done !== null && (place === null || isBetter(done, place))) return { kind: 'same' }
  if (place === null) return { kind: 'not-found' }
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

/** `number`: which of the occurrences in the text it is, from 0. `rank`: how certainly it is the title's. */
interface TitlePlace {
  readonly at: number
  readonly end: number
  readonly number: number
  readonly rank: number
}

/** Where a title stands: at the beginning; else alone in a tag, as links have it; else in the only place. The names of other feeds have tags, too. */
function placeOf(html: string, title: string): TitlePlace | null {
  const found: TitlePlace[] = []
  for (const { 0: text, index } of html.matchAll(/(?<=^|>)[^<>]+/gu)) {
    for (const at of occurrences(text, title)) {
      const before = html.slice(0, index)
      const isFirst = /^(?:• )?$/u.test(before.replace(/<[^>]*>/gu, '') + text.slice(0, at))
      const isAlone = text === title && isOfTitle.test(before)
      const place = { at: index + at, end: index + at + title.length, number: found.length }
      found.push({ ...place, rank: (isFirst ? 2 : 0) + (isAlone ? 1 : 0) })
    }
  }
  const best = Math.max(...found.map(({ rank }) => rank))
  const [place, another] = found.filter(({ rank }) => rank === best)
  return another === undefined ? (place ?? null) : null
}

function isBetter(one: TitlePlace, other: TitlePlace): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank
  return one.at <= other.at && one.end >= other.end
}

/** The places of a text that do not overlap. */
function occurrences(text: string, part: string): readonly number[] {
  const places: number[] = []
  for (let at = text.indexOf(part); part !== '' && at >= 0; at = text.indexOf(part, at + part.length)) places.push(at)
  return places
}
