/** Turkish words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const turkish: ScheduleVocabulary = { ...english, locale: 'tr' }
