/** Japanese. */
import type { Catalogue } from '../catalogue.ts'
import { en } from './en.ts'

export const ja: Catalogue = { ...en, locale: 'ja', name: '日本語', direction: 'ltr' }
