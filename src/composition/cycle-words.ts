/** The texts of cycles and notices, with their buttons. */
import { backlogButtons } from '../bot/keyboards.ts'
import type { CycleWords } from '../cycle/deps.ts'
import { textsFor } from '../i18n/texts.ts'
import type { Language } from '../model.ts'

export function cycleWords(language: Language): CycleWords {
  const texts = textsFor(language)
  return {
    untitled: texts.t.text('format.untitled'),
    counter: texts.counter,
    heading: texts.heading,
    gap: texts.gap,
    moreGaps: texts.moreGaps,
    importProgress: texts.importProgress,
    andMore: texts.andMore,
    also: texts.also,
    fileLabel: texts.fileLabel,
    folded: texts.folded,
    when: texts.when,
    notice: (notice) => ({
      html: texts.notice(notice),
      buttons: notice.kind === 'back' && notice.asks ? backlogButtons(texts, notice.id) : [],
    }),
  }
}
