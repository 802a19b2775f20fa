/** Chooses what a digest shows in place of a headline's title. Pure. */
import type { Headline, Translation } from '../headline.ts'
import type { Translate } from '../look.ts'

/** What stands in the place of a title, and the original behind it; null: the title itself. @param translate null: titles stay */
export function shownTitle(
  { title, translation }: { readonly title: string; readonly translation?: Pick<Translation, 'language' | 'text'> },
  translate: Translate | null,
): NonNullable<Headline['shown']> | null {
  if (translate === null || translation?.language !== translate.language || translation.text === null) return null
  return { title: translation.text, original: translate.withOriginal ? title : null }
}

/** The headline with its translation as title, if the channel wants one in this language. @param translate null: titles stay */
export function withShownTitle<Each extends Omit<Headline, 'id'>>(headline: Each, translate: Translate | null): Each {
  const shown = shownTitle(headline, translate)
  return shown === null ? headline : { ...headline, shown }
}
