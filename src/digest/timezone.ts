/** Parses a time zone as people name it: a place, an IANA name, an abbreviation, an offset or a flag. */
import { limits } from '../limits.ts'
import type { EpochMs, Place } from '../model.ts'
import { nearestCity } from '../place/gazetteer/gazetteer.ts'
import { placeOfZone, placesOfCity } from '../place/read-place.ts'
import { placesLikeTyped, readTypedPlace } from '../place/typed-place.ts'
import { offsetsOfNumber, parseOffset } from '../place/utc-offset.ts'
import { ianaZone, zoneOfName } from '../place/zone-names.ts'
import { err, ok, type Result, type ScheduleProblem } from '../result.ts'

const { timezoneUnits, timezoneSuggestions } = limits.digest

/**
 * The place that a text names, with its time zone. What stands behind a comma is never ignored: `London, Ontario` is in Canada.
 * @param now places with one name count as one if their clocks agree in the year after it
 */
export function parseTimezone(text: string, now: EpochMs): Result<Place, ScheduleProblem> {
  const unknown = (near: readonly Place[]) => err<ScheduleProblem>({ kind: 'timezone-unknown', text, near })
  if (text.length > timezoneUnits) return unknown([])
  const typed = text.trim()
  const zone = parseOffset(typed) ?? ianaZone(typed)
  if (zone !== null) return ok(placeOfZone(zone))
  const offsets = offsetsOfNumber(typed)
  if (offsets.length > 0) return err({ kind: 'timezone-unclear', text, places: offsets.map(placeOfZone) })
  const reading = readTypedPlace(typed, now)
  switch (reading.kind) {
    case 'sure':
      return ok(current(reading.place))
    case 'several':
      return err({ kind: 'timezone-unclear', text, places: some(reading.places) })
    case 'unmatched':
      return unknown(some(reading.places))
    case 'none':
      return unknown(some(placesLikeTyped(typed, timezoneSuggestions)))
  }
}

/** The places of the city nearest to a point, in degrees: one, or one for each clock where two are in use. */
export function placesAt(latitude: number, longitude: number): readonly Place[] {
  const city = nearestCity(latitude, longitude)
  return city === null ? [] : some(placesOfCity(city))
}

function some(places: readonly Place[]): readonly Place[] {
  return places.slice(0, timezoneSuggestions).map(current)
}

/** The place with the present name of its zone, which the gazetteer may know by an old one. */
function current(place: Place): Place {
  return { ...place, zone: zoneOfName(place.zone) ?? place.zone }
}
