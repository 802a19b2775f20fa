/** The settings of a channel: the names that people type, the screen that shows them, and how their values are read. */
import { clockOf, formatSchedule } from '../../digest/schedule/format-schedule.ts'
import { quietNear, quietReadings } from '../../digest/schedule/quiet-hours.ts'
import { parseSchedule } from '../../digest/schedule/schedule.ts'
import { schedulesNear } from '../../digest/schedule/schedules-near.ts'
import { parseTemplate } from '../../digest/template.ts'
import type { TypedWord } from '../../i18n/catalogue.ts'
import type { Texts } from '../../i18n/texts.ts'
import { isOff, isOn, typedWord } from '../../i18n/typed-words.ts'
import type { Language } from '../../language.ts'
import { limits } from '../../limits.ts'
import { type Look, layouts } from '../../look.ts'
import type { Schedule } from '../../model.ts'
import type { AskedText } from '../../store/people.ts'
import { withAsciiDigits } from '../../text/decimal-digits.ts'
import { type ScreenName, type SettingName, scheduleValues } from '../callback-data.ts'
import { languageNamed } from './language-named.ts'
import type { Answers, OfferedAnswer } from './offer-answers.ts'

/** What a text means for a setting. */
export type Reading =
  | { readonly kind: 'look'; readonly look: Partial<Look> }
  | { readonly kind: 'schedule'; readonly schedule: Schedule }
  /** Null: no language has this name. */
  | { readonly kind: 'language'; readonly language: Language | null }
  /** The text is no value of the setting, or several. `html` says why. */
  | { readonly kind: 'unclear'; readonly html: string; readonly offer: Offer | null }

/** What the person may have meant. */
export interface Offer {
  /** What a plain message then answers. */
  readonly question: AskedText
  readonly about: Answers['about']
  readonly answers: readonly OfferedAnswer[]
}

export interface Setting {
  readonly screen: ScreenName
  /** What people type behind `/digest`; null: the setting has no name of its own there. */
  readonly typed: TypedWord | null
  /** @param text as typed, or as in a button's data */
  readonly read: (text: string, texts: Texts) => Reading
}

const normalised = (text: string) => text.normalize('NFKC').trim()
const look = (part: Partial<Look>): Reading => ({ kind: 'look', look: part })
const unclear = (html: string, offer: Offer | null = null): Reading => ({ kind: 'unclear', html, offer })

type Switch =
  | 'silent'
  | 'sources'
  | 'hashtags'
  | 'stories'
  | 'page'
  | 'comments'
  | 'summaries'
  | 'corrections'
  | 'briefing'

const readSwitch =
  (name: Switch | 'summary'): Setting['read'] =>
  (text, { menu, language }) => {
    const value = typedWord(text, ['on', 'off'], language)
    return value === null ? unclear(menu.unclear.switch) : look({ [name]: value === 'on' })
  }

function onOrOff(name: Switch, screen: ScreenName): Setting {
  return { screen, typed: name, read: readSwitch(name) }
}

