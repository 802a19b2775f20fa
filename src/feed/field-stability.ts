/** Determines which fields of a feed's items stay the same between polls. Pure. */
import { noHash } from './hash.ts'
import { datesDiffer, type ItemFields, sameText, textsDiffer } from './record-fields.ts'

export interface FieldStability {
  /** Fields that changed in most items with the same title: session ids in links, regenerated ids, dates of the request. */
  readonly changes: Readonly<Record<'id' | 'link' | 'date', boolean>>
  /** Most dates changed: they are the time of the request, or were corrected. */
  readonly datesChange: boolean
  /** More dates stayed than changed: a new date means a new item. */
  readonly datesStay: boolean
  /** All items share one date, in this document and the last one: it is the document's date. */
  readonly isDateOfDocument: boolean
  /** More links changed than stayed. */
  readonly linksChange: boolean
  /** Ids are positions in a list: items have ids that other items had before. */
  readonly idsArePositions: boolean
}

/** Minimum changed items, as fewer prove nothing. */
const ENOUGH = 3
/** Maximum seconds between dates that are the time of one request. */
const MOMENT = 60

/**
 * Compares items with the remembered item of the same title. It may be another item if it was not in the previous document and its
 * text may differ; then it counts only if no text or date differs.
 * @param items without duplicates
 * @param sharedTexts texts that several items share
 */
export function fieldStability(
  items: readonly ItemFields[],
  remembered: readonly ItemFields[],
  sharedTexts: ReadonlySet<string>,
): FieldStability {
  const listed = remembered.filter(({ isListed }) => isListed)
  const before = uniqueTitles(listed)
  const gone = uniqueTitles(remembered.filter(({ isListed }) => !isListed))
  const ids = new Set(items.flatMap(({ id }) => (id === noHash ? [] : id)))
  const votes = { id: new Votes(), link: new Votes(), date: new Votes() }
  const newDates: number[] = []
  let positions = 0
  for (const [title, item] of uniqueTitles(items)) {
    const twin = before.get(title) ?? gone.get(title)
    if (twin === undefined) continue
    if (twin.id !== item.id && ids.has(twin.id)) positions += 1
    const isSure = before.has(title) || (sameText(item, twin) && !sharedTexts.has(item.text ?? ''))
    if (!isSure && (textsDiffer(item, twin) || datesDiffer(item, twin))) continue
    if (item.id !== noHash && twin.id !== noHash && !item.isKnownByLink && !twin.isKnownByLink)
      votes.id.add(item.id === twin.id, isSure)
    if (item.link !== noHash && twin.link !== noHash) votes.link.add(item.link === twin.link, isSure)
    if (item.date !== null && twin.date !== null && isSure) {
      votes.date.add(item.date === twin.date, true)
      if (item.date !== twin.date) newDates.push(item.date)
    }
  }
  return {
    changes: {
      id: votes.id.changes,
      link: votes.link.changes,
      date: votes.date.changes && isOneMoment(newDates),
    },
    datesChange: votes.date.changes,
    datesStay: !isOfOneDate(items) && votes.date.kept > Math.max(1, votes.date.changed),
    isDateOfDocument: isOfOneDate(items) && isOfOneDate(listed),
    linksChange: votes.link.changed > Math.max(1, votes.link.kept),
    idsArePositions: positions > votes.id.kept,
  }
}

function isOfOneDate(items: readonly ItemFields[]): boolean {
  return items.length > 1 && new Set(items.map(({ date }) => date)).size === 1
}

/** Whether dates may be the time of one request. */
function isOneMoment(dates: readonly number[]): boolean {
  return Math.max(...dates) - Math.min(...dates) <= MOMENT
}

/** Links or texts that occur with several titles. */
export function sharedValues(field: 'link' | 'text', records: readonly ItemFields[]): ReadonlySet<string> {
  const titles = new Map<string, string>()
  const found = new Set<string>()
  for (const { title, ...record } of records) {
    const value = record[field]
    if (value === noHash || value === null) continue
    const before = titles.get(value)
    if (before === undefined) titles.set(value, title)
    else if (before !== title) found.add(value)
  }
  return found
}

function uniqueTitles(items: readonly ItemFields[]): ReadonlyMap<string, ItemFields> {
  const found = new Map<string, ItemFields | null>()
  for (const item of items) if (item.title !== noHash) found.set(item.title, found.has(item.title) ? null : item)
  return new Map([...found].flatMap(([title, item]) => (item === null ? [] : [[title, item]])))
}

/** Counts items whose field stayed or changed. Uncertain changes count if all certain ones are changes. */
class Votes {
  kept = 0
  changed = 0
  #uncertain = 0

  add(isSame: boolean, isSure: boolean): void {
    if (isSame) this.kept += isSure ? 1 : 0
    else if (isSure) this.changed += 1
    else this.#uncertain += 1
  }

  get changes(): boolean {
    const isAgreed = this.changed > 1 && this.kept === 0
    return this.changed + (isAgreed ? this.#uncertain : 0) >= ENOUGH && this.changed > this.kept
  }
}
