/** `/retract LINK`: takes a headline back, wherever it is. */
import type { Retracted } from '../../cell/channel-api.ts'
import { button } from '../keyboards.ts'
import type { ChannelCommand, ChannelTurn, Rows } from '../request-context.ts'

export const retract: ChannelCommand = async (turn) => {
  const { words, text, channel, reply } = turn
  if (text === '') return reply(words.retractWhat)
  await answerRetracted(turn, await channel.retract(text, false), text)
}

/** With a button that undoes it; where it cannot be undone, with one that goes on. */
export async function answerRetracted(
  { words, entry, show }: ChannelTurn,
  retracted: Retracted,
  text: string,
): Promise<void> {
  const rowsOf = (): Rows => {
    switch (retracted.kind) {
      case 'withdrawn':
      case 'struck':
        return [[button(words.undo, { kind: 'unretract', code: retracted.code, channel: entry.id })]]
      case 'sure':
        return [
          [
            button(words.menu.buttons.deletePost, { kind: 'erase', code: retracted.code, channel: entry.id }),
            button(words.menu.buttons.keep, { kind: 'cancel' }),
          ],
        ]
      default:
        return []
    }
  }
  await show({ html: words.retracted(retracted, text), rows: rowsOf() })
}
