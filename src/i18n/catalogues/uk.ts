/** Ukrainian. */
import type { Catalogue } from '../catalogue.ts'
import { en } from './en.ts'

export const uk: Catalogue = { ...en, locale: 'uk', name: 'Українська', direction: 'ltr' }
