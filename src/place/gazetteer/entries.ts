/** Searches the gazetteer for entries with a name: cities, regions and countries. */
import { limits } from '../../limits.ts'
import { ValueCache } from '../../value-cache.ts'
import { foldPlace } from '../place-name.ts'
import type { Area } from './area.ts'
import { type City, cityOf, countryOf, recordsWith, regionOf } from './gazetteer.ts'

export interface Entries {
  readonly cities: readonly City[]
  /**
   * Regions with the name, and countries with the code; where nothing else has it, regions that join it to another: `newfoundland` is
   * Newfoundland and Labrador.
   */
  readonly areas: readonly Area[]
}

const nothing: Entries = { cities: [], areas: [] }
const recent = new ValueCache<string, Entries>(limits.digest.cachedPlaces)

/** @param name folded */
export function entriesNamed(name: string): Entries {
  return /^[a-z0-9 ]{2,40}$/u.test(name) ? recent.get(name, () => search(name)) : nothing
}

/** Longer forms of words that `foldPlace` shortens. */
const longer: Readonly<Record<string, string>> = { st: 'Saint|Sankt', ste: 'Sainte', ft: 'Fort', mt: 'Mount' }

/** Matches text that folds to these letters, with or without their spaces, and a little more: any letter with a mark may stand for any letter. */
function spellingOf(word: string): string {
  return [...word.replaceAll(' ', '')]
    .map((letter) => `[${letter}${letter.toUpperCase()}\u00c0-\u024f\u1e00-\u1eff]`)
    .join("[ .'’-]?")
}

function patternOf(name: string): string {
  return name
    .split(' ')
    .map((word) => {
      const other = longer[word]
      return other === undefined ? spellingOf(word) : `(?:${spellingOf(word)}|${other})`
    })
    .join("[ .'’-]*")
}

/** Cities with more people are found with other spaces too: hongkong. */
const LARGE = 100_000

function unspaced(name: string): string {
  return name.replaceAll(' ', '')
}

/** The cities with one of these folded pieces in their names, and a few others. */
export function citiesWithPiece(pieces: readonly string[]): readonly City[] {
  const searchable = pieces.filter((piece) => /^[a-z0-9 ]+$/u.test(piece))
  if (searchable.length === 0) return []
  const pattern = new RegExp(`"city(?:_ascii)?": ?"[^"]*?(?:${searchable.map(spellingOf).join('|')})`, 'g')
  return recordsWith(pattern).flatMap((record) => cityOf(record) ?? [])
}

function search(name: string): Entries {
  const spelt = patternOf(name)
  const fields = '"(?:city|city_ascii|province|state_ansi|iso[23])": ?"'
  const found = recordsWith(new RegExp(`${fields}['’]?${spelt}[.'’]?(?:"| )`, 'g'))
  const named = (isEqual: (folded: string) => boolean) =>
    found.flatMap((record) => {
      const isNamed = [record.city, record.city_ascii].some((each) => isEqual(foldPlace(each)))
      return isNamed ? (cityOf(record) ?? []) : []
    })
  const exactly = named((folded) => folded === name)
  const cities =
    exactly.length > 0
      ? exactly
      : named((folded) => unspaced(folded) === unspaced(name)).filter(({ population }) => population >= LARGE)
  const [exact, longerRegions] = [new Map<string, Area>(), new Map<string, Area>()]
  for (const record of found) {
    const { province, state_ansi, iso2, iso3 } = record
    const code = countryOf(record)
    if (code === '') continue
    const folded = foldPlace(province)
    const region = { country: code, region: regionOf(record) }
    if (folded === name || state_ansi?.toLowerCase() === name) exact.set(`${code} ${province}`, region)
    else if (folded.startsWith(`${name} and `)) longerRegions.set(`${code} ${province}`, region)
    if ([iso2, iso3].some((each) => String(each).toLowerCase() === name))
      exact.set(code, { country: code, region: null })
  }
  const areas = exact.size > 0 || cities.length > 0 ? exact : longerRegions
  return { cities, areas: [...areas.values()] }
}
