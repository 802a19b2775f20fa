/** The language and the direction of a text, by what its feed declares and by its letters. Pure. */
import { limits } from '../limits.ts'
import { ValueCache } from '../value-cache.ts'
import { arabicScriptLanguage, chineseScript } from './distinctive-letters.ts'
import { directionOf, mainScript, minKanaShare, minShare, type ScriptName, scriptNames } from './main-script.ts'

/** A text's language and direction. */
export interface TextLanguage {
  /** BCP 47; null: unknown. */
  readonly lang: string | null
  readonly dir: 'ltr' | 'rtl'
}

/** Scripts with one language on nearly all pages. Those without one, such as Latin, have too many. */
const usualLanguages: Partial<Record<ScriptName, string>> = {
  Kana: 'ja',
  Hang: 'ko',
  Hebr: 'he',
  Thai: 'th',
  Grek: 'el',
  Armn: 'hy',
  Geor: 'ka',
  Taml: 'ta',
  Telu: 'te',
  Thaa: 'dv',
}
/** Languages with several scripts, besides Chinese. */
const scriptsOfLanguages = new Map([
  ...['sr', 'bs', 'uz', 'kk', 'tk', 'mn', 'ky', 'tt'].map((language): [string, string] => [language, 'Cyrl Latn Arab']),
  ['az', 'Latn Cyrl Arab'],
  ['ku', 'Latn Arab Cyrl'],
  ['tg', 'Cyrl Arab'],
  ['pa', 'Arab'],
  ['ms', 'Latn Arab'],
  ['sd', 'Arab Deva'],
  ['ug', 'Arab Cyrl Latn'],
])

/** A language, and possibly a script and a region. */
const tagForm = /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/u

/**
 * Feeds often declare a language that they are not in, usually English, so the letters win where they contradict it.
 * @param written BCP 47, as `languageTag` in feed/language-tag.ts writes it; null: nothing is declared
 */
export function languageOf(written: string | null, text: string): TextLanguage {
  const declared = written !== null && tagForm.test(written) ? written : null
  const beginning = text.slice(0, limits.web.scriptUnits)
  const usual = declared === null ? null : usualScript(declared)
  const isChinese = usual === 'Hans' || usual === 'Hant'
  // Chinese texts may have a の in a name.
  const script = mainScript(beginning, isChinese ? minShare : minKanaShare)
  if (script === null) return { lang: declared, dir: directionOf(usual) }
  const dir = directionOf(script)
  if (declared === null || !isWrittenIn(usual, script)) return { lang: byLetters(declared, script, beginning), dir }
  if (isChinese) return { lang: withChineseScript(declared, usual, chineseScript(beginning)), dir }
  const [language = ''] = declared.split('-')
  const found = language === 'ar' ? arabicScriptLanguage(beginning) : language
  return { lang: found === language ? declared : found, dir }
}

const scriptCache = new ValueCache<string, string>(limits.feed.cachedLanguages)

/** The usual script of a language, by its code in ISO 15924; empty: unknown. */
function usualScript(tag: string): string {
  return scriptCache.get(tag, () => new Intl.Locale(tag).maximize().script ?? '')
}

const charactersOf: Readonly<Record<string, readonly ScriptName[]>> = {
  Hans: ['Hani'],
  Hant: ['Hani'],
  Jpan: ['Kana', 'Hani'],
  Kore: ['Hang', 'Hani'],
}

function isWrittenIn(usual: string | null, script: ScriptName): boolean {
  if (usual === null || usual === '') return false
  return charactersOf[usual]?.includes(script) ?? (script === 'Zzzz' ? !scriptNames.has(usual) : usual === script)
}

/** @param declared a language that is usually written in another script */
function byLetters(declared: string | null, script: ScriptName, text: string): string | null {
  const [language = ''] = declared?.split('-') ?? []
  if (scriptsOfLanguages.get(language)?.includes(script) === true) return `${language}-${script}`
  if (script === 'Arab') return arabicScriptLanguage(text)
  if (script === 'Hani') return withChineseScript('zh', null, chineseScript(text))
  return usualLanguages[script] ?? null
}

/** @param usual the script that the tag means, @param script what the letters say; null: nothing */
function withChineseScript(tag: string, usual: string | null, script: 'Hans' | 'Hant' | null): string {
  if (script === null || (script === usual && tag !== 'zh')) return tag
  return `${tag.split('-')[0]}-${script}`
}
