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

/** A line or two of a message, in both forms, and what it costs of a message's room in the dearer one. */
interface Block {
  readonly html: string
  readonly plain: string
  /** UTF-16 units after entity parsing, with the line's end. */
  readonly units: number
  readonly entities: number
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
  const single = pack(groups, heading, false)
  const parts = single.length <= 1 ? single : pack(groups, heading, true)
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
  heading: Block | null,
  counted: boolean,
): readonly { blocks: Block[]; ids: number[] }[] {
  const parts: { blocks: Block[]; ids: number[] }[] = []
  let units = 0
  let entities = 0
  for (const group of groups) {
    let headed = false
    for (const { id, block } of group.items) {
      let part = parts.at(-1)
      const needed = headed || group.heading === null ? [block] : [group.heading, block]
      if (
        part === undefined ||
        units + sum(needed, 'units') > limits.telegram.messageUnits ||
        entities + sum(needed, 'entities') > limits.telegram.messageEntities
      ) {
        part = { blocks: heading === null ? [] : [heading], ids: [] }
        parts.push(part)
        units = (heading?.units ?? 0) + (counted ? counterUnits + 1 : 0)
        entities = (heading?.entities ?? 0) + (counted ? 1 : 0)
        headed = false
      }
      const added = headed || group.heading === null ? [block] : [group.heading, block]
      part.blocks.push(...added)
      part.ids.push(id)
      units += sum(added, 'units')
      entities += sum(added, 'entities')
      headed = true
    }
  }
  return parts
}

function sum(blocks: readonly Block[], what: 'units' | 'entities'): number {
  return blocks.reduce((total, block) => total + block[what], 0)
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
  return { html: `<b>${escapeHtml(line)}</b>`, plain: line, units: line.length + 1, entities: 1 + 2 * detected(line) }
}

function headlineBlock(headline: Headline, input: DigestInput, linkBase: string | null): Block {
  const title = titleLine(headline.title, input.untitled)
  const original = webAddress(headline.link)
  const short =
    original === null || linkBase === null || !codePattern.test(headline.code) ? null : `${linkBase}/${headline.code}`
  const bare = short ?? (original !== null && original.length <= bareLinkUnits ? original : null)
  const plain = `• ${title}${bare === null ? '' : `\n${bare}`}`
  const plainCost = { units: plain.length + 1, entities: detected(title) + (bare === null ? 0 : 1) }

  if (short !== null && input.links === 'visible') {
    return { html: `• ${escapeHtml(title)}\n${anchor(short, short)}`, plain, ...plainCost }
  }
  const link = input.links === 'original' ? original : (short ?? original)
  if (link === null) return { html: `• ${escapeHtml(title)}`, plain, ...plainCost }
  return {
    html: `• ${anchor(link, title)}`,
    plain,
    units: Math.max(plainCost.units, title.length + 3),
    entities: Math.max(plainCost.entities, 1),
  }
}

function anchor(link: string, text: string): string {
  return `<a href="${escapeHtml(link)}">${escapeHtml(text)}</a>`
}
