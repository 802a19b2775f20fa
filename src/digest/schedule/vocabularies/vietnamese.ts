/** Vietnamese words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const vietnamese: ScheduleVocabulary = { ...english, locale: 'vi' }
