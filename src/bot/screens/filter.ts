/** The screens of a channel's filters: all of them, or that of one feed. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { FeedView } from '../../cell/feed-view.ts'
import type { Texts } from '../../i18n/texts.ts'
import { askButton, button, type Screen, screenButton } from '../keyboards.ts'
import { inChunks } from '../reply.ts'
import { backToChannel } from './channel.ts'

export function filterScreen(texts: Texts, view: ChannelView): Screen {
  const { id, filter } = view.channel
  const { buttons } = texts.menu
  const clear = filter === '' ? [] : [button(buttons.clear, { kind: 'clear', at: 0, channel: id })]
  return {
    // `/filter` sends the other parts as well.
    html: inChunks(texts.filter(view))[0] ?? '',
    rows: [
      [askButton(buttons.change, 'filter', id), ...clear],
      [button(buttons.less, { kind: 'less', channel: id })],
      ...backToChannel(texts, id),
    ],
  }
}

export function feedFilterScreen(texts: Texts, { channel }: ChannelView, feed: FeedView): Screen {
  const { id, title } = channel
  const { buttons } = texts.menu
  const clear = feed.filter === '' ? [] : [button(buttons.clear, { kind: 'clear', at: feed.id, channel: id })]
  return {
    html: texts.filterOfFeed(title, feed),
    rows: [
      [askButton(buttons.change, 'filter', id, feed.id), ...clear],
      [screenButton(buttons.back, 'feed', id, feed.id)],
    ],
  }
}
