/** Chooses what a digest shows in place of a headline's title. Pure. */
import type { Headline } from '../headline.ts'
import type { Translate } from '../model.ts'

/** The headline with its translation as title, if the channel wants one in this language. @param translate null: titles stay */
export function withShownTitle<Each extends Omit<Headline, 'id'>>(headline: Each, translate: Translate | null): Each {
  const { title, translation } = headline
  if (translate === null || translation?.language !== translate.language || translation.text === null) return headline
  return { ...headline, shown: { title: translation.text, original: translate.withOriginal ? title : null } }
}
