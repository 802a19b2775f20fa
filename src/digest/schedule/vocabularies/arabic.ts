/** Arabic words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const arabic: ScheduleVocabulary = { ...english, locale: 'ar' }
