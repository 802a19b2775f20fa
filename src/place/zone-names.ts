/** Reads names of time zones: abbreviations, IANA names, and what people call a zone. */
import { lazy } from '../lazy.ts'
import { foldPlace } from './place-name.ts'

/**
 * Names by IANA name, in any case, Simplified where they are Chinese. The abbreviations are those of the IANA database (iana.org/time-zones,
 * until 2016 also invented ones) and of CLDR.
 */
const namesByZone: Readonly<Record<string, string>> = {
  UTC: 'utc|gmt|z|zulu|universal|coordinated universal|greenwich|greenwich mean|世界|协调世界|格林尼治|格林威治|国际标准|гринвич|всемирное|гринвіч|гринвичу|гринвічем|غرينتش|جرينتش|گرینویچ|グリニッジ|協定世界|그리니치|협정 세계',
  'Asia/Shanghai': 'china standard|中国标准|中原标准',
  'Asia/Hong_Kong': 'hkt',
  'Asia/Taipei': 'tst|国家标准',
  'Asia/Tokyo': 'jst|japan standard|日本标准|日本標準時|일본 표준',
  'Asia/Seoul': 'kst|korean standard|한국 표준|韓国標準時',
  'Asia/Singapore': 'sgt',
  'Asia/Kuala_Lumpur': 'myt',
  'Asia/Manila': 'pht|phst',
  'Asia/Bangkok': 'ict|indochina',
  'Asia/Jakarta': 'wib|western indonesia|indonesia barat|indonesia bagian barat',
  'Asia/Makassar': 'wita|central indonesia|indonesia tengah|indonesia bagian tengah',
  'Asia/Jayapura': 'wit|eastern indonesia|indonesia timur|indonesia bagian timur',
  'Asia/Yangon': 'mmt',
  'Asia/Kolkata': 'indian|india standard|indian standard',
  'Asia/Colombo': 'slst',
  'Asia/Kathmandu': 'npt',
  'Asia/Thimphu': 'btt',
  'Asia/Karachi': 'pkt',
  'Asia/Kabul': 'aft',
  'Asia/Tashkent': 'uzt',
  'Asia/Almaty': 'almt',
  'Asia/Tehran': 'irst|irdt',
  'Asia/Dubai': 'gst|gulf|gulf standard',
  'Asia/Riyadh': 'arabian|arabia standard',
  'Asia/Tbilisi': 'get',
  'Asia/Baku': 'azt',
  'Europe/Istanbul': 'trt|tsi',
  'Europe/Moscow': 'msk|moscow standard|мск|московское|московскому|московский|московський|московським',
  'Europe/Samara': 'samt',
  'Asia/Yekaterinburg': 'yekt|yekst',
  'Asia/Omsk': 'omst',
  'Asia/Novosibirsk': 'novt',
  'Asia/Krasnoyarsk': 'krat',
  'Asia/Irkutsk': 'irkt',
  'Asia/Yakutsk': 'yakt',
  'Asia/Vladivostok': 'vlat',
  'Asia/Magadan': 'magt',
  'Asia/Kamchatka': 'pett',
  'Europe/London': 'british|british summer',
  'Europe/Lisbon': 'wet|west|western european|西欧',
  'Europe/Paris':
    'cet|cest|central european|central europe|mez|mesz|mitteleuropaische|中欧|欧洲中部|hora central europea|heure d europe centrale|ora italiana|центральноевропейское',
  'Europe/Athens': 'eet|eest|eastern european|eastern europe|东欧|欧洲东部|восточноевропейское',
  'Africa/Lagos': 'wat|west africa',
  'Africa/Maputo': 'cat|central africa',
  'Africa/Nairobi': 'eat|east africa|东非',
  'Africa/Johannesburg': 'sast|south africa standard',
  'America/St_Johns': 'nst|ndt',
  'America/Halifax': 'adt|atlantic|大西洋',
  'America/New_York':
    'est|edt|eastern|us eastern|eastern us|east coast|us east coast|美东|美国东部|北美东部|东岸|美国东岸|lest|hora del este',
  'America/Chicago': 'cdt|central|us central|central us|美中|美国中部|北美中部',
  'America/Denver': 'mst|mdt|mountain|us mountain|美国山地|山地|北美山区|山区',
  'America/Los_Angeles':
    'pst|pdt|pacific|us pacific|west coast|us west coast|美西|美国西部|太平洋|北美太平洋|西岸|美国西岸|hora del pacifico|pacifique|heure du pacifique',
  'America/Anchorage': 'akst|akdt',
  'Pacific/Honolulu': 'hst',
  'America/Sao_Paulo': 'brt|brst|horario de brasilia',
  'America/Argentina/Buenos_Aires': 'art',
  'America/Santiago': 'clt|clst',
  'America/Bogota': 'cot',
  'America/Lima': 'pet',
  'America/Caracas': 'vet',
  'America/La_Paz': 'bot',
  'America/Asuncion': 'pyt|pyst',
  'America/Montevideo': 'uyt',
  'America/Guayaquil': 'ect',
  'Australia/Sydney': 'aest|aedt|australian eastern',
  'Australia/Adelaide': 'acst|acdt|australian central',
  'Australia/Perth': 'awst|australian western',
  'Pacific/Auckland': 'nzst|nzdt|nzt',
  'Pacific/Chatham': 'chast|chadt',
  'Pacific/Easter': 'rapa nui|isla de pascua',
  'Pacific/Fiji': 'fjt',
  'Pacific/Guam': 'chst',
  'Pacific/Port_Moresby': 'pgt',
}

