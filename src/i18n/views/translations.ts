/** Translated headlines: what a channel wants, and what a post has. */
import type { ShownTranslation } from '../../cell/fate.ts'
import type { Channel } from '../../model.ts'
import type { Html } from '../markup.ts'
import type { Translator } from '../translator.ts'
import { languageName } from './language-names.ts'

/** What the headlines of a channel are translated into, and how. */
export function translateText(t: Translator, { title: channel, translate }: Channel): Html {
  if (translate === null) return t.html('machine.translateOff', { channel })
  const language = languageName(t, translate.language)
  return t.html(translate.withOriginal ? 'machine.translateBoth' : 'machine.translate', { channel, language })
}

/** Of a headline that was sent, as `/why` says it. */
export function translationText(t: Translator, shown: ShownTranslation): Html {
  if (shown.kind === 'original')
    return t.html('machine.sentInOriginal', { reason: t.text(`machineProblems.${shown.problem}`) })
  return t.html('machine.sentAs', { language: languageName(t, shown.language), title: t.title(shown.title) })
}
