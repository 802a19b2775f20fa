/** Sets a channel's pending headlines as digest messages that Telegram takes whole. */
import { limits } from '../limits.ts'
import type { Headline, LinkStyle } from '../model.ts'
import { detected } from './detected.ts'
import { escapeHtml, oneLine, shortLine, titleLine, trimTo, webAddress } from './html.ts'

export interface DigestInput {
  /** Already in the channel's language; set in bold; null: none. */
  readonly heading: string | null
  readonly headlines: readonly Headline[]
  readonly links: LinkStyle
  /** Public address without a trailing slash; null: headlines link to the originals, whatever the style. */
  readonly linkBase: string | null
  /** What stands for a headline without a title. */
  readonly untitled: string
  /** Plain lines at the end of the last part. */
  readonly remarks: readonly string[]
  /** Names part k of n, from 1, in a few characters, such as (1/3). */
  readonly counter: (k: number, n: number) => string
}

/** One message of a digest. */
export interface DigestPart {
  /** Telegram HTML. */
  readonly html: string
  /** The same with bare links, for when Telegram refuses the markup. */
  readonly plain: string
  /** The headlines in it, by id, in their order. */
  readonly ids: readonly number[]
}

/** What something takes of a message's room. */
interface Cost {
  /** UTF-16 units after entity parsing, with the line's end. */
  readonly units: number
  readonly entities: number
  /** UTF-16 units of the entities themselves. */
  readonly entityUnits: number
}

/** A line or two of a message, in both forms, and what it costs in the dearer one. */
interface Block extends Cost {
  readonly html: string
  readonly plain: string
}

interface Group {
  readonly heading: Block | null
  readonly items: readonly { readonly id: number; readonly block: Block }[]
}

const headingUnits = 200
/** A heading with more mentions and the like is cut; both of a part's headings leave room for any headline. */
const headingEntities = 10
/** What stands in a path as it is. */
const codePattern = /^[\w-]{1,64}$/
const linkBaseUnits = 200
const counterUnits = 30
/** What an entity takes beside its address. */
const entityOverhead = 20
/** In a plain part, a longer link costs more room than it is worth. */
const bareLinkUnits = 300

/**
 * The digest's messages, in order: headlines by source in the order in which sources first appear, the oldest first in
 * each. Every part fits a message in both forms, is cut between headlines only, and repeats the headings.
 * @returns no parts for no headlines.
 */
export function compose(input: DigestInput): readonly DigestPart[] {
  const heading = input.heading === null ? null : boldBlock(shortLine(input.heading, headingUnits, headingEntities))
  const groups = groupsOf(input)
  const remarks = input.remarks.map((remark) => remarkBlock(shortLine(remark, headingUnits, headingEntities)))
  const single = pack(groups, remarks, heading, false)
  const parts = single.length <= 1 ? single : pack(groups, remarks, heading, true)
  return parts.map(({ blocks, ids }, at) => {
    const counter = parts.length > 1 ? trimTo(oneLine(input.counter(at + 1, parts.length)), counterUnits) : ''
    return {
      html: joined(
        blocks.map((block) => block.html),
        heading !== null,
        escapeHtml(counter),
      ),
      plain: joined(
        blocks.map((block) => block.plain),
        heading !== null,
        counter,
      ),
      ids,
    }
  })
}

/** The lines of a part; the counter stands behind the heading, or else on a last line of its own. */
function joined(lines: readonly string[], headed: boolean, counter: string): string {
  const [first = '', ...rest] = lines
  if (counter === '') return lines.join('\n')
  return headed ? [`${first} ${counter}`, ...rest].join('\n') : [...lines, counter].join('\n')
}

