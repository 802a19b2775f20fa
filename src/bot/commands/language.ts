/** `/language`: the language that the bot speaks with a person. */

import type { Language } from '../../model.ts'
import { tonguesScreen } from '../screens/languages.ts'
import { languageNamed } from '../setting/settings.ts'
import type { Command, Turn } from '../turn.ts'
import { wordsFor } from '../words/languages.ts'

export const language: Command = async (turn) => {
  const named = languageNamed(turn.text)
  if (named !== null) return speak(turn, named)
  await turn.show(tonguesScreen(turn))
}

/** From now on, and in this answer already. */
export async function speak(turn: Turn, chosen: Language): Promise<void> {
  const { edges, person, show } = turn
  await edges.directory.setLanguage(person.id, chosen)
  const words = wordsFor(chosen)
  await show({ ...tonguesScreen({ words, person: { ...person, language: chosen } }), html: words.languageSet })
}
