/** The list of languages: each has its catalogue here. */
import type { Language } from '../model.ts'
import type { Catalogue } from './catalogue.ts'
import { en } from './catalogues/en.ts'
import { zh } from './catalogues/zh.ts'
import { zhHant } from './catalogues/zh-hant.ts'

export const catalogues: Readonly<Record<Language, Catalogue>> = { en, zh, 'zh-hant': zhHant }