export const settings: Readonly<Record<SettingName, Setting>> = {
  schedule: {
    screen: 'times',
    typed: null,
    read: (text, texts) => {
      const schedule = parseSchedule(hasButton(text) ? scheduleValues[text] : text, texts.language)
      if (schedule.ok) return { kind: 'schedule', schedule: schedule.value }
      const near = 'readings' in schedule.problem ? schedule.problem.readings : schedulesNear(text, texts.language)
      const answers = near.map((each) => ({ label: texts.scheduleLabel(each), text: formatSchedule(each) }))
      return unclear(texts.problem(schedule.problem), { question: 'times', about: 'times', answers })
    },
  },
  quiet: {
    screen: 'quiet',
    typed: 'quiet',
    read: (text, { menu, language }) => {
      if (isOff(text, language)) return look({ quiet: null })
      const [quiet, ...others] = quietReadings(text, language)
      if (quiet !== undefined && others.length === 0) return look({ quiet })
      const answers = quietNear(text, language).map(({ from, to }) => {
        const hours = `${clockOf(from)}–${clockOf(to)}`
        return { label: hours, text: `quiet ${hours}` }
      })
      return unclear(menu.unclear.quiet, { question: 'quiet', about: 'digest-command', answers })
    },
  },
  silent: onOrOff('silent', 'times'),
  most: {
    screen: 'times',
    typed: 'most',
    read: (text, { menu, language }) => {
      if (isOff(text, language)) return look({ atMost: null })
      const atMost = Number(mostForm.exec(withAsciiDigits(normalised(text)))?.[1] ?? 0)
      return atMost >= 1 && atMost <= limits.store.pendingAChannel ? look({ atMost }) : unclear(menu.unclear.most)
    },
  },
  layout: {
    screen: 'look',
    typed: 'layout',
    read: (text, { menu, language }) => {
      const layout = typedWord(text, layouts, language)
      return layout === null ? unclear(menu.unclear.layout) : look({ layout })
    },
  },
  links: {
    screen: 'look',
    typed: 'links',
    read: (text, texts) => {
      const word = typedWord(text, ['linkHeadline', 'linkVisible', 'linkOriginal'], texts.language)
      return word === null ? unclear(texts.linksUnknown(text)) : look({ links: linkStyleOf[word] })
    },
  },
  sources: onOrOff('sources', 'look'),
  hashtags: onOrOff('hashtags', 'look'),
  stories: onOrOff('stories', 'look'),
  comments: onOrOff('comments', 'look'),
  summaries: onOrOff('summaries', 'look'),
  corrections: onOrOff('corrections', 'look'),
  reading: {
    screen: 'web',
    typed: 'reading',
    read: (text, { menu, language }) => {
      if (isOff(text, language)) return look({ reading: false, fullText: false, summary: false })
      // `on, full` is full.
      const [first = '', ...more] = normalised(text).split(/[\s,，+]+/u)
      const isFull = (written: string) => typedWord(written, ['full'], language) !== null
      if (isFull(text) || (isOn(first, language) && isFull(more.join(' '))))
        return look({ reading: true, fullText: true })
      return isOn(text, language) ? look({ reading: true, fullText: false }) : unclear(menu.unclear.reading)
    },
  },
  summary: { screen: 'web', typed: null, read: readSwitch('summary') },
  page: onOrOff('page', 'web'),
  language: {
    screen: 'language',
    typed: null,
    read: (text) => ({ kind: 'language', language: languageNamed(text) }),
  },
  translate: {
    screen: 'translate',
    typed: null,
    read: (text, texts) => {
      if (isOff(text, texts.language)) return look({ translate: null })
      const [, first = '', last = ''] = /^(.*?)[\s,-]+(\S+)$/su.exec(normalised(text)) ?? []
      const withOriginal = typedWord(last, ['both'], texts.language) !== null
      const language = languageNamed(withOriginal ? first : text)
      return language === null
        ? unclear(texts.t.html('machine.languageUnknown', { text }))
        : look({ translate: { language, withOriginal } })
    },
  },
  briefing: onOrOff('briefing', 'times'),
  template: {
    screen: 'look',
    typed: 'template',
    read: (text, texts) => {
      if (isOff(text, texts.language)) return look({ template: '' })
      const template = parseTemplate(text)
      return template.ok ? look({ template: text.trim() }) : unclear(texts.problem(template.problem))
    },
  },
  footer: {
    screen: 'look',
    typed: 'footer',
    read: (text, { menu, language }) =>
      text.trim().length > limits.digest.footerUnits
        ? unclear(menu.unclear.footer)
        : look({ footer: isOff(text, language) ? '' : text.trim().replace(/\s+/gu, ' ') }),
  },
}

function hasButton(text: string): text is keyof typeof scheduleValues {
  return Object.hasOwn(scheduleValues, text)
}

/** A number, possibly with the word that counts headlines in scripts without spaces: `20件`. */
const mostForm = /^(\d{1,4})(?:\s*(?:件|個|个|条|條|则|則|篇|개|건)(?:まで|까지)?)?$/u

const linkStyleOf = { linkHeadline: 'headline', linkVisible: 'visible', linkOriginal: 'original' } as const
