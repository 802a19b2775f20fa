/** Decides whether two items are the same although some of their fields differ. Pure. */
import type { Distinction } from './distinction.ts'
import { datesDiffer, hasNoOwnId, type ItemFields, sameText, textsDiffer } from './item-fields.ts'

/** Same id, different titles: no other field contradicts the id. */
export function saysNothingElse(item: ItemFields, other: ItemFields, tells: Distinction): boolean {
  const { isDateOfDocument } = tells.reliability
  return (
    !tells.linksCount(item, other) &&
    (isDateOfDocument || item.date === null || other.date === null) &&
    !textsDiffer(item, other)
  )
}

/** Same title, different ids or links: no other field contradicts the title. */
export function isSameUnderTitle(item: ItemFields, other: ItemFields, tells: Distinction): boolean {
  const { moves, isDateOfDocument } = tells.reliability
  const hasNewId = !hasNoOwnId(item) && !hasNoOwnId(other)
  const hasSameLink = tells.sameLink(item, other)
  const hasNewLink = !hasSameLink && tells.hasComparableLinks(item, other)
  const hasNewDate = datesDiffer(item, other)
  const hasNewText = textsDiffer(item, other)
  // A new date means another item, unless dates are those of the request.
  if (hasNewDate && isDateOfDocument && sameText(item, other)) return true
  if (hasNewDate && !moves.date) return !hasNewId && (hasSameLink || !(hasNewLink || hasNewText))
  if (hasNewText) return hasSameLink && !hasNewId
  if (hasSameLink || sameText(item, other)) return true
  if (hasNewId && !moves.id) return false
  if (hasNewLink && !moves.link) return false
  // Everything but the title differs.
  return !(hasNewDate && (hasNewId || hasNewLink))
}
