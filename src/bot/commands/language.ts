/** `/language`: the language that the bot speaks with a person. */

import { wordsFor } from '../../i18n/words.ts'
import type { Language } from '../../model.ts'
import type { Command, Turn } from '../request-context.ts'
import { tonguesScreen } from '../screens/languages.ts'
import { languageNamed } from '../settings/read-setting.ts'

export const language: Command = async (turn) => {
  const named = languageNamed(turn.text)
  if (named !== null) return speak(turn, named)
  await turn.show(tonguesScreen(turn))
}

/** From now on, and in this answer already. */
export async function speak(turn: Turn, chosen: Language): Promise<void> {
  const { deps, person, show } = turn
  await deps.directory.setLanguage(person.id, chosen)
  const words = wordsFor(chosen)
  await show({ ...tonguesScreen({ words, person: { ...person, language: chosen } }), html: words.languageSet })
}
