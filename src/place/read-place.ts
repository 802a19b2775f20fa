/** Reads what a person types as a place: a city, a region or a country, with what it is in behind a comma. */
import type { EpochMs, Place } from '../model.ts'
import { type Area, citiesIn, isIn } from './gazetteer/area.ts'
import { citiesNamed, isSame } from './gazetteer/city-search.ts'
import { zonesOfCountry } from './gazetteer/countries.ts'
import type { City } from './gazetteer/gazetteer.ts'
import { areasNamed, areasNamedAnyhow } from './gazetteer/regions.ts'
import { foldPlace } from './place-name.ts'
import { everAgree, groupByClock } from './same-clock.ts'
import { zoneOfCity, zoneOfName } from './zone-names.ts'

/** A place that a text may mean. */
export interface Candidate {
  readonly place: Place
  readonly zone: string
  readonly population: number
}

/**
 * `sure`: one place, or several whose clocks agree, or a famous one with small namesakes. `several`: to choose from, the most
 * populous first. `unmatched`: places with the name, but none in what stands behind it, or only a small one. `none`: no place has the
 * name.
 */
export type PlaceReading =
  | { readonly kind: 'sure'; readonly place: Place }
  | { readonly kind: 'several' | 'unmatched'; readonly places: readonly Place[] }
  | { readonly kind: 'none' }

/** The least factor by which a city must have more people than all its namesakes together, so that nobody is asked. */
const FAMOUS = 7
/** The same for the zone that most people of a country or a region live in. */
const DOMINANT = 20
/** The same for a region with the name of a city elsewhere: Victoria is asked about, California is not. */
const FAMOUS_REGION = 50
/** Codes of two letters are asked about, unless what else they mean has fewer people. */
const SMALL = 500_000
/** Towns with fewer people are asked about in countries whose towns have names from elsewhere: Derby is in Australia, and in England. */
const TOWN = 100_000
const countriesOfNamesakes: ReadonlySet<string> = new Set(['AU', 'CA', 'JM', 'NZ', 'US', 'ZA'])

/** Countries whose cities are named with their state. */
const federal: ReadonlySet<string> = new Set(['US', 'CA', 'AU'])

/** Where two clocks are in use, side by side: the zones to choose from, the one with the most people first. */
function clocksOf({ zone, country, region }: City): readonly string[] {
  if (zone === 'Asia/Urumqi' || region === 'Xizang') return ['Asia/Shanghai', 'Asia/Urumqi']
  if (zone === 'Europe/Simferopol') return ['Europe/Simferopol', 'Europe/Kyiv']
  if (country === 'UA' && ["Donets'k", "Luhans'k"].includes(region)) return ['Europe/Kyiv', 'Europe/Moscow']
  if (country === 'GE' && region === 'Abkhazia') return ['Asia/Tbilisi', 'Europe/Moscow']
  return [zone]
}

/** The place of a city; one for each clock where two are in use. */
export function placesOfCity(city: City): readonly Place[] {
  return candidatesOfCity(city, city.name, false).map(({ place }) => place)
}

/** The place of a city, or the first of its clocks. */
export function placeOfCity(city: City): Place {
  return placesOfCity(city)[0] ?? placeOfZone(city.zone)
}

/** @param typed the name as the person writes it, which is kept in Chinese */
function candidatesOfCity(city: City, typed: string, isRegionSaid: boolean): readonly Candidate[] {
  const { population, country } = city
  const clocks = clocksOf(city)
  if (clocks.length > 1) return clocks.map((zone) => ({ place: placeOfZone(zone), zone, population }))
  const isSaid = isRegionSaid || federal.has(country) || city.region === city.name || hasNamesakeInCountry(city)
  const name = /^\p{sc=Han}+$/u.test(typed) ? typed : city.name
  const isRepeated = city.region === city.name && name !== city.name
  const region = isSaid && city.region !== '' && !isRepeated ? city.region : null
  return [{ place: { zone: city.zone, city: name, region, country: country || null }, zone: city.zone, population }]
}

function hasNamesakeInCountry(city: City): boolean {
  return citiesNamed(foldPlace(city.name)).some((each) => each.country === city.country && !isSame(each, city))
}

/** A zone without a place. */
export function placeOfZone(zone: string): Place {
  return { zone, city: null, region: null, country: null }
}

