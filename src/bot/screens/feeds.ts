/** A channel's feeds, some at a time, with how they are; and the page of one feed. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { healthDot } from '../../i18n/health-dot.ts'
import type { Words } from '../../i18n/words.ts'
import { oneLine } from '../../text/one-line.ts'
import { button } from '../keyboards.ts'
import type { Screen } from '../request-context.ts'
import { backToChannel, go } from './channel.ts'

const A_PAGE = 8

export function feedsScreen(words: Words, view: ChannelView, asked: number): Screen {
  const { id } = view.channel
  const pages = Math.max(1, Math.ceil(view.feeds.length / A_PAGE))
  const page = Math.min(asked, pages - 1)
  const shown = view.feeds.slice(page * A_PAGE, (page + 1) * A_PAGE)
  const turns = [
    ...(page > 0 ? [go(`‹ ${page}`, 'feeds', id, page - 1)] : []),
    ...(page < pages - 1 ? [go(`${page + 2} ›`, 'feeds', id, page + 1)] : []),
  ]
  return {
    html: words.menu.feeds(view),
    rows: [
      ...shown.map((feed) => [
        go(`${healthDot(feed)} ${feed.number}. ${oneLine(feed.title) || words.untitled}`, 'feed', id, feed.id),
      ]),
      ...(turns.length === 0 ? [] : [turns]),
      [button(words.menu.buttons.addFeed, { kind: 'ask', about: 'add', at: 0, channel: id })],
      ...backToChannel(words, id),
    ],
  }
}

export function feedScreen(words: Words, view: ChannelView, feedId: number): Screen {
  const { id, title } = view.channel
  const feed = view.feeds.find((each) => each.id === feedId)
  if (feed === undefined) return feedsScreen(words, view, 0)
  const { buttons } = words.menu
  const clear = feed.filter === '' ? [] : [button(buttons.clear, { kind: 'clear', at: feed.id, channel: id })]
  return {
    html: words.menu.feed(feed, title),
    rows: [
      [button(buttons.filter, { kind: 'ask', about: 'filter', at: feed.id, channel: id }), ...clear],
      [
        button(buttons.rename, { kind: 'ask', about: 'name', at: feed.id, channel: id }),
        go(buttons.remove, 'sure', id, feed.id),
      ],
      [go(buttons.back, 'feeds', id, Math.floor((feed.number - 1) / A_PAGE))],
    ],
  }
}
