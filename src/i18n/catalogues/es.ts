/** Spanish. */
import type { Catalogue } from '../catalogue.ts'
import { en } from './en.ts'

export const es: Catalogue = { ...en, locale: 'es', name: 'Español', direction: 'ltr' }
