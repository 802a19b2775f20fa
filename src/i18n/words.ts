/** Every text of the bot and of its pages in one language; made when it is first needed. */
import type { Language } from '../model.ts'
import type { Problem } from '../result.ts'
import type { Notice } from '../store/notices.ts'
import { catalogues } from './catalogues.ts'
import { type Texts, textsOf } from './texts.ts'
import { channelTexts } from './views/channels.ts'
import { digestTexts } from './views/digests.ts'
import { feedTexts, importTexts } from './views/feeds.ts'
import { filterTexts } from './views/filters.ts'
import { helpTexts } from './views/help.ts'
import { itemTexts } from './views/items.ts'
import { menuTexts } from './views/menu.ts'
import { noticeText } from './views/notices.ts'
import { pageTexts, type WebWords } from './views/pages.ts'
import { peopleTexts } from './views/people.ts'
import { problemText } from './views/problems.ts'
import { quotaTexts } from './views/quota.ts'

function wordsOf(t: Texts) {
  return {
    ...peopleTexts(t),
    ...helpTexts(t),
    ...channelTexts(t),
    ...feedTexts(t),
    ...importTexts(t),
    ...filterTexts(t),
    ...digestTexts(t),
    ...itemTexts(t),
    ...quotaTexts(t),
    menu: menuTexts(t),
    problem: (problem: Problem) => problemText(t, problem),
    notice: (notice: Notice) => noticeText(t, notice),
  }
}

/** What the bot says. Strings are Telegram HTML; buttons, digests' own lines and the bot's profile are plain text. */
export type Words = ReturnType<typeof wordsOf>

const botWords = new Map<Language, Words>()
const webWords = new Map<Language, WebWords>()

export function wordsFor(language: Language): Words {
  const known = botWords.get(language)
  if (known !== undefined) return known
  const words = wordsOf(textsOf(catalogues[language]))
  botWords.set(language, words)
  return words
}

export function webWordsFor(language: Language): WebWords {
  const known = webWords.get(language)
  if (known !== undefined) return known
  const words = pageTexts(textsOf(catalogues[language]))
  webWords.set(language, words)
  return words
}
