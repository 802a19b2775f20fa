/** The screen for the language into which a channel's headlines are translated. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { catalogues } from '../../i18n/catalogues.ts'
import type { Texts } from '../../i18n/texts.ts'
import { languages } from '../../language.ts'
import { type Screen, screenButton, settingButton } from '../keyboards.ts'
import { inThrees } from './languages.ts'

export function translateScreen(texts: Texts, { channel }: ChannelView): Screen {
  const { id, translate } = channel
  const { buttons } = texts.menu
  const value = (language: string, withOriginal: boolean) => (withOriginal ? `${language}-both` : language)
  const withOriginal = translate?.withOriginal === true
  return {
    html: texts.menu.translate(channel),
    rows: [
      ...inThrees(
        languages.map((each) =>
          settingButton(
            catalogues[each].name,
            'translate',
            value(each, withOriginal),
            id,
            translate?.language === each,
          ),
        ),
      ),
      [
        ...(translate === null
          ? []
          : [
              settingButton(
                buttons.withOriginal,
                'translate',
                value(translate.language, !withOriginal),
                id,
                withOriginal,
              ),
            ]),
        settingButton(buttons.off, 'translate', 'off', id, translate === null),
      ],
      [screenButton(buttons.back, 'look', id)],
    ],
  }
}