/** Fills one message after the other. */
function pack(
  groups: readonly Group[],
  remarks: readonly Block[],
  heading: Block | null,
  counted: boolean,
): readonly { blocks: Block[]; ids: number[] }[] {
  const counter: Cost = { units: counterUnits + 1, entities: 1, entityUnits: entityOverhead }
  const parts: { blocks: Block[]; ids: number[] }[] = []
  let spent: readonly Cost[] = []
  for (const group of groups) {
    let headed = false
    for (const { id, block } of group.items) {
      const headedBlock = group.heading === null ? [block] : [group.heading, block]
      let part = parts.at(-1)
      let added = headed ? [block] : headedBlock
      if (part === undefined || !fits([...spent, ...added])) {
        part = { blocks: heading === null ? [] : [heading], ids: [] }
        parts.push(part)
        spent = [...part.blocks, ...(counted ? [counter] : [])]
        added = headedBlock
      }
      part.blocks.push(...added)
      part.ids.push(id)
      spent = [...spent, ...added]
      headed = true
    }
  }
  // Without a headline there is nothing to remark on.
  for (const remark of parts.length === 0 ? [] : remarks) {
    let part = parts.at(-1)
    if (part === undefined || !fits([...spent, remark])) {
      part = { blocks: heading === null ? [] : [heading], ids: [] }
      parts.push(part)
      spent = [...part.blocks, ...(counted ? [counter] : [])]
    }
    part.blocks.push(remark)
    spent = [...spent, remark]
  }
  return parts
}

function fits(costs: readonly Cost[]): boolean {
  const total = (what: keyof Cost) => costs.reduce((sum, cost) => sum + cost[what], 0)
  const { messageUnits, messageEntities, entityUnits } = limits.telegram
  return total('units') <= messageUnits && total('entities') <= messageEntities && total('entityUnits') <= entityUnits
}

function groupsOf(input: DigestInput): readonly Group[] {
  const base = webAddress(input.linkBase)?.replace(/\/$/, '') ?? null
  const linkBase = base !== null && base.length <= linkBaseUnits ? base : null
  const bySource = Map.groupBy(input.headlines, (headline) => sourceOf(headline))
  return [...bySource].map(([source, headlines]) => ({
    heading: boldBlock(source),
    items: headlines
      .toSorted(byAge)
      .map((headline) => ({ id: headline.id, block: headlineBlock(headline, input, linkBase) })),
  }))
}

/** Undated headlines come after the dated ones, as they arrived. */
function byAge(a: Headline, b: Headline): number {
  if (a.published === b.published) return a.id - b.id
  if (a.published === null) return 1
  return b.published === null ? -1 : a.published - b.published
}

/** A feed without a title goes by its host. */
function sourceOf({ source, feed }: Headline): string {
  return (
    shortLine(source, headingUnits, headingEntities) ||
    (URL.canParse(feed) ? shortLine(new URL(feed).host, headingUnits, headingEntities) : '')
  )
}

/** A heading; each entity that Telegram detects in it may cut the bold one in two. */
function boldBlock(line: string): Block | null {
  if (line === '') return null
  return { html: `<b>${escapeHtml(line)}</b>`, plain: line, ...costOf(line.length + 1, 1 + 2 * detected(line), '') }
}

function remarkBlock(line: string): Block {
  return { html: escapeHtml(line), plain: line, ...costOf(line.length + 1, detected(line), '') }
}

function headlineBlock(headline: Headline, input: DigestInput, linkBase: string | null): Block {
  const title = titleLine(headline.title, input.untitled)
  const original = webAddress(headline.link)
  const short =
    original === null || linkBase === null || !codePattern.test(headline.code) ? null : `${linkBase}/${headline.code}`
  const bare = short ?? (original !== null && original.length <= bareLinkUnits ? original : null)
  const plain = `• ${title}${bare === null ? '' : `\n${bare}`}`
  const plainUnits = plain.length + 1
  const plainEntities = detected(title) + (bare === null ? 0 : 1)
  if (short !== null && input.links === 'visible') {
    return {
      html: `• ${escapeHtml(title)}\n${anchor(short, short)}`,
      plain,
      ...costOf(plainUnits, plainEntities, short),
    }
  }
  const link = input.links === 'original' ? original : (short ?? original)
  if (link === null) return { html: `• ${escapeHtml(title)}`, plain, ...costOf(plainUnits, plainEntities, '') }
  const units = Math.max(plainUnits, title.length + 3)
  return { html: `• ${anchor(link, title)}`, plain, ...costOf(units, Math.max(plainEntities, 1), link) }
}

/** @param link an address that does not stand in the text itself */
function costOf(units: number, entities: number, link: string): Cost {
  return { units, entities, entityUnits: entities * entityOverhead + link.length }
}

function anchor(link: string, text: string): string {
  return `<a href="${escapeHtml(link)}">${escapeHtml(text)}</a>`
}
