/** Every text of the bot in one language; made when it is first needed. */
import type { Language } from '../language.ts'
import type { Problem } from '../result.ts'
import type { Notice } from '../store/notices.ts'
import { type Translator, translatorFor } from './translator.ts'
import { channelTexts } from './views/channels.ts'
import { digestTexts } from './views/digests.ts'
import { feedTexts } from './views/feeds.ts'
import { filterTexts } from './views/filters.ts'
import { helpTexts } from './views/help.ts'
import { importTexts } from './views/imports.ts'
import { itemTexts } from './views/items.ts'
import { menuTexts } from './views/menu.ts'
import { noticeText } from './views/notices.ts'
import { peopleTexts } from './views/people.ts'
import { placeTexts } from './views/places.ts'
import { problemText } from './views/problems.ts'
import { quotaTexts } from './views/quota.ts'
import { readerTexts } from './views/readers.ts'
import { statsTexts } from './views/stats.ts'
import { watchingTexts } from './views/watching.ts'

function botTexts(t: Translator, language: Language) {
  return {
    language,
    /** For texts that are used as they are, without a view. */
    t,
    ...peopleTexts(t),
    ...helpTexts(t),
    ...channelTexts(t),
    ...feedTexts(t),
    ...watchingTexts(t),
    ...importTexts(t),
    ...filterTexts(t),
    ...digestTexts(t),
    ...placeTexts(t),
    ...itemTexts(t),
    ...quotaTexts(t),
    ...readerTexts(t),
    ...statsTexts(t),
    menu: menuTexts(t),
    problem: (problem: Problem) => problemText(t, problem),
    notice: (notice: Notice) => noticeText(t, notice),
  }
}

/** What the bot says. Strings are Telegram HTML; buttons, digests' own lines and the bot's profile are plain text. */
export type Texts = ReturnType<typeof botTexts>

const known = new Map<Language, Texts>()

export function textsFor(language: Language): Texts {
  const texts = known.get(language) ?? botTexts(translatorFor(language), language)
  known.set(language, texts)
  return texts
}
