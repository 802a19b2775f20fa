/** The texts of cycles and notices, with their buttons. */
import { backlogButtons, type Rows, withdrawnButtons } from '../bot/keyboards.ts'
import type { CycleWords } from '../cycle/deps.ts'
import { type Texts, textsFor } from '../i18n/texts.ts'
import type { Language } from '../language.ts'
import type { Notice } from '../store/notices.ts'

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
    briefing: texts.t.text('machine.briefing'),
    readers: texts.t.text('readers.link'),
    when: texts.when,
    notice: (notice) => ({ html: texts.notice(notice), buttons: noticeButtons(texts, notice) }),
  }
}

function noticeButtons(texts: Texts, notice: Notice): Rows {
  if (notice.kind === 'back' && notice.asks) return backlogButtons(texts, notice.id)
  return notice.kind === 'withdrawn' ? withdrawnButtons(texts, notice) : []
}
