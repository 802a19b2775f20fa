/** Detects a text's script, for fonts and direction. Pure. */
import { limits } from '../../limits.ts'

const scripts = [
  ['ja', /[\p{sc=Hira}\p{sc=Kana}]/u],
  ['ko', /\p{sc=Hang}/u],
  ['zh', /\p{sc=Han}/u],
  ['ar', /\p{sc=Arab}/u],
  ['he', /\p{sc=Hebr}/u],
  ['th', /\p{sc=Thai}/u],
  ['el', /\p{sc=Grek}/u],
] as const
/** Minimum shares of letters: a foreign word in brackets is too little, while some kana make a text Japanese. */
const minShare = 0.3
const minKanaShare = 0.08

export interface Script {
  /** The script's usual language; null: several share it. */
  readonly lang: string | null
  readonly dir: 'ltr' | 'rtl'
}

/** The script and direction of most letters. */
export function scriptOf(text: string): Script {
  const letters = text.match(/\p{L}/gu)?.slice(0, limits.web.scriptLetters) ?? []
  const found = scripts.find(
    ([lang, pattern]) =>
      letters.length > 0 &&
      letters.filter((letter) => pattern.test(letter)).length / letters.length >
        (lang === 'ja' ? minKanaShare : minShare),
  )
  const lang = found?.[0] ?? null
  return { lang, dir: lang === 'ar' || lang === 'he' ? 'rtl' : 'ltr' }
}
