/** Decides whether two items are the same although some of their fields differ. Pure. */
import type { FieldStatistics } from './field-statistics.ts'
import { noHash } from './hash.ts'
import { datesDiffer, hasNoOwnId, type ItemFields, sameDate, sameTitle, textsDiffer } from './record-fields.ts'

/** With the same id, items are the same unless title, link and date all differ. */
export function isSameUnderId(item: ItemFields, other: ItemFields, stats: FieldStatistics): boolean {
  if (!stats.isOwnId(item.id)) return false
  if (sameTitle(item, other)) return true
  if (stats.sameLink(item, other)) return !item.isKnownByLink || stats.hasSeveralItems || sameDate(item, other)
  if (sameDate(item, other) && !(stats.mayBeDay(item) && stats.linksIdentify(item, other))) return true
  return stats.sameOwnText(item, other) || (stats.hasSeveralItems && hasNoContradiction(item, other, stats))
}

/** Whether no field besides the title contradicts the id. */
function hasNoContradiction(item: ItemFields, other: ItemFields, stats: FieldStatistics): boolean {
  return (
    !stats.linksIdentify(item, other) &&
    (stats.stability().isDateOfDocument || item.date === null || other.date === null) &&
    !textsDiffer(item, other)
  )
}

/** With the same link, items are the same if no id contradicts and the link is not a page for several items. */
export function isSameUnderLink(item: ItemFields, other: ItemFields, stats: FieldStatistics): boolean {
  if (sameDate(item, other) || (stats.sameOwnText(item, other) && !isRedated(item, other, stats))) return true
  if (!stats.isNamedByLink(item, other)) return false
  if (sameTitle(item, other)) return !isRepublished(item, other, stats)
  return stats.hasSeveralItems && !isOtherOnPage(item, other, stats)
}

/** Whether the item has its own id and a new date, while the other one had only a link. */
function isRepublished(item: ItemFields, other: ItemFields, stats: FieldStatistics): boolean {
  return datesDiffer(item, other) && hasNoOwnId(other) && !hasNoOwnId(item) && !stats.stability().datesChange
}

/** Whether title and date changed, and dates are not the time of the request. */
function isRedated(item: ItemFields, other: ItemFields, stats: FieldStatistics): boolean {
  return datesDiffer(item, other) && !sameTitle(item, other) && !stats.stability().changes.date
}

/** Whether an item with a new title and date is another item: the link is a page, or the id has changed. */
function isOtherOnPage(item: ItemFields, other: ItemFields, stats: FieldStatistics): boolean {
  if (!datesDiffer(item, other)) return false
  const { idsArePositions } = stats.stability()
  if (idsArePositions || item.id === noHash) return stats.linksArePages || (!idsArePositions && !hasNoOwnId(other))
  return !hasNoOwnId(item) || !hasNoOwnId(other)
}

/** With the same title but different ids or links, items are the same if no other field contradicts the title. */
export function isSameUnderTitle(item: ItemFields, other: ItemFields, stats: FieldStatistics): boolean {
  const { datesStay, isDateOfDocument, changes } = stats.stability()
  const haveOwnIds = !hasNoOwnId(item) && !hasNoOwnId(other)
  const hasSameLink = stats.sameLink(item, other)
  const hasNewLink = !hasSameLink && stats.hasComparableLinks(item, other)
  const hasNewDate = datesDiffer(item, other)
  const hasNewText = textsDiffer(item, other)
  // A new date means another item, unless dates are the time of the request.
  if (hasNewDate && isDateOfDocument && stats.sameOwnText(item, other)) return true
  if (isRepublished(item, other, stats)) return false
  if (hasNewDate && !changes.date) return !haveOwnIds && (hasSameLink || !(datesStay || hasNewLink || hasNewText))
  if (hasNewText) return hasSameLink && !haveOwnIds
  if (hasSameLink || stats.sameOwnText(item, other)) return true
  if (haveOwnIds && !changes.id) return false
  if (hasNewLink && !changes.link) return false
  // A new date together with a new id or link means another item.
  return !(hasNewDate && (haveOwnIds || hasNewLink))
}
