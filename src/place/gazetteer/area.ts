/** Countries and their regions, as areas that people name. */
import { type City, citiesOfCountry } from './gazetteer.ts'

/** A country, or a part of it. */
export interface Area {
  /** ISO 3166-1, two letters. */
  readonly country: string
  /** As in the gazetteer; null: the whole country. */
  readonly region: string | null
}

/** Whether a city lies in an area. */
export function isIn({ country, region }: City, area: Area): boolean {
  return country === area.country && (area.region === null || region === area.region)
}

/** The cities of an area. */
export function citiesIn(area: Area): readonly City[] {
  return citiesOfCountry(area.country).filter((city) => isIn(city, area))
}
