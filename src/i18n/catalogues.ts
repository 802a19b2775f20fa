/** The list of languages: each has its catalogue here. */
import type { Language } from '../language.ts'
import type { Catalogue } from './catalogue.ts'
import { ar } from './catalogues/ar.ts'
import { de } from './catalogues/de.ts'
import { en } from './catalogues/en.ts'
import { es } from './catalogues/es.ts'
import { fa } from './catalogues/fa.ts'
import { fr } from './catalogues/fr.ts'
import { id } from './catalogues/id.ts'
import { it } from './catalogues/it.ts'
import { ja } from './catalogues/ja.ts'
import { ko } from './catalogues/ko.ts'
import { ptBr } from './catalogues/pt-br.ts'
import { ru } from './catalogues/ru.ts'
import { tr } from './catalogues/tr.ts'
import { uk } from './catalogues/uk.ts'
import { vi } from './catalogues/vi.ts'
import { zh } from './catalogues/zh.ts'
import { zhHant } from './catalogues/zh-hant.ts'

export const catalogues: Readonly<Record<Language, Catalogue>> = {
  en,
  zh,
  'zh-hant': zhHant,
  es,
  'pt-br': ptBr,
  fr,
  de,
  it,
  ru,
  uk,
  tr,
  ar,
  fa,
  id,
  vi,
  ja,
  ko,
}
