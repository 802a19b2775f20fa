/** The screens to choose a language: for the person, and for a channel's digests. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { catalogues } from '../../i18n/catalogues.ts'
import type { Texts } from '../../i18n/texts.ts'
import { languages } from '../../language.ts'
import { type Button, button, type Rows, type Screen, settingButton, ticked } from '../keyboards.ts'
import type { PersonContext } from '../request-context.ts'
import { backToChannel } from './channel.ts'

/** Three in a row: names of languages are short. */
export function inThrees(buttons: readonly Button[]): Rows {
  return Array.from({ length: Math.ceil(buttons.length / 3) }, (_, at) => buttons.slice(3 * at, 3 * at + 3))
}

export function personLanguageScreen({ texts, person }: Pick<PersonContext, 'texts' | 'person'>): Screen {
  return {
    html: texts.t.text('languages.choose'),
    rows: [
      ...inThrees(
        languages.map((each) =>
          button(ticked(person.language === each, catalogues[each].name), { kind: 'speak', language: each }),
        ),
      ),
      [button(texts.menu.buttons.channels, { kind: 'home' })],
    ],
  }
}

export function languageScreen(texts: Texts, { channel: { id, title, language } }: ChannelView): Screen {
  return {
    html: texts.t.html('languages.ofChannel', { channel: title, language: catalogues[language].name }),
    rows: [
      ...inThrees(
        languages.map((each) => settingButton(catalogues[each].name, 'language', each, id, language === each)),
      ),
      ...backToChannel(texts, id),
    ],
  }
}
