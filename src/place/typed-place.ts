/** Reads the text in which a person names a place: what is around the name, what stands behind it, and in which order. */
import { lazy } from '../lazy.ts'
import { limits } from '../limits.ts'
import type { EpochMs, Place } from '../model.ts'
import { codeOfFlag } from './gazetteer/countries.ts'
import { gazetteerText } from './gazetteer/gazetteer.ts'
import { foldPlace } from './place-name.ts'
import {
  isArea,
  isAreaCode,
  isCity,
  isKnown,
  type PlaceReading,
  placeOfZone,
  readCountry,
  readName,
  readNameWithin,
} from './read-place.ts'
import { romanise } from './romanise.ts'
import { placesLike } from './similar-places.ts'
import { parseOffset } from './utc-offset.ts'
import { ianaZone, zoneOfCity, zonesNamed } from './zone-names.ts'

const none: PlaceReading = { kind: 'none' }

/** English words that are codes too, unless they are in capitals: no, Norway's NO. */
const words = new Set(
  'am art as at be bot by cat do eat get hi in is it me my no oh ok or pet pm so to vet west wit'.split(' '),
)

/**
 * Reads a place; one that is a word of another meaning is asked about.
 * @param now places with one name count as one if their clocks agree in the year after it
 */
export function readTypedPlace(text: string, now: EpochMs): PlaceReading {
  const reading = readForms(text, now)
  const isWord = words.has(text.toLowerCase()) && text !== text.toUpperCase()
  return isWord && reading.kind === 'sure' ? { kind: 'unmatched', places: [reading.place] } : reading
}

function readForms(text: string, now: EpochMs): PlaceReading {
  let best = none
  for (const form of formsOf(text)) {
    const reading = readForm(form, now)
    if (form !== text && isByChance(text, form, reading)) continue
    if (reading.kind === 'sure' || reading.kind === 'several') return reading
    if (best.kind === 'none') best = reading
  }
  return best
}

const hangul = /[\u1100-\u11ff\uac00-\ud7a3]/u

/** Whether a form means something else than the text that it is made of. */
function isByChance(text: string, form: string, reading: PlaceReading): boolean {
  // Names in Hangul are romanised by their letters: only those in Korea become the name itself.
  if (hangul.test(text) && !hangul.test(form)) return !placesOf(reading).every(isInKorea)
  // Jersey City is not in Jersey, and Russian дом is no code of a country.
  const isCode = otherScripts().test(text) && /^[a-z]{2,3}$/u.test(form)
  return (isCode || / city$/iu.test(text)) && placesOf(reading).every(({ city }) => city === null)
}

function placesOf(reading: PlaceReading): readonly Place[] {
  if (reading.kind === 'sure') return [reading.place]
  return reading.kind === 'none' ? [] : reading.places
}

function isInKorea({ country }: Place): boolean {
  return country === 'KR' || country === 'KP'
}

