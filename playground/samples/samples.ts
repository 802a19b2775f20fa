/** The playground's samples, one for each language, and invented headlines. */
import { english } from './english.ts'
import type { InventedParts, SampleLanguage, SampleTexts } from './sample-texts.ts'
import { simplified } from './simplified.ts'
import { traditional } from './traditional.ts'

export const samples: Readonly<Record<SampleLanguage, SampleTexts>> = {
  en: english,
  zh: simplified,
  'zh-hant': traditional,
}

/** The n-th new headline, from 0; after 143 they repeat. */
export function inventHeadline({ places, events, space }: InventedParts, n: number): string {
  // 11 places and 13 events have no common factor, so stepping through both yields every pair.
  const place = places[n % places.length] ?? ''
  const event = events[(n * 5 + 3) % events.length] ?? ''
  return `${place}${space}${event}`
}
