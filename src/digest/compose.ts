/** Composes a channel's pending headlines into messages within Telegram's limits: digests, or a card for each headline. */

import type { Headline } from '../headline.ts'
import { limits } from '../limits.ts'
import type { Look } from '../look.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { oneLine } from '../text/one-line.ts'
import { plainOf } from '../text/telegram-html.ts'
import { truncate } from '../text/truncate.ts'
import { webAddress } from '../text/web-address.ts'
import { type BriefingBlocks, briefingBlocks, type DigestBriefing } from './briefing-blocks.ts'
import { type FileLabel, fileButton, photoAddress, type UrlButton } from './card-media.ts'
import { type DigestLine, type LineInput, lineBlocks, splitLine, templateOf } from './digest-line.ts'
import {
  type Block,
  boldBlock,
  emptyLine,
  fits,
  headingLine,
  joinedBlock,
  linkBlock,
  plainBlock,
  type Size,
  sizeOf,
} from './message-block.ts'

export interface DigestInput extends Pick<LineInput, 'linkBase' | 'untitled' | 'also' | 'when' | 'post'> {
  /** In the channel's language; shown in bold. Null: none. */
  readonly heading: string | null
  /** Under the heading of the first part; absent: none. */
  readonly briefing?: DigestBriefing | null
  readonly lines: readonly DigestLine[]
  readonly look: Pick<
    Look,
    'links' | 'layout' | 'template' | 'sources' | 'hashtags' | 'footer' | 'comments' | 'summaries'
  >
  /** Plain lines at the end of the last part. */
  readonly remarks: readonly string[]
  /** A link behind the footer, or in its place; absent: none. */
  readonly endLink?: EndLink | null
  /** The name of part k of n, from 1, such as (1/3). */
  readonly counter: (k: number, n: number) => string
  /** The button under a card for its sound or film. */
  readonly fileLabel: FileLabel
  /** The line under which a rich message folds the rest of a feed's headlines. */
  readonly folded: (count: number) => string
}

export interface EndLink {
  readonly url: string
  /** In the channel's language. */
  readonly text: string
}

/** One message. */
export interface DigestPart {
  /** Telegram HTML. */
  readonly html: string
  /** Plain text with bare links, in case Telegram refuses the HTML. */
  readonly plain: string
  /** Ids of its headlines, in order; a line's lead comes before the others. */
  readonly ids: readonly number[]
  /** The text of each headline in both forms. That of another feed is part of its lead's line. */
  readonly blocks: readonly Pick<Block, 'html' | 'plain'>[]
  /** The address that Telegram previews; null: none. */
  readonly preview: string | null
  /** How it is sent: `photo`: the previewed picture with the HTML as its caption; `rich`: the HTML as a rich message. */
  readonly form: 'html' | 'photo' | 'rich'
  readonly buttons: readonly UrlButton[]
  /** The ordinary messages that replace a rich one where Telegram refuses it: the same headlines in the same order. */
  readonly instead: readonly DigestPart[]
}

/** What only some parts have. */
const ordinary = { form: 'html', buttons: [], instead: [] } as const

interface Group {
  readonly heading: Block | null
  readonly items: readonly Item[]
}

/** A line with its headlines. */
export interface Item extends Pick<DigestPart, 'ids' | 'blocks'> {
  readonly block: Block
}

/** A part that is being filled. */
interface PartBuilder {
  readonly lines: Block[]
  readonly ids: number[]
  readonly blocks: Pick<Block, 'html' | 'plain'>[]
}

/**
 * The messages, in order. A digest groups lines by the lead's source, in order of first appearance, oldest first; each part
 * fits a message in both forms, breaks between lines only, and repeats the headings. With cards, each line is a message.
 * @returns no parts if there are no headlines
 */
export function compose(input: DigestInput): readonly DigestPart[] {
  // compose-rich.ts makes rich messages, and this what replaces them.
  if (input.look.layout === 'rich') return compose({ ...input, look: { ...input.look, layout: 'headlines' } })
  const how = lineInputOf(input)
  const last = lastLines(input).map(lastBlock)
  const lines = input.lines.flatMap((line) => splitLine(line, how))
  if (input.look.layout !== 'cards') return digest(input, lines, how, last)
  const end = (at: number) => (at === lines.length - 1 ? last : [])
  const cards = lines.toSorted(byAge).map((line, at) => card(line, how, end(at), input.fileLabel))
  return [...briefingMessage(input, how), ...cards]
}

