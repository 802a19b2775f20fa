/** Brazilian Portuguese. */
import type { Catalogue } from '../catalogue.ts'
import { en } from './en.ts'

export const ptBr: Catalogue = { ...en, locale: 'pt-BR', name: 'Português', direction: 'ltr' }
