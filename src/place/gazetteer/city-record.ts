/** A city as the package city-timezones has it (github.com/kevinroberts/city-timezones, MIT; places by naturalearthdata.com, public domain). */
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
