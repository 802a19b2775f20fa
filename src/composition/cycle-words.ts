/** The words of cycles and notices, with the buttons that belong to them. */

import { backlogButtons } from '../bot/keyboards.ts'
import type { CycleWords } from '../cycle/deps.ts'
import { wordsFor } from '../i18n/words.ts'
import type { Language } from '../model.ts'

export function cycleWords(language: Language): CycleWords {
  const words = wordsFor(language)
  return {
    untitled: words.untitled,
    counter: words.counter,
    heading: words.heading,
    gap: words.gap,
    moreGaps: words.moreGaps,
    importProgress: words.importProgress,
    andMore: words.andMore,
    also: words.also,
    when: words.when,
    notice: (notice) => ({
      html: words.notice(notice),
      buttons: notice.kind === 'back' && notice.asks ? backlogButtons(words, notice.id) : [],
    }),
  }
}
