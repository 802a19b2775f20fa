/** The page of one channel, from which all of its settings are reached. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { Words } from '../../i18n/words.ts'
import type { ChannelId } from '../../model.ts'
import { button, type ScreenName } from '../keyboards.ts'
import type { Button, Rows, Screen } from '../request-context.ts'

export function go(text: string, screen: ScreenName, channel: ChannelId, at = 0): Button {
  return button(text, { kind: 'go', screen, at, channel })
}

/** A button of something that is on or off, or of one of several choices. */
export function chosen(isChosen: boolean, text: string): string {
  return isChosen ? `✓ ${text}` : text
}

export function backToChannel({ menu }: Pick<Words, 'menu'>, channel: ChannelId): Rows {
  return [[go(menu.buttons.back, 'channel', channel)]]
}

export function channelScreen(words: Words, view: ChannelView): Screen {
  const { buttons } = words.menu
  const { id, pause } = view.channel
  return {
    html: words.menu.channel(view),
    rows: [
      [go(buttons.feeds, 'feeds', id), go(buttons.filter, 'filter', id)],
      [go(buttons.times, 'times', id), go(buttons.look, 'look', id)],
      [go(buttons.web, 'web', id), go(buttons.language, 'language', id)],
      [button(buttons.preview, { kind: 'preview', channel: id })],
      [
        pause === null
          ? button(buttons.pause, { kind: 'pause', channel: id })
          : button(buttons.resume, { kind: 'resume', channel: id }),
        go(buttons.forget, 'sure', id),
      ],
      [button(buttons.channels, { kind: 'home' })],
    ],
  }
}

/** @param feed the one to remove; null: the channel itself is to go */
export function sureScreen(words: Words, view: ChannelView, feedId: number): Screen {
  const { menu } = words
  const { id, title } = view.channel
  const feed = view.feeds.find((each) => each.id === feedId)
  if (feed === undefined) {
    const forget = button(menu.buttons.forget, { kind: 'forget', channel: id })
    return { html: menu.sureForget(title), rows: [[forget, go(menu.buttons.keep, 'channel', id)]] }
  }
  const remove = button(menu.buttons.remove, { kind: 'remove', feed: feed.id, channel: id })
  return { html: menu.sureRemove(feed, title), rows: [[remove, go(menu.buttons.keep, 'feed', id, feed.id)]] }
}
