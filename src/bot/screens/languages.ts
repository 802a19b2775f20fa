/** The pages on which a language is chosen: the person's own, and that of a channel's digests. */
import type { ChannelView } from '../../cell/channel-api.ts'
import { catalogues } from '../../i18n/catalogues.ts'
import type { Words } from '../../i18n/words.ts'
import { languages } from '../../model.ts'
import { button } from '../keyboards.ts'
import type { Screen, Turn } from '../request-context.ts'
import { backToChannel, chosen } from './channel.ts'

export function tonguesScreen({ words, person }: Pick<Turn, 'words' | 'person'>): Screen {
  return {
    html: words.language,
    rows: [
      languages.map((each) =>
        button(chosen(person.language === each, catalogues[each].name), { kind: 'speak', language: each }),
      ),
      [button(words.menu.buttons.channels, { kind: 'home' })],
    ],
  }
}

export function languageScreen(words: Words, { channel: { id, title, language } }: ChannelView): Screen {
  return {
    html: words.menu.language(title, language),
    rows: [
      languages.map((each) =>
        button(chosen(language === each, catalogues[each].name), {
          kind: 'set',
          setting: 'language',
          value: each,
          channel: id,
        }),
      ),
      ...backToChannel(words, id),
    ],
  }
}
