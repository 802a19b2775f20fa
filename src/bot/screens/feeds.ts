/** The list of a channel's feeds with their states, and the screen of one feed. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { healthDot } from '../../i18n/health-dot.ts'
import type { Texts } from '../../i18n/texts.ts'
import { limits } from '../../limits.ts'
import { oneLine } from '../../text/one-line.ts'
import { askButton, button, type Screen, screenButton } from '../keyboards.ts'
import { backToChannel } from './channel.ts'

const { feedsAScreen } = limits.bot

export function feedsScreen(texts: Texts, view: ChannelView, requested: number): Screen {
  const { id } = view.channel
  const pages = Math.max(1, Math.ceil(view.feeds.length / feedsAScreen))
  const page = Math.min(requested, pages - 1)
  const shown = view.feeds.slice(page * feedsAScreen, (page + 1) * feedsAScreen)
  const otherPages = [
    ...(page > 0 ? [screenButton(`‹ ${page}`, 'feeds', id, page - 1)] : []),
    ...(page < pages - 1 ? [screenButton(`${page + 2} ›`, 'feeds', id, page + 1)] : []),
  ]
  return {
    html: texts.menu.feeds(view),
    rows: [
      ...shown.map((feed) => [
        screenButton(
          `${healthDot(feed)} ${feed.number}. ${oneLine(feed.title) || texts.t.text('format.untitled')}`,
          'feed',
          id,
          feed.id,
        ),
      ]),
      ...(otherPages.length === 0 ? [] : [otherPages]),
      [askButton(texts.menu.buttons.addFeed, 'add', id)],
      ...backToChannel(texts, id),
    ],
  }
}

/** @param isOwner whether the person owns the bot: only owners set request headers */
export function feedScreen(texts: Texts, view: ChannelView, feedId: number, isOwner: boolean): Screen {
  const { id } = view.channel
  const feed = view.feeds.find((each) => each.id === feedId)
  if (feed === undefined) return feedsScreen(texts, view, 0)
  const { buttons } = texts.menu
  const clear = feed.filter === '' ? [] : [button(buttons.clear, { kind: 'clear', at: feed.id, channel: id })]
  return {
    html: texts.menu.feed(feed, view.channel),
    rows: [
      [askButton(buttons.filter, 'filter', id, feed.id), ...clear],
      [askButton(buttons.rename, 'name', id, feed.id), askButton(buttons.address, 'address', id, feed.id)],
      [
        askButton(buttons.login, 'login', id, feed.id),
        ...(isOwner ? [askButton(buttons.header, 'header', id, feed.id)] : []),
      ],
      ...(feed.pageRule === null ? [] : [[askButton(buttons.selector, 'selector', id, feed.id)]]),
      [screenButton(buttons.remove, 'sure', id, feed.id)],
      [screenButton(buttons.back, 'feeds', id, Math.floor((feed.number - 1) / feedsAScreen))],
    ],
  }
}
