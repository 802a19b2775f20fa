/** The screens to choose a language on: the person's, and that of a channel's digests. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { catalogues } from '../../i18n/catalogues.ts'
import type { Texts } from '../../i18n/texts.ts'
import { languages } from '../../model.ts'
import { button, type Screen } from '../keyboards.ts'
import type { PersonContext } from '../request-context.ts'
import { backToChannel, chosen } from './channel.ts'

export function personLanguageScreen({ texts, person }: Pick<PersonContext, 'texts' | 'person'>): Screen {
  return {
    html: texts.language,
    rows: [
      languages.map((each) =>
        button(chosen(person.language === each, catalogues[each].name), { kind: 'speak', language: each }),
      ),
      [button(texts.menu.buttons.channels, { kind: 'home' })],
    ],
  }
}

export function languageScreen(texts: Texts, { channel: { id, title, language } }: ChannelView): Screen {
  return {
    html: texts.menu.language(title, language),
    rows: [
      languages.map((each) =>
        button(chosen(language === each, catalogues[each].name), {
          kind: 'set',
          setting: 'language',
          value: each,
          channel: id,
        }),
      ),
      ...backToChannel(texts, id),
    ],
  }
}
