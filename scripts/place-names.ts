/**
 * Makes `src/place/gazetteer/exonyms.json`, the names of cities in the bot's languages: `node scripts/place-names.ts <folder>`. The folder
 * has the tables of populated places of Natural Earth (naturalearthdata.com, public domain), `ne_50m_populated_places.dbf` of version 5 and
 * `ne_10m_populated_places.dbf` of any, and CLDR (`npm install cldr-dates-full`).
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { languages } from '../src/language.ts'
import type { City } from '../src/place/gazetteer/gazetteer.ts'
import { root } from './operator/run-command.ts'

const file = path.join(root, 'src', 'place', 'gazetteer', 'exonyms.json')
// What is found without the file is left out of it.
writeFileSync(file, '{}\n')
const { cities, gazetteerText } = await import('../src/place/gazetteer/gazetteer.ts')
const { otherCityNames } = await import('../src/place/gazetteer/city-search.ts')
const { foldPlace } = await import('../src/place/place-name.ts')
const { romanise } = await import('../src/place/romanise.ts')
const { zoneOfName } = await import('../src/place/zone-names.ts')

/** CLDR's names of the languages, without Chinese, whose names are written by hand. */
const locales = [...new Set(languages.map((language) => language.slice(0, 2)))].filter(
  (locale) => locale !== 'en' && locale !== 'zh',
)
const [folder = '.'] = process.argv.slice(2)

type Row = Readonly<Record<string, string>>

/** The rows of a table of dBASE. */
function rowsOf(name: string): readonly Row[] {
  const data = readFileSync(path.join(folder, name))
  const wanted = /^(?:NAME(?:ASCII|_..)?|LATITUDE|LONGITUDE)$/u
  const [count, start, length] = [data.readUInt32LE(4), data.readUInt16LE(8), data.readUInt16LE(10)]
  const fields: { readonly field: string; readonly from: number; readonly to: number }[] = []
  for (let at = 32, from = 1; data[at] !== 13; at += 32) {
    const to = from + (data[at + 16] ?? 0)
    const [field = ''] = data.toString('latin1', at, at + 11).split('\0')
    fields.push({ field, from, to })
    from = to
  }
  return Array.from({ length: count }, (_, row) => {
    const base = start + row * length
    return Object.fromEntries(
      fields
        .filter(({ field }) => wanted.test(field))
        .map(({ field, from, to }) => [
          field,
          data
            .toString('utf8', base + from, base + to)
            .replace(/\0.*/u, '')
            .trim(),
        ]),
    )
  })
}

/** The city of a row: near its place, with its name if there is one. */
function cityOfRow(row: Row): City | null {
  const [latitude, longitude] = [Number(row['LATITUDE']), Number(row['LONGITUDE'])]
  const near = cities()
    .filter((city) => Math.abs(city.latitude - latitude) < 0.2 && Math.abs(city.longitude - longitude) < 0.2)
    .map((city) => ({ city, away: Math.hypot(city.latitude - latitude, city.longitude - longitude) }))
    .toSorted((one, other) => one.away - other.away)
  const names = new Set([row['NAME'], row['NAMEASCII'], row['NAME_EN']].map((name) => foldPlace(name ?? '')))
  const named = near.find(({ city }) => city.names.some((name) => names.has(name)))
  const [nearest] = near
  return named?.city ?? (nearest !== undefined && nearest.away < 0.03 ? nearest.city : null)
}

const namesByCity = new Map<City, Set<string>>()