/** What people write before a place, around its time, and behind its name, by language. Compiled lazily, as scripts take long. */
const before = lazy(
  () =>
    new RegExp(
      `^(?:${[
        "(?:my |the )?time ?zone(?: is| of| in|:)?|(?:the )?time (?:in|of)|(?:i(?:['’]?m| am)?|we(?:['’]?re| are)?)(?: live)?(?: in| near| at| from)|in|near|at|from|the",
        '(?:la )?hora (?:local |oficial )?(?:d[aeo]|del|en|em)|hor[aá]rio (?:local |oficial )?(?:d[aeo]|del)|zona horaria (?:de|del)|fuso (?:hor[aá]rio )?(?:d[aeo])|en|em',
        "(?:à )?l['’]heure (?:de|du|des)|heure (?:locale )?(?:de|du|des)|fuseau (?:horaire )?de|à",
        'ora (?:locale )?(?:di|del|della)|fuso (?:orario )?di',
        '(?:die )?(?:orts|uhr)?zeit (?:in|von)|zeitzone(?: von)?',
        '(?:по )?врем(?:я|ени) (?:в|во)|часовой пояс|город|г\\.|по|в|во',
        'час (?:у|в)|за часом|часовий пояс|місто|м\\.|за|у',
        'zona waktu|waktu|jam|kota|di',
        '(?:theo |múi )?giờ|(?:ở|tại)|thành phố|tp\\.?',
        '(?:حسب |ب)?توقيت|مدينة|(?:به )?(?:وقت|ساعت)|شهر',
        '我们?(?:现在)?(?:住)?在(?=\\p{L})',
      ].join('|')})(?:\\s+|(?<=[在:.]))|^(?:à )?l?['’]?heure d['’]|^ora d(?:ell)?['’]`,
      'iu',
    ),
)
const timeWords = lazy(
  () =>
    /\s*(?:\b(?:(?:standard|daylight|summer|winter) )?time(?: ?zone)?|\btz|-?zeit|времени|время|час(?:ом)?|\bsaati(?:yle|ne göre)?|(?:(?:标准|標準|표준)?(?:时间|時間|时区|時區|시간|시각|시))|時刻)$/iu,
)
const kind = lazy(
  () =>
    /\s+(?:city|metro|area)$|(?<=\p{sc=Han}{2}|\p{sc=Kana}ー?)[市省都府県县島]$|(?<=\p{sc=Hang}{2})(?:특별시|광역시|시)$/iu,
)
/** Adjectives of cities: Berliner Zeit, новосибирское время, київський час. */
const adjective = /(?<=\p{L}{2})(?:er|(?<=с(?:ь)?к)(?:ое|ому|ий|им|ого))$/iu
const otherScripts = lazy(() => /[^\p{sc=Latn}\p{sc=Zyyy}\p{sc=Zinh}]/u)

/** The text as it is; then without what is around the place; then in Latin letters. */
function* formsOf(text: string): Iterable<string> {
  yield text
  let bare = text
  for (const around of [timeWords(), before(), kind()]) {
    const shorter = bare.replace(around, '').trim()
    if (shorter !== bare && shorter !== '') yield shorter
    bare = shorter
  }
  if (bare !== text && adjective.test(bare)) {
    const noun = bare.replace(adjective, '')
    yield noun
    yield* romanise(noun.replace(/сь?к$/iu, ''))
  }
  // Umlauts as people write them on other keyboards: Duesseldorf.
  if (otherScripts().test(bare)) {
    const [usual = bare, ...others] = romanise(bare)
    yield usual
    yield* others.filter(mayBeCity)
  } else yield text.replace(/([aou])e/giu, '$1')
}

/** Whether a name of the gazetteer begins with the first word of a romanised name: far less work than to read it. */
function mayBeCity(name: string): boolean {
  const [word = ''] = name.split(/[ -]/u)
  return gazetteerText().includes(`"${word.charAt(0).toUpperCase()}${word.slice(1)}`)
}

/** Places with names similar to the first part of a text. */
export function placesLikeTyped(text: string, most: number): readonly Place[] {
  const [name = ''] = partsOf(text)
  const [latin = name] = otherScripts().test(name) ? romanise(name) : [name]
  const near = [latin, ...(latin === name ? [] : [name])].flatMap((form) => placesLike(foldPlace(form), most))
  const keyOf = ({ zone, city }: Place) => `${zone} ${city}`
  return [...new Map(near.map((place) => [keyOf(place), place])).values()].slice(0, most)
}

function readForm(form: string, now: EpochMs): PlaceReading {
  const flagged = codeOfFlag(form)
  if (flagged !== null) return readFlag(flagged, now)
  const zones = zonesNamed(foldPlace(form))
  if (zones.length > 0) return readAbbreviation(form, zones, now)
  // 刚果（金）, but not Paris (Texas).
  const whole = otherScripts().test(form) ? readName(form, now) : none
  if (whole.kind !== 'none') return whole
  const named = zoneOfCity(foldPlace(form).replace(islands, ''))
  if (named !== null && islands.test(form)) return { kind: 'sure', place: placeOfZone(named) }
  const [name = '', ...within] = partsOf(form)
  if (within.length > 0) return readParts(inKnownLetters(name), within.map(inKnownLetters), now)
  const alone = readName(name, now)
  if (alone.kind !== 'none') return alone
  return named === null ? readWords(name, [], now) : { kind: 'sure', place: placeOfZone(named) }
}