/** The clocks of an area: itself if it has one, else its largest city with each. */
function candidatesOfArea(area: Area, now: EpochMs): readonly Candidate[] {
  const inside = citiesIn(area)
  if (inside.length === 0 && area.region === null)
    return zonesOfCountry(area.country).map((zone) => ({
      place: { zone, city: null, region: null, country: area.country },
      zone,
      population: 0,
    }))
  // Where two clocks are in use, they are asked about by the name of the city or the region, not of the whole country.
  const undisputed = inside.filter((city) => clocksOf(city).length === 1)
  const disputed = inside.find((city) => clocksOf(city).length > 1)
  if (disputed !== undefined && undisputed.length < inside.length / 2) return candidatesOfCity(disputed, '', false)
  const groups = groupByClock(undisputed, now)
  return groups.map(({ leader, population }, index) => {
    const isWhole = groups.length === 1 || (index === 0 && isDominant(groups, DOMINANT))
    const place = isWhole
      ? { zone: leader.zone, city: null, region: area.region, country: area.country }
      : (candidatesOfCity(leader, leader.name, area.region !== null)[0]?.place ?? placeOfZone(leader.zone))
    return { place, zone: leader.zone, population }
  })
}

/** Whether the first has many times the people of the others. */
function isDominant([first, ...others]: readonly { readonly population: number }[], times: number): boolean {
  const rest = others.reduce((sum, { population }) => sum + population, 0)
  return first !== undefined && first.population >= times * rest
}

function decide(candidates: readonly Candidate[], times: number, now: EpochMs): PlaceReading {
  // Clocks are compared only where it matters, as that takes long.
  const zones = [...Map.groupBy(candidates, ({ zone }) => zone).values()].map((all) => all.toSorted(byPopulation))
  const largest = zones.flatMap(([most]) => most ?? []).toSorted(byPopulation)
  const [famous] = largest
  if (famous !== undefined && isDominant(largest, timesFor(famous, times))) return { kind: 'sure', place: famous.place }
  const groups = groupByClock(candidates, now)
  const [first] = groups
  if (first === undefined) return { kind: 'none' }
  const leaders = groups.map(({ leader }) => leader)
  if (groups.length === 1 || isDominant(leaders, timesFor(first.leader, times)))
    return { kind: 'sure', place: first.leader.place }
  return { kind: 'several', places: leaders.toSorted(byPopulation).map(({ place }) => place) }
}

function timesFor({ place }: Candidate, times: number): number {
  return times === FAMOUS && place.city === null && place.region !== null ? FAMOUS_REGION : times
}

const byPopulation = (one: Candidate, other: Candidate) => other.population - one.population

/** A name that stands alone. @param typed as the person writes it */
export function readName(typed: string, now: EpochMs): PlaceReading {
  const name = foldPlace(typed)
  if (name === '') return { kind: 'none' }
  const named = citiesNamed(name).flatMap((city) => candidatesOfCity(city, typed, false))
  // LA is Los Angeles before it is Louisiana, but WA is no town in Ghana.
  const isShort = isCode(name) && named.every(({ population }) => population < SMALL)
  // Beside states, only countries are known by their codes alone.
  const areas = (isCode(name) && !isShort ? [] : areasNamedAnyhow(name, isShort)).filter(
    ({ country, region }) => !isShort || region === null || federal.has(country),
  )
  const candidates = [...named, ...areas.flatMap((area) => candidatesOfArea(area, now))]
  const reading = isShort
    ? decideCode(candidates, named.length > 0, now)
    : decide(candidates, named.length > 0 ? FAMOUS : DOMINANT, now)
  return withDoubt(reading, name, candidates, now)
}

/** Asks about towns that few people mean; the zone whose city has the name is one of the answers. */
function withDoubt(reading: PlaceReading, name: string, candidates: readonly Candidate[], now: EpochMs): PlaceReading {
  if (reading.kind === 'none') return reading
  const zone = zoneOfCity(name)
  const isSure = reading.kind === 'sure'
  const chosen = isSure ? candidates.find(({ place }) => place === reading.place) : undefined
  if (isSure && (chosen === undefined || zone === zoneOfName(chosen.zone) || !isNamesake(chosen, name))) return reading
  const places = isSure ? groupByClock(candidates, now).map(({ leader }) => leader.place) : reading.places
  const isNew = zone !== null && places.every((place) => !everAgree(place.zone, zone, now))
  const all = isNew ? [...places, placeOfZone(zone)] : places
  return all.length > 1 ? { kind: 'several', places: all } : { kind: 'unmatched', places: all }
}

/** Whether the gazetteer may lack the city that a town is named after. */
function isNamesake({ place: { city, country }, population }: Candidate, name: string): boolean {
  const isTown = city !== null && population < TOWN && /^[a-z]+$/u.test(name)
  return isTown && country !== null && countriesOfNamesakes.has(country)
}

