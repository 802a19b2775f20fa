/** `/language` sets the language in which the bot answers a person. */
import { textsFor } from '../../i18n/texts.ts'
import type { Language } from '../../language.ts'
import type { Handler, PersonContext } from '../request-context.ts'
import { personLanguageScreen } from '../screens/languages.ts'
import { languageNamed } from '../settings/language-named.ts'

export const language: Handler = async (ctx) => {
  const named = languageNamed(ctx.input)
  if (named !== null) return setPersonLanguage(ctx, named)
  await ctx.show(personLanguageScreen(ctx))
}

/** Answers in the new language. */
export async function setPersonLanguage(ctx: PersonContext, chosen: Language): Promise<void> {
  const { deps, person } = ctx
  await deps.directory.setLanguage(person.id, chosen)
  const texts = textsFor(chosen)
  const { rows } = personLanguageScreen({ texts, person: { ...person, language: chosen } })
  await ctx.show({ html: texts.t.text('languages.chosen'), rows })
}
