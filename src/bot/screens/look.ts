/** The screen of how a channel's messages look. */
import type { ChannelView } from '../../cell/channel-api.ts'
import type { Texts } from '../../i18n/texts.ts'
import { layouts, linkStyles } from '../../model.ts'
import type { SettingName } from '../callback-data.ts'
import { button, type Screen } from '../keyboards.ts'
import { backToChannel, chosen } from './channel.ts'

export function lookScreen(texts: Texts, view: ChannelView, hasLinkBase: boolean): Screen {
  const { id, layout, links, sources, hashtags, stories } = view.channel
  const { buttons } = texts.menu
  const set = (setting: SettingName, value: string, isChosen: boolean, text: string) =>
    button(chosen(isChosen, text), { kind: 'set', setting, value, channel: id })
  const toggle = (setting: 'sources' | 'hashtags' | 'stories', isOn: boolean) =>
    set(setting, isOn ? 'off' : 'on', isOn, buttons[setting])
  const linkNames = { headline: buttons.linkHeadline, visible: buttons.linkVisible, original: buttons.linkOriginal }
  return {
    html: texts.menu.look(view, hasLinkBase),
    rows: [
      layouts.map((each) => set('layout', each, layout === each, buttons[each])),
      linkStyles.map((each) => set('links', each, links === each, linkNames[each])),
      [toggle('sources', sources), toggle('hashtags', hashtags)],
      [toggle('stories', stories)],
      [
        button(buttons.template, { kind: 'ask', about: 'template', at: 0, channel: id }),
        button(buttons.footer, { kind: 'ask', about: 'footer', at: 0, channel: id }),
      ],
      ...backToChannel(texts, id),
    ],
  }
}
