/** Decides whether two items are the same although some of their fields differ. Pure. */
import type { Distinction } from './distinction.ts'
import { noHash } from './hash.ts'
import { datesDiffer, hasNoOwnId, type ItemFields, sameDate, sameTitle, textsDiffer } from './item-fields.ts'

/** Same id: the same item, unless title, link and date all differ. */
export function isSameUnderId(item: ItemFields, other: ItemFields, tells: Distinction): boolean {
  if (!tells.isOwnId(item.id)) return false
  if (sameTitle(item, other)) return true
  if (tells.sameLink(item, other)) return !item.isKnownByLink || tells.isOneOfMany || sameDate(item, other)
  if (sameDate(item, other) && !(tells.mayBeDay(item) && tells.linksCount(item, other))) return true
  return tells.sameOwnText(item, other) || (tells.isOneOfMany && saysNothingElse(item, other, tells))
}

/** Different titles, and no other field contradicts the id. */
function saysNothingElse(item: ItemFields, other: ItemFields, tells: Distinction): boolean {
  return (
    !tells.linksCount(item, other) &&
    (tells.reliability.isDateOfDocument || item.date === null || other.date === null) &&
    !textsDiffer(item, other)
  )
}

/** Same link, and no ids that tell otherwise: the link stands for the id, unless it is a page for several items. */
export function isSameUnderLink(item: ItemFields, other: ItemFields, tells: Distinction): boolean {
  if (sameDate(item, other) || (tells.sameOwnText(item, other) && !isDatedAnew(item, other, tells))) return true
  if (!tells.isNamedByLink(item, other)) return false
  if (sameTitle(item, other)) return !isPublishedAgain(item, other, tells)
  return tells.isOneOfMany && !isOtherOnPage(item, other, tells)
}

/** It has an id of its own and another date; the link was the id of the other. */
function isPublishedAgain(item: ItemFields, other: ItemFields, tells: Distinction): boolean {
  return datesDiffer(item, other) && hasNoOwnId(other) && !hasNoOwnId(item) && !tells.reliability.datesMove
}

/** Title and date are others, and dates are not those of the request. */
function isDatedAnew(item: ItemFields, other: ItemFields, tells: Distinction): boolean {
  return datesDiffer(item, other) && !sameTitle(item, other) && !tells.reliability.moves.date
}

/** Another title with another date is another item, if the link is a page or the id has changed. */
function isOtherOnPage(item: ItemFields, other: ItemFields, tells: Distinction): boolean {
  if (!datesDiffer(item, other)) return false
  const { idsArePlaces } = tells.reliability
  if (idsArePlaces || item.id === noHash) return tells.linksArePages || (!idsArePlaces && !hasNoOwnId(other))
  return !hasNoOwnId(item) || !hasNoOwnId(other)
}

/** Same title, different ids or links: no other field contradicts the title. */
export function isSameUnderTitle(item: ItemFields, other: ItemFields, tells: Distinction): boolean {
  const { datesStay, isDateOfDocument, moves } = tells.reliability
  const hasNewId = !hasNoOwnId(item) && !hasNoOwnId(other)
  const hasSameLink = tells.sameLink(item, other)
  const hasNewLink = !hasSameLink && tells.hasComparableLinks(item, other)
  const hasNewDate = datesDiffer(item, other)
  const hasNewText = textsDiffer(item, other)
  // A new date means another item, unless dates are those of the request.
  if (hasNewDate && isDateOfDocument && tells.sameOwnText(item, other)) return true
  if (isPublishedAgain(item, other, tells)) return false
  if (hasNewDate && !moves.date) return !hasNewId && (hasSameLink || !(datesStay || hasNewLink || hasNewText))
  if (hasNewText) return hasSameLink && !hasNewId
  if (hasSameLink || tells.sameOwnText(item, other)) return true
  if (hasNewId && !moves.id) return false
  if (hasNewLink && !moves.link) return false
  // Everything but the title differs.
  return !(hasNewDate && (hasNewId || hasNewLink))
}
