/** Finds countries, and their states and provinces, by name. */
import { lazy } from '../../lazy.ts'
import { foldPlace } from '../place-name.ts'
import type { Area } from './area.ts'
import { regionNames } from './area-names.ts'
import { citiesNamed } from './city-search.ts'
import { countryInEnglish, countryNamed, countryNamedInLatin, countryWithCode } from './countries.ts'
import { entriesNamed } from './entries.ts'

/** Words that say what kind of region it is. */
const kindOfRegion =
  /^(?:state|province|republic|region|respublika) (?:of )?| (?:state|province|region|oblast|krai|kray|republic|county|prefecture|territory|district)$|(?<=\p{sc=Han}{2})[州省县郡]$/u
/** Russian regions are named with adjectives: Sverdlovskaya, Permskiy. */
const adjective = /(?:aya|iy|oye|ii|y)$/u

const otherNames = lazy((): ReadonlyMap<string, readonly Area[]> => {
  const pairs = Object.entries(regionNames).flatMap(([key, names]) =>
    names.split('|').map((name) => ({ name: foldPlace(name), country: key.slice(0, 2), region: key.slice(3) })),
  )
  const byName = Map.groupBy(pairs, ({ name }) => name)
  return new Map([...byName].map(([name, areas]) => [name, areas.map(({ country, region }) => ({ country, region }))]))
})

/** The areas with a folded name or code. @param isCode whether codes of countries count too */
export function areasNamed(name: string, isCode: boolean): readonly Area[] {
  const isShort = /^[a-z]{2,3}$/u.test(name)
  const own = [name, name.replace(/^the /u, '')]
    .flatMap((form) => [...(otherNames().get(form) ?? []), ...entriesNamed(form).areas])
    .filter(({ region }) => isCode || !isShort || region !== null)
  const country =
    countryInEnglish(name.replace(/^the /u, '')) ??
    (own.length > 0 ? null : countryNamed(name)) ??
    (isCode && name.length === 2 ? countryWithCode(name) : null)
  const whole = country === null ? [] : [{ country, region: null }]
  const found = [...whole, ...own].filter(
    (area, at, all) => all.findIndex((each) => each.country === area.country && each.region === area.region) === at,
  )
  return found.length > 0 ? found : regionsOfKind(name)
}

/** The same, with names of countries in all languages of Latin script. */
export function areasNamedAnyhow(name: string, isCode: boolean): readonly Area[] {
  const areas = areasNamed(name, isCode)
  if (areas.length > 0 || citiesNamed(name).length > 0) return areas
  const country = countryNamedInLatin(name)
  return country === null ? [] : [{ country, region: null }]
}

function regionsOfKind(name: string): readonly Area[] {
  const bare = name.replace(kindOfRegion, '')
  if (bare === name) return []
  const noun = bare.replace(adjective, '')
  const forms = [bare, noun, noun.replace(/sk$/u, '')]
  return (
    forms
      .map((form) =>
        [...(otherNames().get(form) ?? []), ...entriesNamed(form).areas].filter(({ region }) => region !== null),
      )
      .find((areas) => areas.length > 0) ?? []
  )
}
