/** The settings of a channel: the names that people type, the screen that shows them, and how their values are read. */
import { clockOf, formatSchedule } from '../../digest/schedule/format-schedule.ts'
import { quietNear, quietReadings } from '../../digest/schedule/quiet-hours.ts'
import { parseSchedule } from '../../digest/schedule/schedule.ts'
import { schedulesNear } from '../../digest/schedule/schedules-near.ts'
import { parseTemplate } from '../../digest/template.ts'
import type { Texts } from '../../i18n/texts.ts'
import { limits } from '../../limits.ts'
import type { Language, Look, Schedule } from '../../model.ts'
import type { AskedText } from '../../store/people.ts'
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
  /** Typed behind `/digest`, in every language of the bot; in Latin letters also as commands. */
  readonly names: readonly string[]
  /** @param text as typed, or as in a button's data */
  readonly read: (text: string, texts: Texts) => Reading
}

const onNames = /^(?:on|yes|true|1|开|開|是|打开|開啟)$/iu
const offNames = /^(?:off|no|none|false|0|关|關|否|关闭|關閉|无|無|清除)$/iu

/** Full texts, perhaps with a word that reading pages are on. */
const fullNames =
  /^(?:(?:on|yes|开|開)[\s,，+]*)?(?:full(?:[\s-]*(?:texts?|articles?|pages?|on))?|whole(?:[\s-]*(?:texts?|articles?))?|complete|entire|all|全文|全|完整|整篇|补全(?:正文)?|補全(?:內文)?)$/iu

const normalised = (text: string) => text.normalize('NFKC').trim()
const look = (part: Partial<Look>): Reading => ({ kind: 'look', look: part })
const unclear = (html: string, offer: Offer | null = null): Reading => ({ kind: 'unclear', html, offer })

export function isOff(text: string): boolean {
  return offNames.test(normalised(text))
}

export function isOn(text: string): boolean {
  return onNames.test(normalised(text))
}

type Switch = 'silent' | 'sources' | 'hashtags' | 'stories' | 'page' | 'comments' | 'summaries' | 'corrections'

function onOrOff(name: Switch, screen: ScreenName, names: readonly string[] = [name]): Setting {
  const read: Setting['read'] = (text, { menu }) =>
    isOff(text) || isOn(text) ? look({ [name]: !isOff(text) }) : unclear(menu.unclear.switch)
  return { screen, names, read }
}

export const settings: Readonly<Record<SettingName, Setting>> = {
  schedule: {
    screen: 'times',
    names: [],
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
    names: ['quiet', '免打扰', '勿擾'],
    read: (text, { menu, language }) => {
      if (isOff(text)) return look({ quiet: null })
      const [quiet, ...others] = quietReadings(text, language)
      if (quiet !== undefined && others.length === 0) return look({ quiet })
      const answers = quietNear(text, language).map(({ from, to }) => {
        const hours = `${clockOf(from)}–${clockOf(to)}`
        return { label: hours, text: `quiet ${hours}` }
      })
      return unclear(menu.unclear.quiet, { question: 'quiet', about: 'digest-command', answers })
    },
  },
  silent: onOrOff('silent', 'times', ['silent', '静音', '靜音']),
  most: {
    screen: 'times',
    names: ['max', 'most', '至多'],
    read: (text, { menu }) => {
      if (isOff(text)) return look({ atMost: null })
      const atMost = Number(/^\d{1,4}$/u.exec(normalised(text))?.[0] ?? 0)
      return atMost >= 1 && atMost <= limits.store.pendingAChannel ? look({ atMost }) : unclear(menu.unclear.most)
    },
  },
  layout: {
    screen: 'look',
    names: ['layout', '版式', '版面'],
    read: (text, { menu }) => {
      const layout = layoutNames.get(normalised(text).toLowerCase())
      return layout === undefined ? unclear(menu.unclear.layout) : look({ layout })
    },
  },
  links: {
    screen: 'look',
    names: ['links'],
    read: (text, texts) => {
      const links = linkNames.get(normalised(text).toLowerCase())
      return links === undefined ? unclear(texts.linksUnknown(text)) : look({ links })
    },
  },
  sources: onOrOff('sources', 'look'),
  hashtags: onOrOff('hashtags', 'look'),
  stories: onOrOff('stories', 'look'),
  comments: onOrOff('comments', 'look', ['comments', '评论', '評論', '留言']),
  summaries: onOrOff('summaries', 'look', ['summaries', '摘要']),
  corrections: onOrOff('corrections', 'look', ['corrections', '更正']),
  reading: {
    screen: 'web',
    names: ['reading'],
    read: (text, { menu }) => {
      if (isOff(text)) return look({ reading: false, fullText: false })
      const written = normalised(text)
      if (fullNames.test(written)) return look({ reading: true, fullText: true })
      return onNames.test(written) ? look({ reading: true, fullText: false }) : unclear(menu.unclear.reading)
    },
  },
  page: onOrOff('page', 'web'),
  language: {
    screen: 'language',
    names: [],
    read: (text) => ({ kind: 'language', language: languageNamed(text) }),
  },
  template: {
    screen: 'look',
    names: ['template', '模板', '範本'],
    read: (text, texts) => {
      if (isOff(text)) return look({ template: '' })
      const template = parseTemplate(text)
      return template.ok ? look({ template: text.trim() }) : unclear(texts.problem(template.problem))
    },
  },
  footer: {
    screen: 'look',
    names: ['footer', '页脚', '頁尾'],
    read: (text, { menu }) =>
      text.trim().length > limits.digest.footerUnits
        ? unclear(menu.unclear.footer)
        : look({ footer: isOff(text) ? '' : text.trim().replace(/\s+/gu, ' ') }),
  },
}

function hasButton(text: string): text is keyof typeof scheduleValues {
  return Object.hasOwn(scheduleValues, text)
}

const layoutNames: ReadonlyMap<string, Look['layout']> = new Map(
  Object.entries<Look['layout']>({
    headlines: 'headlines',
    headline: 'headlines',
    list: 'headlines',
    标题: 'headlines',
    標題: 'headlines',
    cards: 'cards',
    card: 'cards',
    卡片: 'cards',
    rich: 'rich',
    富文本: 'rich',
    多格式: 'rich',
  }),
)

const linkNames: ReadonlyMap<string, Look['links']> = new Map(
  Object.entries<Look['links']>({
    headline: 'headline',
    标题: 'headline',
    標題: 'headline',
    visible: 'visible',
    短链接: 'visible',
    短連結: 'visible',
    original: 'original',
    原文: 'original',
  }),
)