/** Cards follow their briefing, which is a message of its own without headlines. */
function briefingMessage(input: DigestInput, how: LineInput): readonly DigestPart[] {
  const blocks = briefingOf(input, how)
  if (blocks === null) return []
  const joined = (form: 'html' | 'plain') => [blocks.heading, ...blocks.sentences].map((each) => each[form]).join('\n')
  return [{ ...ordinary, html: joined('html'), plain: joined('plain'), ids: [], blocks: [], preview: null }]
}

/** What fits a message with the digest's heading. */
export function briefingOf({ briefing = null, heading, lines }: DigestInput, how: LineInput): BriefingBlocks | null {
  const opening = openingOf(heading === null ? null : boldBlock(heading), true)
  return briefingBlocks(briefing, lines, how, [...opening, emptyLine])
}

/** Heading and counter, as every part has them. */
function openingOf(heading: Block | null, isCounted: boolean): readonly Size[] {
  const counter = sizeOf(limits.digest.counterUnits + 1, 1, '')
  return [...(heading === null ? [] : [heading]), ...(isCounted ? [counter] : [])]
}

export function lineInputOf(input: DigestInput): LineInput {
  const base = webAddress(input.linkBase)?.replace(/\/$/, '') ?? null
  return {
    ...input,
    ...input.look,
    linkBase: base !== null && base.length <= limits.digest.linkBaseUnits ? base : null,
    template: templateOf(input.look),
  }
}

/** A line at the end of the last part. */
export interface LastLine {
  /** Empty: the link stands alone. */
  readonly text: string
  readonly link: EndLink | null
}

/** The visible ones: remarks, and the footer with the link. */
export function lastLines({
  remarks,
  look,
  endLink = null,
}: Pick<DigestInput, 'remarks' | 'look' | 'endLink'>): readonly LastLine[] {
  const shown = (text: string) => (headingLine(text) === '' ? '' : text)
  const lines = [...remarks.map((text) => ({ text, link: null })), { text: look.footer, link: endLink }]
  return lines
    .map(({ text, link }) => ({ text: shown(text), link }))
    .filter(({ text, link }) => text !== '' || link !== null)
}

function lastBlock({ text, link }: LastLine): Block {
  if (link === null) return plainBlock(text)
  const linked = linkBlock(link.url, link.text)
  return text === '' ? linked : joinedBlock(plainBlock(text), ' · ', linked)
}

/** A card is a photo with a caption if it fits one, perhaps with a shorter summary; else it previews the picture, or the headline's page. */
function card(line: DigestLine, how: LineInput, last: readonly Block[], label: FileLabel): DigestPart {
  const { image, link } = line.lead
  const button = fileButton(line, label)
  const part = (summaryUnits?: number): DigestPart => {
    const { block, ids, blocks } = itemOf(line, summaryUnits === undefined ? how : { ...how, summaryUnits })
    const joined = (form: 'html' | 'plain') => [block, ...last].map((each) => each[form]).join('\n')
    const preview = webAddress(image) ?? webAddress(link)
    const buttons = button === null ? [] : [button]
    return { ...ordinary, html: joined('html'), plain: joined('plain'), ids, blocks, preview, buttons }
  }
  const whole = part()
  const photo = photoAddress(image)
  if (photo === null) return whole
  const over = plainOf(whole.html).length - limits.telegram.captionUnits
  const room = Math.min(oneLine(line.lead.summary).length, limits.feed.summaryUnits) - over
  const fitting = over <= 0 ? whole : room < limits.digest.captionSummaryUnits ? null : part(room)
  if (fitting === null || plainOf(fitting.html).length > limits.telegram.captionUnits) return whole
  return { ...fitting, form: 'photo', preview: photo }
}

export function itemOf(line: DigestLine, how: LineInput): Item {
  const { block, others } = lineBlocks(line, how)
  return { block, ids: [line.lead, ...line.others].map(({ id }) => id), blocks: [block, ...others] }
}

