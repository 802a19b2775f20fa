/** The gazetteer, and the names beside it. */
import { describe, expect, it } from 'vitest'
import { parseTimezone, placesAt } from '../../../src/digest/timezone.ts'
import { countryNames, regionNames } from '../../../src/place/gazetteer/area-names.ts'
import { cityNames } from '../../../src/place/gazetteer/city-names.ts'
import { citiesOf } from '../../../src/place/gazetteer/city-search.ts'
import { cities } from '../../../src/place/gazetteer/gazetteer.ts'
import { hanNames } from '../../../src/place/gazetteer/han-names.ts'
import { foldPlace } from '../../../src/place/place-name.ts'
import { placeText } from '../../../src/place/place-text.ts'
import { now } from '../zone-of.ts'

describe('the gazetteer', () => {
  it('has only zones that Intl knows', () => {
    const zones = new Set(cities().map(({ zone }) => zone))
    for (const zone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
    expect(zones.size).toBeGreaterThan(300)
    expect(cities().length).toBeGreaterThan(7280)
  })

  it('has every city with a text that is read as the same place', () => {
    const large = cities().filter(({ population }) => population > 8_000_000)
    const places = large.flatMap(({ name, region, country }) => {
      const parsed = parseTimezone(`${name}, ${region}, ${country}`, now)
      return parsed.ok ? parsed.value : []
    })
    expect(places.length).toBe(large.length)
    for (const place of places) expect(parseTimezone(placeText(place), now)).toEqual({ ok: true, value: place })
  })

  const found: readonly (readonly [where: string, latitude: number, longitude: number, zones: readonly string[]])[] = [
    ['in Kreuzberg', 52.5, 13.4, ['Europe/Berlin']],
    ['in the middle of Nepal', 28, 84, ['Asia/Kathmandu']],
    ['across the date line', -16.5, -179.9, ['Pacific/Fiji']],
    ['in Urumqi', 43.8, 87.6, ['Asia/Shanghai', 'Asia/Urumqi']],
  ]
  it.each(found)('knows the city nearest to a point %s', (_, latitude, longitude, zones) => {
    expect(placesAt(latitude, longitude).map(({ zone }) => zone)).toEqual(zones)
  })
})

describe('the names beside the gazetteer', () => {
  it.each(Object.keys(cityNames()))('has the city %s', (key) => expect(citiesOf(key).length).toBe(1))

  it('has the regions', () => {
    const regions = new Set(cities().map(({ country, region }) => `${country} ${region}`))
    expect(Object.keys(regionNames).filter((key) => !regions.has(key))).toEqual([])
  })

  it('has the countries', () => {
    const countries = new Set(cities().map(({ country }) => country))
    const named = [...Object.keys(countryNames), ...Object.keys(hanNames)]
    expect(named.filter((code) => !countries.has(code))).toEqual([])
  })

  it('are folded where they are in Latin letters, and each names one city', () => {
    const all = Object.values(cityNames()).flatMap((names) => names.split('|'))
    expect(all.filter((name) => /^[a-z ]+$/u.test(name) && foldPlace(name) !== name)).toEqual([])
    expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([])
  })
})
