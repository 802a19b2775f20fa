/** The page of a channel's filter. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { Words } from '../../i18n/words.ts'
import { button } from '../keyboards.ts'
import { inChunks } from '../reply.ts'
import type { Screen } from '../request-context.ts'
import { backToChannel } from './channel.ts'

export function filterScreen(words: Words, view: ChannelView): Screen {
  const { id, filter } = view.channel
  const { buttons } = words.menu
  const clear = filter === '' ? [] : [button(buttons.clear, { kind: 'clear', at: 0, channel: id })]
  return {
    // Of many feeds with filters of their own, /filter shows all.
    html: inChunks(words.filter(view))[0] ?? '',
    rows: [
      [button(buttons.change, { kind: 'ask', about: 'filter', at: 0, channel: id }), ...clear],
      [button(buttons.less, { kind: 'less', channel: id })],
      ...backToChannel(words, id),
    ],
  }
}
