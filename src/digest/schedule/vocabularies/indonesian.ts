/** Indonesian words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const indonesian: ScheduleVocabulary = { ...english, locale: 'id' }
