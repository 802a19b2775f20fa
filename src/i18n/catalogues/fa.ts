/** Persian. */
import type { Catalogue } from '../catalogue.ts'
import { en } from './en.ts'

export const fa: Catalogue = { ...en, locale: 'fa', name: 'فارسی', direction: 'rtl' }
