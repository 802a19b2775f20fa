/** Asks for time zones at a fixed time. */
import { parseTimezone } from '../../src/digest/timezone.ts'
import type { Place } from '../../src/model.ts'

export const now = Date.UTC(2026, 10, 30, 14, 41)

/** The zone of what a person types; null: it is unknown, or one of several. */
export function zoneOf(text: string): string | null {
  const parsed = parseTimezone(text, now)
  return parsed.ok ? parsed.value.zone : null
}

/** `London, Ontario, CA · America/Toronto`, for what a person types; null: it is unknown, or one of several. */
export function placeOf(text: string): string | null {
  const parsed = parseTimezone(text, now)
  return parsed.ok ? shown(parsed.value) : null
}

function shown({ city, region, country, zone }: Place): string {
  return [[city, region === city ? null : region, country].filter((name) => name !== null).join(', '), zone]
    .filter((each) => each !== '')
    .join(' · ')
}

/** The places that are proposed. */
function proposals(text: string): readonly Place[] {
  const parsed = parseTimezone(text, now)
  if (parsed.ok) return []
  if (parsed.problem.kind === 'timezone-unclear') return parsed.problem.places
  return parsed.problem.kind === 'timezone-unknown' ? parsed.problem.near : []
}

/** The zones that are proposed. */
export function zoneNames(text: string): readonly string[] {
  return proposals(text).map(({ zone }) => zone)
}

/** The places that are proposed, as `placeOf` shows them. */
export function placeNames(text: string): readonly string[] {
  return proposals(text).map(shown)
}
