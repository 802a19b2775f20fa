/** What happened to an item (`/why`), retractions (`/retract`), and the most opened headlines (`/top`). */

import type { Fate, LeadHeadline, Why } from '../../cell/fate.ts'
import type { Retracted } from '../../cell/retracted.ts'
import type { ClicksProblem } from '../../links/clicks.ts'
import { type Html, joined, lines, query, verbatim } from '../markup.ts'
import { safe, type Translator } from '../translator.ts'
import { moment, zonedMoment } from './times.ts'
import { translationText } from './translations.ts'

export interface TopHeadline {
  readonly title: string
  readonly link: string | null
  readonly times: number
}

function postText(t: Translator, post: string | null): Html | null {
  return post === null ? null : t.html('items.post', { post: safe(verbatim(post)) })
}

function leadValues(t: Translator, { title, source, link }: LeadHeadline) {
  return { title: t.title(title, link), source: source || t.text('format.untitled') }
}

/** By what was searched. */
const missing = {
  field: 'items.filteredWithout',
  everything: 'items.filteredWithoutAnywhere',
  'no-text': 'items.filteredWithoutBeginning',
} as const

/** Whose filter it is. @param isReader the answer is for a reader, whose words they are */
function whoseFilter(t: Translator, by: 'channel' | number, isReader: boolean): Html {
  if (by !== 'channel') return t.html('items.byFeed', { number: by })
  return t.html(isReader ? 'readers.byWords' : 'items.byChannel')
}

function filteredText(
  t: Translator,
  { by, term, field, searched, filter }: Extract<Fate, { kind: 'dropped' }>,
  isReader: boolean,
): Html {
  const whose = safe(whoseFilter(t, by, isReader))
  if (term === null) return t.html('items.filtered', { whose, filter: safe(query(filter)) })
  if (!term.startsWith('-')) return t.html(missing[searched], { whose, term })
  return field === null
    ? t.html('items.filteredByTerm', { whose, term })
    : t.html('items.filteredByTermIn', { whose, term, field: t.text(`searchedFields.${field}`) })
}

function fateText(t: Translator, fate: Fate, timezone: string, isReader: boolean): Html {
  const { space } = t.catalogue.format
  const keepApart = isReader ? null : t.html('items.keepApart')
  switch (fate.kind) {
    case 'sent':
      return joined([t.html('items.sent', { when: safe(moment(t, fate.at, timezone)) }), postText(t, fate.post)], space)
    case 'waiting':
      if (fate.next === null) return t.html('items.waitingPaused')
      return fate.next === 'now'
        ? t.html('items.waitingNow')
        : t.html('items.waiting', { when: safe(moment(t, fate.next, timezone)) })
    case 'under-way':
      return t.html('items.underWay')
    case 'left-out':
      return t.html('items.leftOut')
    case 'retracted':
      return t.html('items.takenBack')
    case 'gone':
      return t.html(isReader ? 'readers.notSent' : 'items.dropped')
    case 'merged': {
      const into = leadValues(t, fate.into)
      const merged =
        fate.evidence === null
          ? t.html('items.merged', into)
          : t.html('items.mergedBecause', { ...into, reason: safe(t.html(`sameStory.${fate.evidence}`)) })
      return joined([merged, postText(t, fate.post), keepApart], space)
    }
    case 'gathered': {
      const reason = safe(t.html(`sameStory.${fate.evidence}`))
      const gathered = t.html('items.gathered', { ...leadValues(t, fate.into), reason })
      return joined([gathered, postText(t, fate.post), keepApart], space)
    }
    case 'known': {
      const { evidence, earlier } = fate
      if (evidence === 'age') return t.html('items.tooOld')
      return t.html('items.known', {
        field: safe(t.html(`sameField.${evidence}`)),
        earlier: safe(
          earlier === null
            ? t.html('items.earlierUnknown')
            : t.html('items.earlier', {
                title: t.title(earlier.title, earlier.link),
                when: safe(moment(t, earlier.at, timezone)),
              }),
        ),
      })
    }
    case 'dropped':
      return filteredText(t, fate, isReader)
  }
}

function correctedText(t: Translator, { at, was, isLeft }: NonNullable<Why['corrected']>, timezone: string): Html {
  return t.html(isLeft ? 'items.keepsTitle' : 'items.corrected', {
    when: safe(moment(t, at, timezone)),
    was: t.title(was),
  })
}

function retractedText(t: Translator, retracted: Retracted, text: string): Html {
  switch (retracted.kind) {
    case 'unknown':
      return t.html('items.retractUnknown', { text })
    case 'several': {
      const titles = retracted.titles.map((title) => t.html('format.bullet', { text: t.title(title) }))
      return t.html('items.retractSeveral', { titles: safe(lines(titles)) })
    }
    case 'withdrawn':
      return t.html('items.withdrawn', { title: t.title(retracted.title) })
    case 'struck':
      return t.html('items.struck', { title: t.title(retracted.title) })
    case 'sure':
      return t.html('items.sureDelete', { title: t.title(retracted.title) })
    case 'erased':
      return t.html('items.deleted', { title: t.title(retracted.title) })
    case 'under-way':
      return t.html('items.retractLater')
    case 'gone':
      return t.html('items.retractNothing')
    case 'refused':
      return retracted.description === null
        ? t.html('items.retractRefusedNow')
        : t.html('items.retractRefused', { description: retracted.description })
  }
}

export function itemTexts(t: Translator) {
  return {
    whyUnknown: (text: string, channel: string) => t.html('items.whyUnknown', { text, channel }),
    /** @param isReader the answer is for a reader of channels */
    why: (found: readonly Why[], timezone: string, isReader = false) =>
      joined(
        found.map(({ title, link, source, at, fate, translation, fullText, corrected }) =>
          t.html('items.why', {
            title: t.title(title, link),
            source,
            when: safe(zonedMoment(t, at, timezone)),
            fate: safe(
              lines([
                fateText(t, fate, timezone, isReader),
                translation === null ? null : translationText(t, translation),
                corrected === null ? null : correctedText(t, corrected, timezone),
                fullText === null ? null : t.html(`fullTexts.${fullText}`),
              ]),
            ),
          }),
        ),
        '\n\n',
      ),

    retracted: (retracted: Retracted, text: string) => retractedText(t, retracted, text),

    top: (channel: string, headlines: readonly TopHeadline[]) =>
      headlines.length === 0
        ? t.html('items.topNone', { channel })
        : t.html('items.top', {
            channel,
            list: safe(
              lines(
                headlines.map(({ title, link, times }) =>
                  t.html('items.topLine', { times, title: t.title(title, link) }),
                ),
              ),
            ),
          }),
    topProblem: (problem: ClicksProblem) => {
      if (problem.kind === 'not-set') return t.html('items.topOff')
      const { status } = problem
      return status === 401 || status === 403
        ? t.html('items.topForbidden', { status })
        : t.html('items.topFailed', { status })
    },
  }
}
