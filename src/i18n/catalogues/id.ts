/** Indonesian. */
import type { Catalogue } from '../catalogue.ts'
import { en } from './en.ts'

export const id: Catalogue = { ...en, locale: 'id', name: 'Indonesia', direction: 'ltr' }
