/** The screen of one channel, which leads to all of its settings, and the screens that ask for confirmation. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { Texts } from '../../i18n/texts.ts'
import type { ChannelId } from '../../model.ts'
import { button, type Rows, type Screen, screenButton } from '../keyboards.ts'

export function backToChannel({ menu }: Pick<Texts, 'menu'>, channel: ChannelId): Rows {
  return [[screenButton(menu.buttons.back, 'channel', channel)]]
}

export function channelScreen(texts: Texts, view: ChannelView): Screen {
  const { buttons } = texts.menu
  const { id, pause } = view.channel
  return {
    html: texts.menu.channel(view),
    rows: [
      [screenButton(buttons.feeds, 'feeds', id), screenButton(buttons.filter, 'filter', id)],
      [screenButton(buttons.times, 'times', id), screenButton(buttons.look, 'look', id)],
      [screenButton(buttons.web, 'web', id), screenButton(buttons.language, 'language', id)],
      [
        button(buttons.preview, { kind: 'preview', channel: id }),
        button(buttons.stats, { kind: 'stats', channel: id }),
      ],
      [
        pause === null
          ? button(buttons.pause, { kind: 'pause', channel: id })
          : button(buttons.resume, { kind: 'resume', channel: id }),
        screenButton(buttons.forget, 'sure', id),
      ],
      [button(buttons.channels, { kind: 'home' })],
    ],
  }
}

/** Asks whether to remove a feed. @param feedId unknown: asks whether to stop managing the channel */
export function confirmationScreen(texts: Texts, view: ChannelView, feedId: number): Screen {
  const { menu } = texts
  const { id, title } = view.channel
  const feed = view.feeds.find((each) => each.id === feedId)
  if (feed === undefined) {
    const forget = button(menu.buttons.forget, { kind: 'forget', channel: id })
    return {
      html: texts.t.html('menu.sureRemoveChannel', { channel: title }),
      rows: [[forget, screenButton(menu.buttons.keep, 'channel', id)]],
    }
  }
  const remove = button(menu.buttons.remove, { kind: 'remove', feed: feed.id, channel: id })
  return {
    html: texts.t.html('feeds.sureRemove', { feed: feed.title || texts.t.text('format.untitled'), channel: title }),
    rows: [[remove, screenButton(menu.buttons.keep, 'feed', id, feed.id)]],
  }
}
