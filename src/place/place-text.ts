/** Writes a place as a person would type it. */
import type { Place } from '../model.ts'

/** A text that `parseTimezone` reads as the place. */
export function placeText({ zone, city, region, country }: Place): string {
  if (country === null) return city ?? zone
  const names = [city, region].filter((name) => name !== null)
  // A flag means the country only; its two letters may be a state too.
  return names.length === 0 ? flagOf(country) : [...names, country].join(', ')
}

function flagOf(country: string): string {
  return [...country].map((letter) => String.fromCodePoint(0x1f1e6 + letter.charCodeAt(0) - 65)).join('')
}
