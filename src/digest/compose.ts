/** Sets a channel's pending headlines as messages that Telegram takes whole: digests, or a card for each. */
import type { Headline, Look } from '../model.ts'
import { oneLine } from '../text/one-line.ts'
import { escapeHtml } from '../text/telegram-html.ts'
import { truncate } from '../text/truncate.ts'
import { webAddress } from '../text/web-address.ts'
import { type Block, boldBlock, type Cost, costOf, fits, headingLine, plainBlock } from './block.ts'
import { type DigestLine, fittingLines, type HeadlineInput, lineBlocks, templateOf } from './headline.ts'

type LookOfDigest = Pick<Look, 'links' | 'layout' | 'template' | 'sources' | 'hashtags' | 'footer'>

export interface DigestInput extends Pick<HeadlineInput, 'linkBase' | 'untitled' | 'also' | 'when'> {
  /** Already in the channel's language; set in bold; null: none. */
  readonly heading: string | null
  readonly lines: readonly DigestLine[]
  readonly look: LookOfDigest
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
  /** The headlines in it, by id, in their order, each before those that are gathered behind it. */
  readonly ids: readonly number[]
  /** How each of these stands in it, in both forms; a gathered one within the one that leads. */
  readonly blocks: readonly Pick<Block, 'html' | 'plain'>[]
  /** The address whose picture Telegram shows with it; null: none. */
  readonly preview: string | null
}

interface Group {
  readonly heading: Block | null
  readonly items: readonly Item[]
}

/** A line, with the headlines in it. */
interface Item {
  readonly block: Block
  readonly ids: readonly number[]
  /** Of each headline. */
  readonly pieces: readonly Pick<Block, 'html' | 'plain'>[]
}

/** A part while it is filled. */
interface Filling {
  readonly lines: Block[]
  readonly ids: number[]
  readonly blocks: Pick<Block, 'html' | 'plain'>[]
}

const linkBaseUnits = 200
const counterUnits = 30

/**
 * The messages, in order. Of a digest: lines by the source of the headline that leads in the order in which sources first appear,
 * the oldest first in each; every part fits a message in both forms, is cut between lines only, and repeats the headings. Of cards:
 * one for each line.
 * @returns no parts for no headlines.
 */
export function compose(input: DigestInput): readonly DigestPart[] {
  const base = webAddress(input.linkBase)?.replace(/\/$/, '') ?? null
  const how: HeadlineInput = {
    ...input,
    ...input.look,
    linkBase: base !== null && base.length <= linkBaseUnits ? base : null,
    template: templateOf(input.look),
  }
  const last = [...input.remarks, input.look.footer].filter((line) => headingLine(line) !== '').map(plainBlock)
  const lines = input.lines.flatMap((line) => fittingLines(line, how))
  return input.look.layout === 'cards' ? cards(lines, how, last) : digest(input, lines, how, last)
}

/** The picture, or else the story's own, large and above the text. */
function cards(all: readonly DigestLine[], how: HeadlineInput, last: readonly Block[]): readonly DigestPart[] {
  const sorted = all.toSorted(byAge)
  return sorted.map((line, at): DigestPart => {
    const { block, ids, pieces } = itemOf(line, how)
    const { image, link } = line.lead
    const lines = [block, ...(at === sorted.length - 1 ? last : [])]
    return {
      html: lines.map(({ html }) => html).join('\n'),
      plain: lines.map(({ plain }) => plain).join('\n'),
      ids,
      blocks: pieces,
      preview: webAddress(image) ?? webAddress(link),
    }
  })
}

function itemOf(line: DigestLine, how: HeadlineInput): Item {
  const { block, others } = lineBlocks(line, how)
  return { block, ids: [line.lead, ...line.others].map(({ id }) => id), pieces: [block, ...others] }
}

