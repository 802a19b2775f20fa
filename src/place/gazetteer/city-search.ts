/** Finds cities by name. */
import { lazy } from '../../lazy.ts'
import { foldPlace } from '../place-name.ts'
import { cityNames } from './city-names.ts'
import { entriesNamed } from './entries.ts'
import { keysOfExonym } from './exonyms.ts'
import { furtherCityNames } from './further-city-names.ts'
import { type City, cityOf, recordsWith } from './gazetteer.ts'

/** The keys of `cityNames` by the names in it. */
const keysByName = lazy(
  (): ReadonlyMap<string, string> =>
    new Map(
      [...Object.entries(furtherCityNames()), ...Object.entries(cityNames())].flatMap(([key, names]) =>
        names.split('|').map((name) => [name, key] as const),
      ),
    ),
)
/** The same for names in other scripts than Latin, folded; Latin ones are written folded. */
const keysByFolded = lazy(
  (): ReadonlyMap<string, string> => new Map([...keysByName()].map(([name, key]) => [foldPlace(name), key])),
)
const latin = /^[a-z\d ]+$/u

/** The cities with a folded name, the most populous first. */
export function citiesNamed(name: string): readonly City[] {
  const key = keysByName().get(name) ?? (latin.test(name) ? undefined : keysByFolded().get(name))
  const keys = key === undefined ? keysOfExonym(name) : [key, ...keysOfExonym(name)]
  const meant = keys.flatMap(citiesOf)
  // 伦敦 has the namesakes of London; NYC has none.
  const namesakes = latin.test(name) ? [name] : meant.flatMap((city) => city.names)
  const found = [...meant, ...namesakes.flatMap((each) => entriesNamed(each).cities)]
  return found
    .filter((city, at) => found.findIndex((each) => isSame(each, city)) === at)
    .toSorted((one, other) => other.population - one.population)
}

/** Whether two records are of the same city. */
export function isSame(one: City, other: City): boolean {
  return one.name === other.name && one.region === other.region && one.country === other.country
}

/** The cities of a key of `cityNames`: a name, perhaps a region, and a country. */
export function citiesOf(key: string): readonly City[] {
  const comma = key.lastIndexOf(', ')
  const [name, country] = [key.slice(0, comma), key.slice(comma + 2)]
  const [, withRegion = '', region = ''] = /^([^,]+), ([^.]+)$/u.exec(name) ?? []
  const either = region === '' ? name : withRegion
  return recordsWith(new RegExp(`"city(?:_ascii)?": ?"${either}"`, 'gu'))
    .flatMap((record) => cityOf(record) ?? [])
    .filter((city) => city.country === country && (region === '' || city.region === region))
}

/** All further names of cities, with the key that they are for. */
export function otherCityNames(): Iterable<readonly [name: string, key: string]> {
  return keysByName()
}
