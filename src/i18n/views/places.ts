/** Names of places, and the time there. */
import type { EpochMs, Place } from '../../model.ts'
import { localTime, zoneName } from '../local-time.ts'
import type { Html } from '../markup.ts'
import type { Translator } from '../translator.ts'

/** `London, Ontario, Canada`; null: a zone without a place. */
function placeName(t: Translator, { city, region, country }: Place): string | null {
  const display = new Intl.DisplayNames(t.catalogue.locale, { type: 'region', style: 'short' })
  const land = country === null ? null : (display.of(country) ?? country)
  const names = [city, region === city ? null : region, land === city ? null : land].filter((name) => name !== null)
  return names.length === 0 ? null : names.reduce((place, area) => t.text('format.within', { place, area }))
}

export function placeTexts(t: Translator) {
  const clockIn = (zone: string, now: EpochMs) => localTime(now, zone, t.catalogue.locale).clock
  return {
    /** For a button: the place; a zone without a place with the time there, by which people recognise it. */
    placeLabel: (place: Place, now: EpochMs): string =>
      placeName(t, place) ?? t.text('digests.zoneNow', { zone: zoneName(place.zone), clock: clockIn(place.zone, now) }),
    /** What a channel's time zone is now, so that a mistake is noticed. */
    placeSet: (place: Place, now: EpochMs): Html => {
      const [name, zone, clock] = [placeName(t, place), zoneName(place.zone), clockIn(place.zone, now)]
      return name === null
        ? t.html('digests.zoneSet', { zone, clock })
        : t.html('digests.placeSet', { place: name, zone, clock })
    },
    placeShared: (channel: string): Html => t.html('digests.placeShared', { channel }),
  }
}
