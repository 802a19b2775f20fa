/** Tells by its letters what a text is written in, so that it is set with the right fonts and in the right direction. Pure. */

const lettersMost = 600

const scripts = [
  ['ja', /[\p{sc=Hira}\p{sc=Kana}]/u],
  ['ko', /\p{sc=Hang}/u],
  ['zh', /\p{sc=Han}/u],
  ['ar', /\p{sc=Arab}/u],
  ['he', /\p{sc=Hebr}/u],
  ['th', /\p{sc=Thai}/u],
  ['el', /\p{sc=Grek}/u],
] as const
/** So much of it makes a text one of that script: a word in brackets does not, kana among characters do. */
const share: Readonly<Record<string, number>> = { ja: 0.08 }

export interface Script {
  /** The language that the script is, nearly always, that of; null where many share it. */
  readonly lang: string | null
  readonly dir: 'ltr' | 'rtl'
}

export function scriptOf(text: string): Script {
  const letters = text.match(/\p{L}/gu)?.slice(0, lettersMost) ?? []
  const found = scripts.find(
    ([lang, pattern]) =>
      letters.length > 0 &&
      letters.filter((letter) => pattern.test(letter)).length / letters.length > (share[lang] ?? 0.3),
  )
  const lang = found?.[0] ?? null
  return { lang, dir: lang === 'ar' || lang === 'he' ? 'rtl' : 'ltr' }
}
