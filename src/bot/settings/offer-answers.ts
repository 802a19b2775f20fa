/** Offers answers to a question as buttons: a press has the effect of typing the answer. */
import type { CallbackState } from '../../store/callback-states.ts'
import { button, type Rows } from '../keyboards.ts'
import type { ChannelContext } from '../request-context.ts'

export type Answers = Extract<CallbackState, { readonly kind: 'answers' }>

/** An answer as its button shows it, and as it is typed. */
export interface OfferedAnswer {
  readonly label: string
  readonly text: string
}

/** Asks a question, with a button for each answer. @param more rows under the answers */
export async function offerAnswers(
  ctx: ChannelContext,
  { about, feed }: Pick<Answers, 'about' | 'feed'>,
  html: string,
  offered: readonly OfferedAnswer[],
  more: Rows = [],
): Promise<void> {
  const { deps, person, entry } = ctx
  const texts = offered.map(({ text }) => text)
  const state = await deps.directory.remember(person.id, { kind: 'answers', about, channel: entry.id, feed, texts })
  const rows = offered.map(({ label }, index) => [button(label, { kind: 'answer', state, index, channel: entry.id })])
  await ctx.show({ html, rows: [...rows, ...more] })
}
