/** `/retract LINK` retracts a headline, whether it waits or was posted. */
import type { Retracted } from '../../cell/retracted.ts'
import { button, type Rows } from '../keyboards.ts'
import type { ChannelContext, ChannelHandler } from '../request-context.ts'

export const retract: ChannelHandler = async (ctx) => {
  const { texts, input, channel } = ctx
  if (input === '') return ctx.respond(texts.t.text('items.retractWhat'))
  await showRetracted(ctx, await channel.retract(input, false), input)
}

/** @param text the headline as the person named it */
export async function showRetracted(ctx: ChannelContext, retracted: Retracted, text: string): Promise<void> {
  await ctx.show({ html: ctx.texts.retracted(retracted, text), rows: rowsOf(ctx, retracted) })
}

/** A button to undo it; before a post is deleted, which cannot be undone, buttons to confirm. */
function rowsOf({ texts, entry }: ChannelContext, retracted: Retracted): Rows {
  switch (retracted.kind) {
    case 'withdrawn':
    case 'struck':
      return [[button(texts.menu.buttons.undo, { kind: 'unretract', code: retracted.code, channel: entry.id })]]
    case 'sure':
      return [
        [
          button(texts.menu.buttons.deletePost, { kind: 'erase', code: retracted.code, channel: entry.id }),
          button(texts.menu.buttons.keep, { kind: 'cancel' }),
        ],
      ]
    default:
      return []
  }
}
