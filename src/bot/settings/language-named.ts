/** Languages by the names that people type. */
import { type Language, languages } from '../../model.ts'

const names: ReadonlyMap<string, Language> = new Map(
  Object.entries<Language>({
    english: 'en',
    英语: 'en',
    英文: 'en',
    chinese: 'zh',
    中文: 'zh',
    简体: 'zh',
    简体中文: 'zh',
    'zh-hans': 'zh',
    'zh-cn': 'zh',
    繁体: 'zh-hant',
    繁體: 'zh-hant',
    繁体中文: 'zh-hant',
    繁體中文: 'zh-hant',
    'zh-tw': 'zh-hant',
    'zh-hk': 'zh-hant',
  }),
)

/** @param text a language's code or name, in any of the bot's languages */
export function languageNamed(text: string): Language | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  return languages.find((each) => each === plain) ?? names.get(plain) ?? null
}
