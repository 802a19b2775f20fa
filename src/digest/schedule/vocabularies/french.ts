/** French words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const french: ScheduleVocabulary = { ...english, locale: 'fr' }