/** Abbreviations that several zones share, each with its zones, the one with the most people first. */
const sharedAbbreviations: Readonly<Record<string, readonly string[]>> = {
  amt: ['America/Manaus', 'Asia/Yerevan'],
  ast: ['America/Halifax', 'Asia/Riyadh'],
  bh: ['America/Sao_Paulo'],
  bst: ['Europe/London', 'Asia/Dhaka'],
  cst: ['Asia/Shanghai', 'America/Chicago', 'America/Havana'],
  ct: ['America/Chicago', 'Asia/Shanghai'],
  et: ['America/New_York'],
  hn: ['Asia/Ho_Chi_Minh'],
  ist: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'],
  mt: ['America/Denver'],
  pt: ['America/Los_Angeles'],
  sst: ['Pacific/Pago_Pago', 'Asia/Singapore'],
  wst: ['Australia/Perth', 'Pacific/Apia'],
}

/** Written as `foldPlace` folds them, so that only other scripts are folded when they are typed. */
const byName = lazy((): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>(Object.entries(sharedAbbreviations))
  for (const [zone, names] of Object.entries(namesByZone)) for (const name of names.split('|')) found.set(name, [zone])
  return found
})
const byFolded = lazy(() => new Map([...byName()].map(([name, zones]) => [foldPlace(name), zones])))

/** The zones that a folded name means; none: it is no name of a zone. */
export function zonesNamed(name: string): readonly string[] {
  return byName().get(name) ?? (/^[a-z ]*$/u.test(name) ? undefined : byFolded().get(name)) ?? []
}

/** The zones of all names above, for tests. */
export const zonesWithNames: readonly string[] = [
  ...Object.keys(namesByZone),
  ...Object.values(sharedAbbreviations).flat(),
]

/**
 * IANA's names of the zones that ICU still calls by an old one (iana.org/time-zones, file backward). Node and workerd have ICU's
 * names in `Intl.supportedValuesOf`, and know both.
 */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** The present IANA name of a zone, by any of its names in any case; null: Intl knows no such zone. */
export function zoneOfName(name: string): string | null {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    return renamed[timeZone] ?? timeZone
  } catch {
    return null
  }
}

/**
 * The zone of an IANA name in any case, with spaces or underscores. Names without a slash, such as Cuba, are read as places and
 * abbreviations.
 */
export function ianaZone(text: string): string | null {
  const name = text.replace(/\s+/gu, '_')
  return /^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$/u.test(name) ? zoneOfName(name) : null
}

/** The zones of the database by the folded name of their city, such as `nuuk` or `broken hill`. */
const byCity = lazy((): ReadonlyMap<string, string> => {
  const zones = [...Intl.supportedValuesOf('timeZone'), ...Object.values(renamed)]
  return new Map(
    zones
      .filter((zone) => zone.includes('/') && !zone.startsWith('Etc/'))
      .map((zone) => [foldPlace(zone.slice(zone.lastIndexOf('/') + 1)), renamed[zone] ?? zone]),
  )
})

/** The zone whose city has this folded name; null: none. */
export function zoneOfCity(name: string): string | null {
  return byCity().get(name) ?? null
}

/** The folded names of the database's cities. */
export function zoneCities(): Iterable<readonly [name: string, zone: string]> {
  return byCity()
}
