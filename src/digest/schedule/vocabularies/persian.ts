/** Persian words for schedules. */
import { english } from './english.ts'
import type { ScheduleVocabulary } from './vocabulary.ts'

export const persian: ScheduleVocabulary = { ...english, locale: 'fa' }
