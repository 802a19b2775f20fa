/** Gathers waiting headlines of the same story into one line of a digest. Pure. */

import { type DigestLine, showsOtherFeeds } from '../digest/digest-line.ts'
import { withShownTitle } from '../digest/shown-title.ts'
import type { Gathering, Headline } from '../headline.ts'
import type { Look, Translate } from '../look.ts'
import { StoryIndex } from '../story/story-index.ts'
import { signatureOf } from './merge-stories.ts'

export interface Gathered<Waiting> {
  readonly waiting: Waiting
  readonly evidence: Gathering
}

/** A line: the headline that came first, and those of other feeds with the same story. */
export interface Line<Waiting> {
  readonly lead: Waiting
  readonly others: readonly Gathered<Waiting>[]
}

/**
 * Lines in the order of their first headlines. Two headlines of one feed are two stories. If lines do not name other feeds, likely
 * matches are not gathered, because that would hide them.
 * @param waiting in the order of arrival
 */
export function gather<Waiting extends { readonly headline: Headline }>(
  waiting: readonly Waiting[],
  look: Look,
): readonly Line<Waiting>[] {
  const lines: { readonly lead: Waiting; readonly others: Gathered<Waiting>[] }[] = []
  if (!look.stories) return waiting.map((lead) => ({ lead, others: [] }))
  const isLikelyShown = showsOtherFeeds(look)
  const index = new StoryIndex<(typeof lines)[number]>()
  const byCode = new Map<string, (typeof lines)[number]>()
  for (const each of waiting) {
    const { headline } = each
    const isOfNoFeed = ({ lead, others }: (typeof lines)[number]) =>
      [lead, ...others.map((other) => other.waiting)].every((other) => other.headline.feed !== headline.feed)
    const signature = signatureOf(headline, headline.source)
    const earlier = byCode.get(headline.repeats?.code ?? '')
    const found =
      earlier !== undefined && headline.repeats !== null && isOfNoFeed(earlier)
        ? { value: earlier, evidence: headline.repeats.evidence }
        : isLikelyShown && hasLink(headline)
          ? index.likely(signature, isOfNoFeed)
          : null
    if (found === null) {
      const line = { lead: each, others: [] }
      lines.push(line)
      index.add(signature, line, true)
      byCode.set(headline.code, line)
    } else {
      found.value.others.push({ waiting: each, evidence: found.evidence })
      byCode.set(headline.code, found.value)
    }
  }
  return lines
}

/** A reader must be able to open a likely match. */
function hasLink({ link, reading }: Headline): boolean {
  return link !== null || reading !== null
}

/** The line as digest/compose.ts takes it, with translations where the channel has them. */
export function digestLine(
  { lead, others }: Line<{ readonly headline: Headline }>,
  translate: Translate | null,
): DigestLine {
  const shown = (headline: Headline) => withShownTitle(headline, translate)
  return { lead: shown(lead.headline), others: others.map(({ waiting }) => shown(waiting.headline)) }
}

/** All headlines of a line. */
export function headlinesOf<Waiting>({ lead, others }: Line<Waiting>): readonly Waiting[] {
  return [lead, ...others.map(({ waiting }) => waiting)]
}