function digest(
  input: DigestInput,
  lines: readonly DigestLine[],
  how: LineInput,
  last: readonly Block[],
): readonly DigestPart[] {
  const { heading: title, look, counter } = input
  const heading = title === null ? null : boldBlock(title)
  const bySource = Map.groupBy(lines, ({ lead }) => (look.sources ? sourceOf(lead) : ''))
  const groups = [...bySource].map(([source, of]) => ({
    heading: boldBlock(source),
    items: of.toSorted(byAge).map((line) => itemOf(line, how)),
  }))
  const blocks = briefingOf(input, how)
  const briefing = blocks === null ? [] : [blocks.heading, ...blocks.sentences, emptyLine]
  const single = pack(groups, last, heading, briefing, false)
  const parts = single.length <= 1 ? single : pack(groups, last, heading, briefing, true)
  return parts.map(({ lines: all, ids, blocks }, at): DigestPart => {
    const name = parts.length > 1 ? truncate(oneLine(counter(at + 1, parts.length)), limits.digest.counterUnits) : ''
    const joined = (form: 'html' | 'plain', end: string) => {
      const [first = '', ...rest] = all.map((line) => line[form])
      if (end === '') return [first, ...rest].join('\n')
      // The counter follows the heading, or is the last line.
      return heading === null ? [first, ...rest, end].join('\n') : [`${first} ${end}`, ...rest].join('\n')
    }
    const html = joined('html', escapeHtml(name))
    return { ...ordinary, html, plain: joined('plain', name), ids, blocks, preview: null }
  })
}

/** Fills one message after another. The last lines stay with the last headline if both do not fit the current message. */
function pack(
  groups: readonly Group[],
  last: readonly Block[],
  heading: Block | null,
  briefing: readonly Block[],
  isCounted: boolean,
): readonly PartBuilder[] {
  const top = heading === null ? [] : [heading]
  const opening = openingOf(heading, isCounted)
  const parts: PartBuilder[] = briefing.length === 0 ? [] : [{ lines: [...top, ...briefing], ids: [], blocks: [] }]
  let used: readonly Size[] = briefing.length === 0 ? [] : [...opening, ...briefing]
  /** Adds lines to the current part, or `fresh` to a new part if there is no room. @returns the part */
  const partFor = (added: readonly Block[], fresh: readonly Block[]): PartBuilder => {
    let part = parts.at(-1)
    let lines = added
    if (part === undefined || !fits([...used, ...added])) {
      part = { lines: [...top], ids: [], blocks: [] }
      parts.push(part)
      used = opening
      lines = fresh
    }
    part.lines.push(...lines)
    used = [...used, ...lines]
    return part
  }
  const final = groups.at(-1)?.items.at(-1)
  for (const group of groups) {
    for (const [at, item] of group.items.entries()) {
      const headed = group.heading === null ? [item.block] : [group.heading, item.block]
      const end = item === final && fits([...opening, ...headed, ...last]) ? last : []
      const part = partFor([...(at === 0 ? headed : [item.block]), ...end], [...headed, ...end])
      part.ids.push(...item.ids)
      part.blocks.push(...item.blocks)
      // The last lines do not fit one message with a headline.
      if (item === final && end.length < last.length) for (const line of last) partFor([line], [line])
    }
  }
  return parts
}

/** Undated headlines come last, in order of arrival. */
export function byAge({ lead: a }: DigestLine, { lead: b }: DigestLine): number {
  if (a.published === b.published) return a.id - b.id
  if (a.published === null) return 1
  return b.published === null ? -1 : a.published - b.published
}

/** The feed's title, or its host. */
export function sourceOf({ source, feed }: Headline): string {
  return headingLine(source) || (URL.canParse(feed) ? headingLine(new URL(feed).host) : '')
}

/** Splits pending headlines at a digest's maximum; the newest are shown. @param max null: no maximum */
export function newestHeadlines<Waiting>(
  waiting: readonly Waiting[],
  max: number | null,
): { readonly shown: readonly Waiting[]; readonly left: readonly Waiting[] } {
  const over = max === null ? 0 : Math.max(0, waiting.length - max)
  return { shown: waiting.slice(over), left: waiting.slice(0, over) }
}
