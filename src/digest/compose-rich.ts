/** Composes a digest as a rich message (core.telegram.org/bots/api#rich-html-style): headings of feeds, and lists, of which long ones are folded. */

import { limits } from '../limits.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { oneLine } from '../text/one-line.ts'
import { plainOf } from '../text/telegram-html.ts'
import { truncate } from '../text/truncate.ts'
import type { BriefingBlocks } from './briefing-blocks.ts'
import {
  briefingOf,
  byAge,
  compose,
  type DigestInput,
  type DigestPart,
  type Item,
  itemOf,
  type LastLine,
  lastLines,
  lineInputOf,
  sourceOf,
} from './compose.ts'
import { type DigestLine, splitLine } from './digest-line.ts'
import { anchor, headingLine } from './message-block.ts'

/** A headline's line as an item of a list. */
interface ListItem extends Pick<Item, 'ids' | 'blocks'> {
  readonly html: string
  readonly line: DigestLine
  readonly source: string
}

interface Size {
  readonly units: number
  readonly blocks: number
  readonly markup: number
}

/** The rich messages, in order; usually one. Each has what replaces it. @returns no parts if there are no headlines */
export function composeRich(input: DigestInput): readonly DigestPart[] {
  const how = lineInputOf({ ...input, look: { ...input.look, layout: 'rich' } })
  const lines = input.lines.flatMap((line) => splitLine(line, how))
  const bySource = Map.groupBy(lines, ({ lead }) => (input.look.sources ? sourceOf(lead) : ''))
  const items = [...bySource].flatMap(([source, of]) =>
    of.toSorted(byAge).map((line): ListItem => {
      const { block, ids, blocks } = itemOf(line, how)
      const html = listHtml(block.html)
      const [, ...others] = blocks
      return { html, line, source, ids, blocks: [{ html, plain: block.plain }, ...others] }
    }),
  )
  const briefing = briefingOf(input, how)
  const messages = split(items, input, briefing)
  return messages.map((of, at): DigestPart => {
    const isLast = at === messages.length - 1
    const look = { ...input.look, layout: 'headlines' as const, footer: isLast ? input.look.footer : '' }
    const end = { remarks: isLast ? input.remarks : [], look, endLink: isLast ? (input.endLink ?? null) : null }
    const counter =
      messages.length > 1 ? truncate(oneLine(input.counter(at + 1, messages.length)), limits.digest.counterUnits) : ''
    const heading = [input.heading === null ? '' : headingLine(input.heading), counter].filter((text) => text !== '')
    return {
      html: messageHtml(heading.join(' '), at === 0 ? briefing : null, of, lastLines(end), input.folded),
      // Never sent; edits keep it like the HTML.
      plain: of.map((item) => item.blocks[0]?.plain ?? '').join('\n'),
      ids: of.flatMap(({ ids }) => ids),
      blocks: of.flatMap(({ blocks }) => blocks),
      preview: null,
      form: 'rich',
      buttons: [],
      instead: compose({
        ...input,
        ...end,
        briefing: at === 0 ? (input.briefing ?? null) : null,
        lines: of.map(({ line }) => line),
      }),
    }
  })
}

/** A line without its bullet. Line ends mean nothing in rich messages. */
function listHtml(html: string): string {
  return html
    .replace(/^• /u, '')
    .replace(/\n(?=<blockquote)/gu, '')
    .replaceAll('\n', '<br>')
}

/** Distributes items to as many messages as they need, in order. */
function split(
  items: readonly ListItem[],
  input: DigestInput,
  briefing: BriefingBlocks | null,
): readonly (readonly ListItem[])[] {
  const { richUnits, richBlocks } = limits.telegram
  const messages: ListItem[][] = []
  const opening = sumOf([
    sizeOf(input.heading ?? '', 1),
    { units: limits.digest.counterUnits + 1, blocks: 0, markup: limits.digest.counterUnits },
    ...briefingParagraphs(briefing).map((html) => sizeOf(html, 1)),
    // Every message has room for the last lines, as any may be the last one.
    ...lastLines(input).map((line) => sizeOf(lastLine(line), 2)),
  ])
  let used = opening
  let source: string | null = null
  for (const item of items) {
    // A paragraph in an item of a list, which may quote its summary in two more blocks.
    const own = sizeOf(item.html, 2 + 2 * (item.html.split('<blockquote').length - 1))
    // Heading, list, the folded part with its line, and its list.
    const headed = sumOf([own, sizeOf(item.source, 5), { units: 2 * limits.digest.headingUnits, blocks: 0, markup: 0 }])
    const size = sumOf([used, item.source === source ? own : headed])
    const fits = size.units <= richUnits && size.blocks <= richBlocks && size.markup <= limits.digest.richMarkupUnits
    const message = fits ? messages.at(-1) : undefined
    if (message === undefined) {
      messages.push([item])
      used = sumOf([opening, headed])
    } else {
      message.push(item)
      used = size
    }
    source = item.source
  }
  return messages
}

/** @param blocks with the nested ones */
function sizeOf(html: string, blocks: number): Size {
  // The tags around a text are short.
  return { units: plainOf(html).length + 1, blocks, markup: html.length + 40 * blocks }
}

function sumOf(sizes: readonly Size[]): Size {
  const total = (what: keyof Size) => sizes.reduce((sum, size) => sum + size[what], 0)
  return { units: total('units'), blocks: total('blocks'), markup: total('markup') }
}

function messageHtml(
  heading: string,
  briefing: BriefingBlocks | null,
  items: readonly ListItem[],
  last: readonly LastLine[],
  folded: DigestInput['folded'],
): string {
  const parts = [heading === '' ? '' : `<h2>${escapeHtml(heading)}</h2>`, ...briefingParagraphs(briefing)]
  for (const [source, of] of Map.groupBy(items, (item) => item.source)) {
    if (source !== '') parts.push(`<h3>${escapeHtml(source)}</h3>`)
    const [shown, rest] = [of.slice(0, limits.digest.richListed), of.slice(limits.digest.richListed)]
    parts.push(list(shown))
    if (rest.length > 0) {
      const summary = escapeHtml(headingLine(folded(rest.length)))
      parts.push(`<details><summary>${summary}</summary>${list(rest)}</details>`)
    }
  }
  for (const line of last) parts.push(`<footer>${lastLine(line)}</footer>`)
  return parts.join('')
}

/** Each sentence is a paragraph: items of lists are headlines. */
function briefingParagraphs(briefing: BriefingBlocks | null): readonly string[] {
  return briefing === null ? [] : [briefing.heading, ...briefing.sentences].map(({ html }) => `<p>${html}</p>`)
}

function list(items: readonly ListItem[]): string {
  return `<ul>${items.map(({ html }) => `<li>${html}</li>`).join('')}</ul>`
}

/** One of the last lines. Entities of rich messages are not detected, so addresses and @names are linked here. */
function lastLine({ text, link }: LastLine): string {
  const parts = headingLine(text).split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]|(?<![\w@./])@[a-z]\w{3,31}(?!\w))/iu)
  const html = parts
    .map((part, at) =>
      at % 2 === 0 ? escapeHtml(part) : anchor(part.startsWith('@') ? `https://t.me/${part.slice(1)}` : part, part),
    )
    .join('')
  const linked = link === null ? '' : anchor(link.url, link.text)
  return [html, linked].filter((part) => part !== '').join(' · ')
}
