/** The bot and people: greetings, owners and languages. */
import type { UserId } from '../../model.ts'
import type { Owner } from '../../store/owners.ts'
import { lines, verbatim } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'

export function peopleTexts(t: Translator) {
  return {
    /** @param channels how many the person has */
    welcome: (name: string, channels: number) =>
      t.html(channels === 0 ? 'start.welcome' : 'start.welcomeBack', { name }),
    /** Plain text: at most 512 units in an empty chat, 120 on the bot's profile. */
    profile: { long: t.text('start.description'), short: t.text('start.shortDescription') },
    stranger: (id: UserId) => t.html('start.stranger', { id: String(id) }),
    unknownCommand: (command: string) => t.html('start.unknownCommand', { command }),

    /** @param named how many the operator named in OWNER_IDS */
    owners: (named: number, owners: readonly Owner[]) =>
      t.html('owners.list', {
        list: safe(
          lines([
            named === 0 ? null : t.html('owners.byOperator', { count: named }),
            ...owners.map(({ person, name }) => {
              const id = String(person)
              return t.html('owners.entry', { name: name || id, id })
            }),
          ]),
        ),
      }),
    invitation: (link: string) => t.html('owners.invitation', { link: safe(verbatim(link)) }),
    dismissed: (name: string) => t.html('owners.removed', { name }),
    readmitted: (name: string) => t.html('owners.readmitted', { name }),
  }
}
