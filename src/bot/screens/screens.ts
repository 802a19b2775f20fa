/** The screens that show one channel, by name. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { Texts } from '../../i18n/texts.ts'
import { viewOf } from '../access/about-channel.ts'
import { isSelection, selectionScreens } from '../access/own-selection.ts'
import type { ScreenName } from '../callback-data.ts'
import type { Screen } from '../keyboards.ts'
import type { ChannelContext } from '../request-context.ts'
import { channelScreen, confirmationScreen } from './channel.ts'
import { feedScreen, feedsScreen } from './feeds.ts'
import { filterScreen } from './filter.ts'
import { languageScreen } from './languages.ts'
import { lookScreen } from './look.ts'
import { showSelection, stopScreen } from './selection.ts'
import { quietScreen, timesScreen } from './times.ts'
import { translateScreen } from './translate.ts'
import { webScreen } from './web.ts'

interface ScreenOptions {
  /** The page of a list, or the id of a feed. */
  readonly at: number
  readonly linkBase: string | null
  readonly isOwner: boolean
}

const screens: Readonly<Record<ScreenName, (texts: Texts, view: ChannelView, options: ScreenOptions) => Screen>> = {
  channel: channelScreen,
  feeds: (texts, view, { at }) => feedsScreen(texts, view, at),
  feed: (texts, view, { at, isOwner }) => feedScreen(texts, view, at, isOwner),
  filter: filterScreen,
  times: timesScreen,
  quiet: quietScreen,
  look: (texts, view, { linkBase }) => lookScreen(texts, view, linkBase !== null),
  web: (texts, view, { linkBase }) => webScreen(texts, view, linkBase),
  language: languageScreen,
  translate: translateScreen,
  sure: (texts, view, { at }) =>
    at === 0 || view.feeds.some(({ id }) => id === at)
      ? confirmationScreen(texts, view, at)
      : feedsScreen(texts, view, 0),
}

/** Shows a screen in place of the message whose button was pressed, or in a new message. `at`: the page of a list, or the id of a feed. */
export async function showScreen(ctx: ChannelContext, name: ScreenName, at = 0): Promise<void> {
  if (isSelection(ctx)) {
    if (name === 'sure') return ctx.show(stopScreen(ctx))
    if (name === 'channel' || !selectionScreens.has(name)) return showSelection(ctx)
  }
  const view = await viewOf(ctx)
  if (view === null) return ctx.show({ html: ctx.texts.unknownChannel(ctx.entry.title), rows: [] })
  await ctx.show(screens[name](ctx.texts, view, { at, linkBase: ctx.deps.settings.linkBase, isOwner: ctx.isOwner }))
}
