/** Reads the text in which a person names a place: what is around the name, what stands behind it, and in which order. */
import { lazy } from '../lazy.ts'
import { limits } from '../limits.ts'
import type { EpochMs, Place } from '../model.ts'
import { codeOfFlag } from './gazetteer/countries.ts'
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

/** What a text means. @param now places with one name count as one if their clocks agree in the year after it */
export function readTypedPlace(text: string, now: EpochMs): PlaceReading {
  let best = none
  for (const form of formsOf(text)) {
    const reading = readForm(form, now)
    if (reading.kind === 'sure' || reading.kind === 'several') return reading
    if (best.kind === 'none') best = reading
  }
  return best
}

/** What people write before a place, around its time, and behind its name. Compiled lazily, as scripts take long. */
const before = lazy(
  () =>
    /^(?:(?:my |the )?time ?zone(?: is| of| in|:)?|(?:the )?time (?:in|of)|(?:i(?:['’]?m| am)?|we(?:['’]?re| are)?)(?: live)?(?: in| near| at| from)|in|near|at|from|the|по|в|во|en|à|我们?(?:现在)?(?:住)?在(?=\p{L}))(?:\s+|(?<=[在:]))/iu,
)
const timeWords = lazy(
  () =>
    /\s*(?:\b(?:(?:standard|daylight|summer|winter) )?time(?: ?zone)?|\btz|-?zeit|времени|время|(?:(?:标准|標準)?(?:时间|時間|时区|時區)|時刻|시간|시각))$/iu,
)
const kind = lazy(() => /\s+(?:city|metro|area)$|(?<=\p{sc=Han}{2})[市省都府県县]$|(?<=\p{sc=Hang}{2})시$/iu)
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
  const latin = otherScripts().test(text) ? romanise(text) : text
  // Umlauts as people write them on other keyboards: Duesseldorf.
  yield latin === text ? text.replace(/([aou])e/giu, '$1') : latin
}

/** Places with names similar to the first part of a text. */
export function placesLikeTyped(text: string, most: number): readonly Place[] {
  const [name = ''] = partsOf(text)
  const near = placesLike(foldPlace(name), most)
  const latin = otherScripts().test(name) ? romanise(name) : name
  return near.length > 0 || latin === name ? near : placesLike(foldPlace(latin), most)
}

function readForm(form: string, now: EpochMs): PlaceReading {
  const flagged = codeOfFlag(form)
  if (flagged !== null) return readFlag(flagged, now)
  const zones = zonesNamed(foldPlace(form))
  if (zones.length > 0) return readAbbreviation(form, zones, now)
  const [name = '', ...within] = partsOf(form)
  if (within.length > 0) return readParts(name, within, now)
  const whole = readName(name, now)
  if (whole.kind !== 'none') return whole
  const split = readWords(name, [], now)
  if (split.kind !== 'none') return split
  const zone = zoneOfCity(foldPlace(name))
  return zone === null ? none : { kind: 'sure', place: placeOfZone(zone) }
}

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
  const others = code.kind === 'sure' ? [code.place] : code.kind === 'none' ? [] : code.places
  const places = [...zones.map(placeOfZone), ...others]
  const [only] = places
  return only !== undefined && places.length === 1 ? { kind: 'sure', place: only } : { kind: 'several', places }
}

const separators = /\s*[,，、;；/|()（）:：]\s*/u

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
  for (let cut = words.length - 1; cut > 0; cut--) {
    const [first, second] = [words.slice(0, cut).join(space), words.slice(cut).join(space)]
    if (isArea(second)) {
      const areas = [second, ...within]
      const reading = isKnown(first) ? readNameWithin(first, areas, [], now) : readWords(first, areas, now)
      if (reading.kind !== 'none') return reading
    }
    // `in` is no code of India.
    const mayBegin = isArea(first) && (first === first.toUpperCase() || !isAreaCode(first))
    if (mayBegin && isKnown(second)) return readNameWithin(second, [first, ...within], [], now)
  }
  return none
}