function add(city: City | null, name: string): void {
  const bare = foldPlace(name.replace(/[(,/（、].*/u, ''))
  const isUsable = /^[^|"\\\d]{2,40}$/u.test(bare) && (!/^[a-z ]+$/u.test(bare) || bare.length > 3)
  if (city === null || !isUsable || city.names.includes(bare)) return
  const names = namesByCity.get(city) ?? new Set()
  names.add(bare)
  namesByCity.set(city, names)
}

/** Countries whose towns people name in Russian. */
const russian: ReadonlySet<string> = new Set('RU UA BY KZ UZ KG TJ TM AZ AM GE MD LV LT EE'.split(' '))
const LARGE = 150_000

for (const row of rowsOf('ne_50m_populated_places.dbf')) {
  const city = cityOfRow(row)
  for (const locale of locales) add(city, row[`NAME_${locale.toUpperCase()}`] ?? '')
}

for (const row of rowsOf('ne_10m_populated_places.dbf')) {
  const city = cityOfRow(row)
  if (city === null) continue
  for (const locale of locales) {
    const isKnown = city.population >= LARGE || (locale === 'ru' && russian.has(city.country))
    if (isKnown) add(city, row[`NAME_${locale.toUpperCase()}`] ?? '')
  }
}

/** CLDR's names of the cities that zones are named after. */
function addExemplars(locale: string, tree: Readonly<Record<string, unknown>>, zone: string): void {
  for (const [key, value] of Object.entries(tree)) {
    const name = zone === '' ? key : `${zone}/${key}`
    if (typeof value === 'string' && key === 'exemplarCity') {
      const folded = foldPlace(zone.slice(zone.lastIndexOf('/') + 1))
      const known = cities().filter((city) => city.names.includes(folded) && zoneOfName(city.zone) === zoneOfName(zone))
      const [city = null] = known.toSorted((one, other) => other.population - one.population)
      add(city, value)
    } else if (typeof value === 'object' && value !== null) addExemplars(locale, { ...value }, name)
  }
}
for (const locale of locales) {
  const source = path.join(folder, 'node_modules/cldr-dates-full/main', locale, 'timeZoneNames.json')
  addExemplars(locale, JSON.parse(readFileSync(source, 'utf8')).main[locale].dates.timeZoneNames.zone, '')
}

const citiesByName = Map.groupBy(
  cities().flatMap((city) => city.names.map((name) => ({ name, city }))),
  ({ name }) => name,
)
const written = new Set([...otherCityNames()].map(([name]) => foldPlace(name)))
const countries = new Set(
  ['en', ...locales].flatMap((locale) => {
    const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
    return [...new Set(cities().map(({ country }) => country))].map((code) => foldPlace((code && names.of(code)) || ''))
  }),
)
const regions = new Set(cities().map(({ region }) => foldPlace(region)))

/** Whether a name is not found yet, and not that of another place, unless that is small. */
function isNeeded(city: City, name: string): boolean {
  if (written.has(name)) return false
  const forms = [name, name.replaceAll(' ', ''), ...romanise(name).map(foldPlace)]
  if (forms.some((form) => city.names.includes(form))) return false
  const namesakes = (citiesByName.get(name) ?? []).map((each) => each.city)
  const isFree = !countries.has(name) && !regions.has(name)
  const isFamous = isFree && namesakes.every((other) => city.population > 7 * other.population)
  if (!isFree || namesakes.length > 0)
    console.log(
      `${isFamous ? 'kept' : 'left out'}: ${name} for ${city.name}, ${city.country}; ${namesakes.map(({ name, country }) => `${name} ${country}`).join()}`,
    )
  return isFamous
}

/** The names of the records by their points, as some cities have newer names; and how many records have a key. */
const recordNames = new Map<string, string>()
const counts = new Map<string, number>()
for (const record of JSON.parse(gazetteerText())) {
  recordNames.set(`${record.lat} ${record.lng}`, record.city)
  for (const name of new Set([record.city, record.city_ascii]))
    for (const key of [`${name}, ${record.iso2}`, `${name}, ${record.province}, ${record.iso2}`])
      counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** A key that only this city has; null: there is none. */
function keyOf({ region, country, latitude, longitude }: City): string | null {
  const name = recordNames.get(`${latitude} ${longitude}`) ?? ''
  const keys = [`${name}, ${country}`, `${name}, ${region}, ${country}`]
  return keys.find((key) => !/["*+?()[\]]/u.test(key) && counts.get(key) === 1) ?? null
}

const lines = [...namesByCity].flatMap(([city, names]) => {
  const needed = [...names].filter((name) => isNeeded(city, name)).toSorted()
  const key = needed.length === 0 ? null : keyOf(city)
  return key === null ? [] : [`  ${JSON.stringify(key)}: ${JSON.stringify(`|${needed.join('|')}|`)}`]
})
writeFileSync(file, `{\n${lines.toSorted().join(',\n')}\n}\n`)
