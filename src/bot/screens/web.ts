/** The screen for a channel's reading pages, and for its web page with its feeds. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { Texts } from '../../i18n/texts.ts'
import { wantsFullText } from '../../look.ts'
import { button, type Screen, settingButton, switchButton, ticked } from '../keyboards.ts'
import { backToChannel } from './channel.ts'

/** @param linkBase null: the bot has no known public address */
export function webScreen(texts: Texts, view: ChannelView, linkBase: string | null): Screen {
  const { newestPost } = view
  const { id, kind, reading, summary, page, username, readers } = view.channel
  const isFull = wantsFullText(view.channel)
  const { buttons } = texts.menu
  const addresses = {
    page: linkBase === null || username === null || !page ? null : `${linkBase}/c/${username}`,
    digest: linkBase === null || newestPost === null ? null : `${linkBase}/d/${newestPost}`,
  }
  return {
    html: texts.menu.web(view, addresses),
    rows: [
      [
        switchButton(buttons.reading, 'reading', id, reading),
        settingButton(buttons.fullText, 'reading', isFull ? 'on' : 'full', id, isFull),
      ],
      [switchButton(buttons.summary, 'summary', id, reading && summary), switchButton(buttons.page, 'page', id, page)],
      kind === 'private'
        ? []
        : [button(ticked(readers !== undefined, buttons.readers), { kind: 'readers', to: 'show', channel: id })],
      ...backToChannel(texts, id),
    ],
  }
}
