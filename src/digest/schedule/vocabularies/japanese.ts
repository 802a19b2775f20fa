/** Japanese words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const japanese: ScheduleVocabulary = { ...english, locale: 'ja' }
