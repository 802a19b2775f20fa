/** Turns the parts of a composed digest into messages as the ledger stores them. Pure. */
import type { DigestPart } from '../digest/compose.ts'
import type { Headline } from '../headline.ts'
import type { MessageDraft } from '../store/message-contents.ts'
import { headlinesOf, type Line } from './gather-stories.ts'

/** A headline that waits for a digest, by an id of its own. */
export interface WaitingHeadline {
  readonly id: number
  readonly headline: Headline
}

/** @param left headlines that the digest only counts: they belong to the last part, without a text */
export function messageDrafts(
  parts: readonly DigestPart[],
  shown: readonly Line<WaitingHeadline>[],
  left: readonly WaitingHeadline[],
): readonly MessageDraft[] {
  const codes = new Map(shown.flatMap(headlinesOf).map(({ id, headline }) => [id, headline.code]))
  const gathered = new Map(shown.flatMap(gatheredIn))
  const draft = (part: DigestPart, leftOut: readonly WaitingHeadline[]) => ({
    ...part,
    ids: [...part.ids, ...leftOut.map(({ id }) => id)],
    contents: [
      ...part.ids.map((id, at) => ({ code: codes.get(id) ?? '', ...textsOf(part.blocks[at]), ...gathered.get(id) })),
      ...leftOut.map(({ headline: { code } }) => ({ code, html: '', plain: '' })),
    ],
  })
  const drafts = (of: readonly DigestPart[], leftOut: readonly WaitingHeadline[]) =>
    of.map((part, at) => draft(part, at === of.length - 1 ? leftOut : []))
  return parts.map((part, at) => {
    const leftOut = at === parts.length - 1 ? left : []
    return { ...draft(part, leftOut), instead: drafts(part.instead, leftOut) }
  })
}

/** For each headline gathered behind another: the code of that one, and the evidence. */
function gatheredIn({ lead, others }: Line<WaitingHeadline>) {
  const into = lead.headline.code
  return others.map(({ waiting, evidence }) => [waiting.id, { gathered: { into, evidence } }] as const)
}

function textsOf(block: { readonly html: string; readonly plain: string } | undefined) {
  return { html: block?.html ?? '', plain: block?.plain ?? '' }
}
