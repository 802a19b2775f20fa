/** Spanish words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const spanish: ScheduleVocabulary = { ...english, locale: 'es' }
