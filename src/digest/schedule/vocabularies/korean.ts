/** Korean words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const korean: ScheduleVocabulary = { ...english, locale: 'ko' }
