/** The screen for the look of a channel's messages. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { Texts } from '../../i18n/texts.ts'
import { layouts, linkStyles } from '../../look.ts'
import { askButton, type Screen, screenButton, settingButton, switchButton } from '../keyboards.ts'
import { backToChannel } from './channel.ts'

export function lookScreen(texts: Texts, view: ChannelView, hasLinkBase: boolean): Screen {
  const { id, layout, links, sources, hashtags, stories, comments, summaries, corrections } = view.channel
  const { buttons } = texts.menu
  const linkNames = { headline: buttons.linkHeadline, visible: buttons.linkVisible, original: buttons.linkOriginal }
  return {
    html: texts.menu.look(view, hasLinkBase),
    rows: [
      layouts.map((each) => settingButton(buttons[each], 'layout', each, id, layout === each)),
      linkStyles.map((each) => settingButton(linkNames[each], 'links', each, id, links === each)),
      [switchButton(buttons.sources, 'sources', id, sources), switchButton(buttons.hashtags, 'hashtags', id, hashtags)],
      [
        switchButton(buttons.comments, 'comments', id, comments),
        switchButton(buttons.summaries, 'summaries', id, summaries),
      ],
      [
        switchButton(buttons.stories, 'stories', id, stories),
        switchButton(buttons.corrections, 'corrections', id, corrections),
      ],
      [screenButton(buttons.translate, 'translate', id)],
      [askButton(buttons.template, 'template', id), askButton(buttons.footer, 'footer', id)],
      ...backToChannel(texts, id),
    ],
  }
}
