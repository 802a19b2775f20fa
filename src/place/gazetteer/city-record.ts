/** Records of the package city-timezones (github.com/kevinroberts/city-timezones, MIT; places by naturalearthdata.com, public domain). */

/** A city. */
export interface CityRecord {
  readonly city: string
  readonly city_ascii: string
  readonly lat: number
  readonly lng: number
  readonly pop: number
  readonly country: string
  /** ISO 3166-1; empty or -99: the country has no code. */
  readonly iso2: string | number
  readonly iso3: string | number
  /** Empty: unknown. */
  readonly province: string
  readonly state_ansi?: string
  readonly timezone: string | null
}

const texts = ['city', 'city_ascii', 'country', 'province'] as const
const numbers = ['lat', 'lng', 'pop'] as const
const codes = ['iso2', 'iso3'] as const

/** Whether a value is a record. By hand, as a schema takes twenty times as long for all records. */
export function isCityRecord(value: unknown): value is CityRecord {
  if (!isObject(value)) return false
  const { state_ansi, timezone } = value
  return (
    texts.every((key) => typeof value[key] === 'string') &&
    numbers.every((key) => typeof value[key] === 'number') &&
    codes.every((key) => typeof value[key] === 'string' || typeof value[key] === 'number') &&
    (state_ansi === undefined || typeof state_ansi === 'string') &&
    (timezone === null || typeof timezone === 'string')
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
