/** Korean. */
import type { Catalogue } from '../catalogue.ts'
import { en } from './en.ts'

export const ko: Catalogue = { ...en, locale: 'ko', name: '한국어', direction: 'ltr' }
