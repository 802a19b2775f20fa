/** Russian words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const russian: ScheduleVocabulary = { ...english, locale: 'ru' }