/** A country by its ISO 3166-1 code. */
export function readCountry(country: string, now: EpochMs): PlaceReading {
  return decide(candidatesOfArea({ country, region: null }, now), DOMINANT, now)
}

/** Codes of countries and states. */
function isCode(name: string): boolean {
  return /^[a-z]{2,3}$/u.test(name)
}

/** @param isName whether the code is the name of a town too */
function decideCode(candidates: readonly Candidate[], isName: boolean, now: EpochMs): PlaceReading {
  const [first, ...others] = candidates.toSorted(byPopulation)
  const rest = others.filter(
    ({ place }) => place.country !== first?.place.country || place.region !== first.place.region,
  )
  const isSmall = !isName && rest.every(({ population }) => population < SMALL)
  return decide(candidates, isSmall ? DOMINANT : Infinity, now)
}

/**
 * A name with what it is in: `London, Ontario`.
 * @param within what stands behind the name, of which one must be known
 * @param zones zones that stand behind it: `Berlin (CET)`
 * @param mayLack whether the areas decide for a city that the gazetteer lacks there
 */
export function readNameWithin(
  typed: string,
  within: readonly string[],
  zones: readonly string[],
  now: EpochMs,
  mayLack = true,
): PlaceReading {
  const named = citiesNamed(foldPlace(typed))
  const areas = within.map((each) => areasMeant(foldPlace(each))).filter((each) => each.length > 0)
  if (areas.length === 0 && zones.length === 0) return unmatched(named, typed)
  const isRegionSaid = areas.some((any) => any.some(({ region }) => region !== null))
  const regions = areasNamed(foldPlace(typed), false).filter(
    ({ country }) =>
      areas.length > 0 && areas.every((any) => any.some((area) => area.region === null && area.country === country)),
  )
  const candidates = [
    ...named
      .filter((city) => areas.every((any) => any.some((area) => isIn(city, area))))
      .flatMap((city) => candidatesOfCity(city, typed, isRegionSaid)),
    ...regions.flatMap((area) => candidatesOfArea(area, now)),
  ].filter(({ zone }) => zones.length === 0 || zones.some((other) => everAgree(zone, other, now)))
  if (candidates.length > 0) return decide(candidates, named.length > 0 ? FAMOUS : DOMINANT, now)
  if (!mayLack) return { kind: 'none' }
  // The gazetteer lacks the city: the smallest of the areas decides, where it is in the others.
  const [first = []] = areas.toSorted((one, other) => Number(isWide(one)) - Number(isWide(other)))
  const smallest = first.filter(({ country }) => areas.every((any) => any.some((area) => area.country === country)))
  if (smallest.length === 0) return unmatched(named, typed)
  const states = smallest.filter(({ country, region }) => region !== null && federal.has(country))
  // Behind a town, ID is Idaho before it is Indonesia.
  const isByCode = within.some((each) => each.length === 2) && states.length > 0
  return decide(
    (isByCode ? states : smallest).flatMap((area) => candidatesOfArea(area, now)),
    DOMINANT,
    now,
  )
}

const isWide = (areas: readonly Area[]) => areas.every(({ region }) => region === null)

/** The areas with a name; where there are none, the regions of the cities with the name. */
function areasMeant(name: string): readonly Area[] {
  const areas = areasNamedAnyhow(name, true)
  if (areas.length > 0) return areas
  const [city] = citiesNamed(name)
  return city === undefined ? [] : [{ country: city.country, region: city.region || null }]
}

function unmatched(named: readonly City[], typed: string): PlaceReading {
  const places = named.flatMap((city) => candidatesOfCity(city, typed, true).map(({ place }) => place))
  return places.length === 0 ? { kind: 'none' } : { kind: 'unmatched', places }
}

/** Whether a name has a place or an area. */
export function isKnown(typed: string): boolean {
  const name = foldPlace(typed)
  return name !== '' && (citiesNamed(name).length > 0 || areasNamed(name, false).length > 0)
}

/** Whether a name has a city. */
export function isCity(typed: string): boolean {
  return citiesNamed(foldPlace(typed)).length > 0
}

/** Whether a name has an area, by its name or its code. */
export function isArea(typed: string): boolean {
  return areasNamed(foldPlace(typed), true).length > 0
}

/** Whether a text is an area's code of two or three letters. */
export function isAreaCode(typed: string): boolean {
  return isCode(foldPlace(typed)) && isArea(typed)
}
