/** Which fields of a feed hold still from one reading to the next. Pure. */
import { noHash } from './hash.ts'
import type { ItemFields } from './item-fields.ts'

export interface Reliability {
  /** Publishers renew it in most items that are otherwise the same: sessions in addresses, ids made anew, dates of the request. */
  readonly moves: Readonly<Record<'id' | 'link' | 'date', boolean>>
  /** Most dates are others than they were, be they of the request or set right. */
  readonly datesMove: boolean
  /** All items of the document have one date, and so had those before: it is that of the document. */
  readonly isDateOfDocument: boolean
  /** More links changed than stayed, be they ever so few. */
  readonly linksChange: boolean
  /** Ids are places in a list: what had another id before has this one now. */
  readonly idsArePlaces: boolean
}

/** Fewer prove nothing. */
const ENOUGH = 3
/** s */
const MOMENT = 60

/**
 * Compares the items that stand under one title in the document and in what was listed last.
 * @param items each once
 * @param listed what the last document listed
 */
export function reliability(items: readonly ItemFields[], listed: readonly ItemFields[]): Reliability {
  const before = uniqueTitles(listed)
  const ids = new Set(items.map(({ id }) => id))
  const votes = { id: newVote(), link: newVote(), date: newVote() }
  const newDates: number[] = []
  let places = 0
  for (const [title, item] of uniqueTitles(items)) {
    const earlier = before.get(title)
    if (earlier === undefined) continue
    if (item.id !== noHash && earlier.id !== noHash && !item.isKnownByLink && !earlier.isKnownByLink) {
      votes.id(item.id === earlier.id)
      if (item.id !== earlier.id && ids.has(earlier.id)) places += 1
    }
    if (item.link !== noHash && earlier.link !== noHash) votes.link(item.link === earlier.link)
    if (item.date !== null && earlier.date !== null) {
      votes.date(item.date === earlier.date)
      if (item.date !== earlier.date) newDates.push(item.date)
    }
  }
  const kept = votes.id.kept()
  return {
    moves: { id: votes.id.moves(), link: votes.link.moves(), date: votes.date.moves() && isOneMoment(newDates) },
    datesMove: votes.date.moves(),
    isDateOfDocument: isOfOneDate(items) && isOfOneDate(listed),
    linksChange: votes.link.changed() > votes.link.kept(),
    idsArePlaces: places > kept,
  }
}

function isOfOneDate(items: readonly ItemFields[]): boolean {
  return items.length > 1 && new Set(items.map(({ date }) => date)).size === 1
}

/** Dates of a request or a build are those of one moment; items that are made one after another have dates of their own. */
function isOneMoment(dates: readonly number[]): boolean {
  return Math.max(...dates) - Math.min(...dates) <= MOMENT
}

/** Links that stand for items of different titles. */
export function sharedLinks(records: readonly ItemFields[]): ReadonlySet<string> {
  const titles = new Map<string, string>()
  const shared = new Set<string>()
  for (const { link, title } of records) {
    if (link === noHash) continue
    const before = titles.get(link)
    if (before === undefined) titles.set(link, title)
    else if (before !== title) shared.add(link)
  }
  return shared
}

function uniqueTitles(items: readonly ItemFields[]): ReadonlyMap<string, ItemFields> {
  const found = new Map<string, ItemFields | null>()
  for (const item of items) if (item.title !== noHash) found.set(item.title, found.has(item.title) ? null : item)
  return new Map([...found].flatMap(([title, item]) => (item === null ? [] : [[title, item]])))
}

interface Vote {
  (isSame: boolean): void
  readonly kept: () => number
  readonly changed: () => number
  readonly moves: () => boolean
}

function newVote(): Vote {
  let kept = 0
  let changed = 0
  const vote = (isSame: boolean) => {
    if (isSame) kept += 1
    else changed += 1
  }
  return Object.assign(vote, {
    kept: () => kept,
    changed: () => changed,
    moves: () => changed >= ENOUGH && changed > kept,
  })
}
