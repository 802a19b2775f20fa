/**
 * The cities of the world with at least a few thousand people, and their time zones. In the Worker the gazetteer is JSON text, in which
 * names are searched for: most questions need a few records of it, and to parse all of it takes several times a request's CPU time.
 */
import records from 'city-timezones/data/cityMap.json' with { type: 'json' }
import { lazy } from '../../lazy.ts'
import { foldPlace } from '../place-name.ts'
import { type CityRecord, isCityRecord } from './city-record.ts'

export interface City {
  readonly name: string
  /** Folded. */
  readonly names: readonly string[]
  /** State or province; empty: unknown. */
  readonly region: string
  /** ISO 3166-1, two letters; empty: the place has no code. */
  readonly country: string
  readonly zone: string
  readonly population: number
  /** In degrees. */
  readonly latitude: number
  readonly longitude: number
}

/** The zones of cities whose clocks have changed, by country, region and city (IANA's NEWS, releases 2017a, 2022f and 2024a). */
const newerZones: Readonly<Record<string, string>> = {
  'CL Magallanes y Antártica Chilena': 'America/Punta_Arenas',
  'MX Chihuahua Ciudad Juárez': 'America/Ciudad_Juarez',
  'GL Kommuneqarfik Sermersooq Ittoqqortoormiit': 'America/Scoresbysund',
  'RU Sakhalin Severo Kurilsk': 'Asia/Sakhalin',
}

/** The present names of cities that the data has by an old or a misspelt one, by country and that name. */
const presentNames: Readonly<Record<string, string>> = {
  'CN Shenyeng': 'Shenyang',
  'IQ Irbil': 'Erbil',
  'MM Rangoon': 'Yangon',
  'SA Makkah': 'Mecca',
  'UA Dnipropetrovsk': 'Dnipro',
  'UA Lvov': 'Lviv',
  'UA Odessa': 'Odesa',
  'UA Sevastapol': 'Sevastopol',
}

/** All records as JSON text. */
export const gazetteerText = lazy(() => (typeof records === 'string' ? records : JSON.stringify(records)))

/** The records in which a pattern matches, each once. */
export function recordsWith(pattern: RegExp): readonly CityRecord[] {
  const text = gazetteerText()
  const found: CityRecord[] = []
  let past = 0
  for (const { index } of text.matchAll(pattern)) {
    if (index < past) continue
    past = text.indexOf('}', index) + 1
    const record: unknown = JSON.parse(text.slice(text.lastIndexOf('{', index), past))
    if (isCityRecord(record)) found.push(record)
  }
  return found
}

/** @returns null: no zone is known */
export function cityOf(record: CityRecord): City | null {
  const zone = zoneOf(record)
  if (zone === null) return null
  const { city, city_ascii, pop, lat, lng } = record
  const [name, ascii] = [foldPlace(city), city_ascii === city ? '' : foldPlace(city_ascii)]
  return {
    name: presentNames[`${record.iso2} ${city}`] ?? tidy(city),
    names: ascii === '' || ascii === name ? [name] : [name, ascii],
    region: regionOf(record),
    country: countryOf(record),
    zone,
    population: pop,
    latitude: lat,
    longitude: lng,
  }
}

/** State or province; empty: unknown. */
export function regionOf({ province }: CityRecord): string {
  return tidy(province)
}

/** Without romanised soft signs at the end of words: Perm'. */
function tidy(name: string): string {
  return name.normalize('NFC').replace(/['’](?= |$)/gu, '')
}

/** ISO 3166-1, two letters; empty: the place has no code. */
export function countryOf({ iso2, country }: CityRecord): string {
  if (country === 'Kosovo') return 'XK'
  return typeof iso2 === 'string' && /^[A-Z]{2}$/u.test(iso2) ? iso2 : ''
}

function zoneOf(record: CityRecord): string | null {
  const { iso2, province, city, timezone } = record
  // China has one official time; the data has the zones that were used until 1980.
  if (iso2 === 'CN') return province === 'Xinjiang Uygur' ? 'Asia/Urumqi' : 'Asia/Shanghai'
  const newer = newerZones[`${iso2} ${province}`] ?? newerZones[`${iso2} ${province} ${city}`]
  return newer ?? timezone ?? nearestZone(record)
}

/** The zone of the nearest city in the same region, or else in the same country; null: none has a zone, as in Antarctica. */
function nearestZone(record: CityRecord): string | null {
  if (record.iso2 === 'AQ') return null
  const zoned = recordsWith(field('iso2', String(record.iso2))).filter(({ timezone }) => timezone !== null)
  const near = zoned.filter(({ province }) => province === record.province)
  const nearest = (near.length > 0 ? near : zoned).toSorted(
    (one, other) =>
      Math.hypot(one.lat - record.lat, one.lng - record.lng) -
      Math.hypot(other.lat - record.lat, other.lng - record.lng),
  )
  return nearest[0]?.timezone ?? null
}

/** Matches a field with exactly this value, of letters. */
function field(name: 'iso2' | 'country', value: string): RegExp {
  return new RegExp(`"${name}": ?"${value}"`, 'gu')
}

/** The cities of a country. @param country ISO 3166-1, two letters */
export function citiesOfCountry(country: string): readonly City[] {
  const found = recordsWith(country === 'XK' ? field('country', 'Kosovo') : field('iso2', country))
  return found.flatMap((record) => cityOf(record) ?? [])
}

/** All cities, for questions that a search for a name cannot answer. */
export const cities = lazy((): readonly City[] => {
  const all: unknown = JSON.parse(gazetteerText())
  return Array.isArray(all) ? all.filter(isCityRecord).flatMap((record) => cityOf(record) ?? []) : []
})

const degree = Math.PI / 180

/** The city nearest to a point. @param latitude in degrees, like the longitude */
export function nearestCity(latitude: number, longitude: number): City | null {
  let nearest: City | null = null
  let least = Infinity
  for (const city of cities()) {
    // The haversine of the angle between the two, which grows with their distance.
    const haversine =
      Math.sin(((city.latitude - latitude) * degree) / 2) ** 2 +
      Math.cos(latitude * degree) *
        Math.cos(city.latitude * degree) *
        Math.sin(((city.longitude - longitude) * degree) / 2) ** 2
    if (haversine >= least) continue
    least = haversine
    nearest = city
  }
  return nearest
}
