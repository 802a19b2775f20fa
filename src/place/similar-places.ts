/** Finds places whose names are similar to what was typed. */
import type { Place } from '../model.ts'
import { typosBetween } from '../text/typos.ts'
import { citiesOf, otherCityNames } from './gazetteer/city-search.ts'
import { englishCountryNames } from './gazetteer/countries.ts'
import { citiesWithPiece, entriesNamed } from './gazetteer/entries.ts'
import { citiesOfCountry } from './gazetteer/gazetteer.ts'
import { placeOfCity, placeOfZone } from './read-place.ts'
import { zoneCities } from './zone-names.ts'

interface Similar {
  readonly place: () => Place | null
  /** The less, the more similar. */
  readonly rank: number
  readonly population: number
}

/** Places whose names begin with a folded text, contain it, or differ by one or two typos; the most similar first. */
export function placesLike(text: string, most: number): readonly Place[] {
  if (text.length < 2) return []
  const found: Similar[] = []
  const rankOf = ranking(text)
  const consider = (name: string, population: number, place: () => Place | null) => {
    const rank = rankOf(name)
    if (rank === null) return
    // In short words, many typos make many small places.
    const isLikely = rank < (text.length < 5 ? 1 : 2) || text.length >= LONG || population >= LARGE
    if (isLikely) found.push({ rank, population, place })
  }
  const candidates = [
    ...citiesWithPiece(piecesOf(text)),
    ...text.split(' ').flatMap((word) => entriesNamed(word).cities),
  ]
  for (const city of candidates) for (const name of city.names) consider(name, city.population, () => placeOfCity(city))
  for (const [name, key] of otherCityNames()) {
    const [city] = rankOf(name) === null ? [] : citiesOf(key)
    if (city !== undefined) consider(name, city.population, () => placeOfCity(city))
  }
  for (const [name, zone] of zoneCities()) consider(name, 0, () => placeOfZone(zone))
  for (const [name, code] of englishCountryNames())
    if (rankOf(name) !== null) consider(name, populationOf(code), () => largestCityOf(code))
  found.sort((one, other) => one.rank - other.rank || other.population - one.population)
  const [best] = found
  const similar = found.filter(({ rank }) => best !== undefined && rank <= best.rank + 0.5)
  const places = new Map<string, Place>()
  for (const { place } of similar) {
    if (places.size === most) break
    const each = place()
    const isZoneShown = [...places.values()].some(({ zone }) => zone === each?.zone)
    // A zone without a place says nothing beside a city in it.
    if (each === null || (each.city === null && isZoneShown)) continue
    const key = [each.zone, each.city, each.country].join()
    if (!places.has(key)) places.set(key, each)
  }
  return [...places.values()]
}

function populationOf(country: string): number {
  return citiesOfCountry(country).reduce((sum, { population }) => sum + population, 0)
}

function largestCityOf(country: string): Place | null {
  const [largest] = citiesOfCountry(country).toSorted((one, other) => other.population - one.population)
  return largest === undefined ? null : placeOfCity(largest)
}

/** Letters of a long word. */
const LONG = 8
/** People in a city that is known far away. */
const LARGE = 300_000

/** How many letters may be wrong. Of two, one would be half of the name. */
const typosIn = (text: string) => (text.length < 3 ? 0 : text.length < 5 ? 1 : 2)

/** Pieces of a text: with no more typos than it may have, one of them stands unchanged. */
function piecesOf(text: string): readonly string[] {
  const count = typosIn(text) + 1
  const units = Math.ceil(text.length / count)
  return Array.from({ length: count }, (_, at) => text.slice(at * units, (at + 1) * units)).filter(
    (each) => each !== '',
  )
}

/** Rates how similar names are to a text: the less, the more similar; null: they are not. */
function ranking(text: string): (name: string) => number | null {
  const typos = typosIn(text)
  const pieces = piecesOf(text)
  return (name) => {
    if (text.length >= 3 && name.startsWith(text)) return 0.5
    const mayBeTypo = Math.abs(text.length - name.length) <= typos && pieces.some((piece) => name.includes(piece))
    const distance = (mayBeTypo ? typosBetween(text, name, typos) : null) ?? Infinity
    if (distance <= 1) return distance
    if (text.length >= 4 && ` ${name}`.includes(` ${text}`)) return 1.5
    if (name.length >= 4 && ` ${text} `.includes(` ${name} `)) return 1.7
    return distance <= typos ? distance : null
  }
}