function digest(
  input: DigestInput,
  all: readonly DigestLine[],
  how: HeadlineInput,
  last: readonly Block[],
): readonly DigestPart[] {
  const heading = input.heading === null ? null : boldBlock(input.heading)
  const groups = groupsOf(all, input.look, how)
  const single = pack(groups, last, heading, false)
  const parts = single.length <= 1 ? single : pack(groups, last, heading, true)
  return parts.map(({ lines, ids, blocks }, at): DigestPart => {
    const counter = parts.length > 1 ? truncate(oneLine(input.counter(at + 1, parts.length)), counterUnits) : ''
    const joined = (form: 'html' | 'plain', end: string) =>
      join(
        lines.map((line) => line[form]),
        heading !== null,
        end,
      )
    return { html: joined('html', escapeHtml(counter)), plain: joined('plain', counter), ids, blocks, preview: null }
  })
}

/** The lines of a part; the counter stands behind the heading, or else on a last line of its own. */
function join(lines: readonly string[], headed: boolean, counter: string): string {
  const [first = '', ...rest] = lines
  if (counter === '') return lines.join('\n')
  return headed ? [`${first} ${counter}`, ...rest].join('\n') : [...lines, counter].join('\n')
}

/** Fills one message after the other. What stands at the end takes the last headline along where it opens another message. */
function pack(
  groups: readonly Group[],
  last: readonly Block[],
  heading: Block | null,
  counted: boolean,
): readonly Filling[] {
  const top = heading === null ? [] : [heading]
  const opening: readonly Cost[] = [...top, ...(counted ? [costOf(counterUnits + 1, 1, '')] : [])]
  const parts: Filling[] = []
  let spent: readonly Cost[] = []
  /** @returns the part that takes these lines, a new one if the present one has no room for them */
  const partFor = (added: readonly Block[], instead: readonly Block[]): Filling => {
    let part = parts.at(-1)
    let lines = added
    if (part === undefined || !fits([...spent, ...added])) {
      part = { lines: [...top], ids: [], blocks: [] }
      parts.push(part)
      spent = opening
      lines = instead
    }
    part.lines.push(...lines)
    spent = [...spent, ...lines]
    return part
  }
  const final = groups.at(-1)?.items.at(-1)
  for (const group of groups) {
    for (const [at, item] of group.items.entries()) {
      const headed = group.heading === null ? [item.block] : [group.heading, item.block]
      const end = item === final && fits([...opening, ...headed, ...last]) ? last : []
      const part = partFor([...(at === 0 ? headed : [item.block]), ...end], [...headed, ...end])
      part.ids.push(...item.ids)
      part.blocks.push(...item.pieces)
      // Too long to stand in one message with a headline.
      if (item === final && end.length < last.length) for (const line of last) partFor([line], [line])
    }
  }
  return parts
}

function groupsOf(lines: readonly DigestLine[], look: LookOfDigest, how: HeadlineInput): readonly Group[] {
  const bySource = Map.groupBy(lines, ({ lead }) => (look.sources ? sourceOf(lead) : ''))
  return [...bySource].map(([source, of]) => ({
    heading: boldBlock(source),
    items: of.toSorted(byAge).map((line) => itemOf(line, how)),
  }))
}

/** Undated headlines come after the dated ones, as they arrived. */
function byAge({ lead: a }: DigestLine, { lead: b }: DigestLine): number {
  if (a.published === b.published) return a.id - b.id
  if (a.published === null) return 1
  return b.published === null ? -1 : a.published - b.published
}

/** A feed without a title goes by its host. */
function sourceOf({ source, feed }: Headline): string {
  return headingLine(source) || (URL.canParse(feed) ? headingLine(new URL(feed).host) : '')
}

/** A digest of limited length shows its newest lines; the others are left out. */
export function atMost<Waiting>(
  waiting: readonly Waiting[],
  most: number | null,
): { readonly shown: readonly Waiting[]; readonly left: readonly Waiting[] } {
  const over = most === null ? 0 : Math.max(0, waiting.length - most)
  return { shown: waiting.slice(over), left: waiting.slice(0, over) }
}
