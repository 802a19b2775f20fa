/** German words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const german: ScheduleVocabulary = { ...english, locale: 'de' }
