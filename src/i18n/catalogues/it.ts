/** Italian. */
import type { Catalogue } from '../catalogue.ts'
import { en } from './en.ts'

export const it: Catalogue = { ...en, locale: 'it', name: 'Italiano', direction: 'ltr' }
