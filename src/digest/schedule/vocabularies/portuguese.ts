/** Brazilian Portuguese words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const portuguese: ScheduleVocabulary = { ...english, locale: 'pt-BR' }
