/** The briefing above a digest: a heading, and sentences with links to the headlines that they are about. Pure. */
import { limits } from '../limits.ts'
import { detected } from '../text/detected-entities.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { shortLine } from '../text/telegram-html.ts'
import { type DigestLine, type LineInput, targetsOf } from './digest-line.ts'
import { anchor, type Block, boldBlock, fits, type Size, sizeOf } from './message-block.ts'

export interface DigestBriefing {
  /** In the channel's language; it begins with 🤖. */
  readonly heading: string
  readonly sentences: readonly BriefedSentence[]
}

export interface BriefedSentence {
  readonly text: string
  /** Ids of the headlines that it is about. */
  readonly cites: readonly number[]
}

/** Heading and sentences, in order. */
export interface BriefingBlocks {
  readonly heading: Block
  readonly sentences: readonly [Block, ...Block[]]
}

/** How a link to a headline is written: `text [1] https://…` as plain text. */
interface Cited {
  readonly id: number
  readonly target: string
  readonly bare: string | null
}

const { sentenceUnits, sentenceEntities } = limits.digest

/**
 * Headlines are numbered in the order in which the sentences name them. A sentence is left out if one of its headlines is not in the
 * digest any more, or if none of them has a link.
 * @param room what else has to fit its message
 * @returns null: no sentence is left
 */
export function briefingBlocks(
  briefing: DigestBriefing | null,
  lines: readonly DigestLine[],
  how: LineInput,
  room: readonly Size[],
): BriefingBlocks | null {
  const heading = briefing === null ? null : boldBlock(briefing.heading)
  if (briefing === null || heading === null) return null
  const leads = new Map(lines.map(({ lead }) => [lead.id, lead]))
  const numbers = new Map<number, number>()
  const sentences: Block[] = []
  for (const { text, cites } of briefing.sentences) {
    const headlines = cites.flatMap((id) => leads.get(id) ?? [])
    const cited = headlines.flatMap((headline): readonly Cited[] => {
      const { target, bare } = targetsOf(headline, how)
      return target === null ? [] : [{ id: headline.id, target, bare }]
    })
    const line = shortLine(text, sentenceUnits, sentenceEntities)
    if (headlines.length < cites.length || cited.length === 0 || line === '') continue
    const added = cited.filter(({ id }) => !numbers.has(id))
    const numbered = new Map([...numbers, ...added.map(({ id }, at) => [id, numbers.size + at + 1] as const)])
    const block = sentenceBlock(line, cited, numbered)
    if (!fits([...room, heading, ...sentences, block])) break
    for (const [id, number] of numbered) numbers.set(id, number)
    sentences.push(block)
  }
  const [first, ...rest] = sentences
  return first === undefined ? null : { heading, sentences: [first, ...rest] }
}

function sentenceBlock(text: string, cited: readonly Cited[], numbers: ReadonlyMap<number, number>): Block {
  const label = ({ id }: Cited) => `[${numbers.get(id) ?? 0}]`
  const html = [escapeHtml(text), ...cited.map((each) => anchor(each.target, label(each)))].join(' ')
  const links = cited.map((each) => (each.bare === null ? label(each) : `${label(each)} ${each.bare}`))
  const plain = [text, ...links].join(' ')
  const addresses = cited.map(({ target }) => target).join('')
  return { html, plain, ...sizeOf(plain.length + 1, cited.length + detected(text), addresses) }
}