/** A part in Latin letters, unless it is known as it is. */
function inKnownLetters(part: string): string {
  if (!otherScripts().test(part) || isKnown(part)) return part
  const forms = romanise(part)
  return forms.find(isKnown) ?? forms[0] ?? part
}

/** Behind names of zones: Lord Howe Island. */
const islands = / islands?$/iu

function readFlag(code: string, now: EpochMs): PlaceReading {
  const [country = '', part] = code.split('-')
  // England, Scotland and Wales are no regions of the gazetteer, and have one time.
  return part === undefined || country === 'GB'
    ? readCountry(country, now)
    : readNameWithin('', [part, country], [], now)
}

/** An abbreviation of two letters may be a country or a state too: PT is Portugal. */
function readAbbreviation(form: string, zones: readonly string[], now: EpochMs): PlaceReading {
  const code = /^\p{L}{2}$/u.test(form) ? readName(form, now) : none
  const places = [...zones.map(placeOfZone), ...placesOf(code)]
  const [only] = places
  return only !== undefined && places.length === 1 ? { kind: 'sure', place: only } : { kind: 'several', places }
}

/** Also the hyphen in the ISO 3166-2 code of a state: US-TX. */
const separators = /\s*[,，、;；/|()（）:：]\s*|(?<=^[A-Z]{2})-(?=[A-Z]{2,3}$)/u

/** The parts between commas and the like: first the place, then what it is in. */
function partsOf(text: string): readonly string[] {
  const parts = text.split(separators).filter((part) => part !== '')
  return parts.slice(0, limits.digest.placeParts)
}

/** `London, Ontario`; or the larger first: `Canada, Toronto`. */
function readParts(name: string, behind: readonly string[], now: EpochMs): PlaceReading {
  const zones = behind.flatMap(zonesMeant)
  const within = behind.filter((each) => zonesMeant(each).length === 0)
  const last = within.at(-1) ?? ''
  const isReversed = isArea(name) && !isCity(name) && isKnown(last) && !isArea(last)
  return isReversed
    ? readNameWithin(last, [name, ...within.slice(0, -1)], zones, now)
    : readNameWithin(name, within, zones, now)
}

/** The zones of an abbreviation, an IANA name or an offset; abbreviations of two letters are states. */
function zonesMeant(text: string): readonly string[] {
  const zone = parseOffset(text) ?? ianaZone(text)
  if (zone !== null) return [zone]
  return text.length > 2 ? zonesNamed(foldPlace(text)) : []
}

const { placeWords, placeCharacters } = limits.digest

/**
 * Words without a comma between them: `Moscow Idaho`, `USA Chicago`; in Chinese each character is one.
 * @param within areas that stood behind them
 */
function readWords(text: string, within: readonly string[], now: EpochMs): PlaceReading {
  const isUnspaced = /^\p{sc=Han}+$/u.test(text)
  const words = isUnspaced ? [...text] : text.split(/\s+/u)
  if (words.length > (isUnspaced ? placeCharacters : placeWords)) return none
  const space = isUnspaced ? '' : ' '
  // The longest area first: South Korea.
  for (let cut = 1; cut < words.length; cut++) {
    const [first, second] = [words.slice(0, cut).join(space), words.slice(cut).join(space)]
    if (isArea(second)) {
      const areas = [second, ...within]
      const reading = isKnown(first)
        ? readNameWithin(first, areas, [], now, first.length > 2)
        : readWords(first, areas, now)
      if (reading.kind !== 'none') return reading
    }
    // `in` is no code of India.
    const mayBegin = isArea(first) && (first === first.toUpperCase() || !isAreaCode(first))
    const reading = mayBegin && isKnown(second) ? readNameWithin(second, [first, ...within], [], now, false) : none
    if (reading.kind !== 'none') return reading
  }
  return none
}
