/** A channel's look and clock, changed by what is typed behind /digest, by answers to questions, and by buttons. */
import { parseSchedule } from '../../digest/schedule.ts'
import { parseTemplate } from '../../digest/template.ts'
import { catalogues } from '../../i18n/catalogues.ts'
import type { Words } from '../../i18n/words.ts'
import { limits } from '../../limits.ts'
import { type Language, type Look, languages, type Quiet } from '../../model.ts'
import type { SettingName } from '../keyboards.ts'

/** What a setting becomes, or why it cannot, in words. */
export type Setting = { readonly look: Partial<Look> } | { readonly unclear: string }

const on = /^(?:on|yes|true|1|开|開|是|打开|開啟)$/iu
const off = /^(?:off|no|none|false|0|关|關|否|关闭|關閉|无|無|清除)$/iu

/** Schedules that have a button. */
export const scheduleValues = {
  live: 'live',
  '1h': 'every 1h',
  '3h': 'every 3h',
  '0800': '08:00',
  '0800-1800': '08:00 18:00',
} as const

export function isOff(text: string): boolean {
  return off.test(text.normalize('NFKC').trim())
}

/** Reads the text of a setting. Languages and schedules, which are more than a look, are set elsewhere. */
export function readSetting(words: Words, name: Exclude<SettingName, 'language' | 'schedule'>, text: string): Setting {
  const { unclear } = words.menu
  const plain = text.normalize('NFKC').trim()
  const isNone = off.test(plain)
  switch (name) {
    case 'silent':
    case 'sources':
    case 'hashtags':
    case 'stories':
    case 'reading':
    case 'page':
      return on.test(plain) || isNone ? { look: { [name]: !isNone } } : { unclear: unclear.switch }
    case 'quiet': {
      const quiet = isNone ? null : quietIn(plain)
      return quiet === undefined ? { unclear: unclear.quiet } : { look: { quiet } }
    }
    case 'most': {
      const most = isNone ? null : Number(/^\d{1,4}$/u.exec(plain)?.[0] ?? 0)
      const isFine = most === null || (most >= 1 && most <= limits.store.pendingAChannel)
      return isFine ? { look: { atMost: most } } : { unclear: unclear.most }
    }
    case 'layout': {
      const layout = layoutNames.get(plain.toLowerCase())
      return layout === undefined ? { unclear: unclear.layout } : { look: { layout } }
    }
    case 'links': {
      const links = linkNames.get(plain.toLowerCase())
      return links === undefined ? { unclear: words.linksUnknown(text) } : { look: { links } }
    }
    case 'footer':
      if (text.trim().length > limits.digest.footerUnits) return { unclear: unclear.footer }
      return { look: { footer: isNone ? '' : text.trim().replace(/\s+/gu, ' ') } }
    case 'template': {
      if (isNone) return { look: { template: '' } }
      const template = parseTemplate(text)
      return template.ok ? { look: { template: text.trim() } } : { unclear: words.problem(template.problem) }
    }
  }
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

/** `23:00-07:00`, `23-7`, 晚上11点到早上7点. @returns undefined where it says no such thing */
function quietIn(text: string): Quiet | undefined {
  const [from, to, more] = text.split(/\s*(?:-|–|—|~|至|到|\bto\b)\s*/iu).map((part) => {
    const parsed = parseSchedule(part)
    return parsed.ok && parsed.value.kind === 'times' && parsed.value.minutes.length === 1
      ? parsed.value.minutes[0]
      : undefined
  })
  return from === undefined || to === undefined || more !== undefined || from === to ? undefined : { from, to }
}

/** The language that a person names, in any of its names. */
export function languageNamed(text: string): Language | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  const named = languages.find((each) => each === plain || catalogues[each].name.toLowerCase() === plain)
  return named ?? languageNicknames.get(plain) ?? null
}

const languageNicknames: ReadonlyMap<string, Language> = new Map(
  Object.entries<Language>({
    英语: 'en',
    英文: 'en',
    chinese: 'zh',
    中文: 'zh',
    简体: 'zh',
    'zh-hans': 'zh',
    'zh-cn': 'zh',
    繁体: 'zh-hant',
    繁體: 'zh-hant',
    繁体中文: 'zh-hant',
    'zh-tw': 'zh-hant',
    'zh-hk': 'zh-hant',
  }),
)
