/** The evidence that a feed gives about its items. */
import type { Shape } from './shape.ts'

/** Items have dates to the minute, which stay the same. */
export function hasDate({ dates }: Shape): boolean {
  return dates === 'own' || dates === 'updated'
}

/** Items have dates that distinguish days. */
export function hasDay(shape: Shape): boolean {
  return hasDate(shape) || shape.dates === 'day'
}

/** Items have links of their own, which stay the same. */
export function hasLink({ links, session }: Shape): boolean {
  return (links === 'own' || links === 'fragment') && session !== 'both' && session !== 'link'
}

/** Items have ids of their own, which stay the same. */
export function hasId(shape: Shape): boolean {
  const { ids, session } = shape
  if (ids === 'link') return hasLink(shape)
  return (ids === 'own' || ids === 'counted' || ids === 'fragment') && session !== 'both' && session !== 'id'
}

/** The link acts as the id: there is no id, or it is a position. */
export function isNamedByLink(shape: Shape): boolean {
  return hasLink(shape) && (shape.ids === 'none' || shape.ids === 'place')
}

/** Items have titles of their own. */
export function hasTitle({ titles, way }: Shape): boolean {
  return titles === 'own' && way === 'posts'
}

/**
 * Whether an item is recognised if only its title stays the same: by its date, or by its text, unless its date is the time of the
 * request.
 */
export function isKnownByTitle(shape: Shape): boolean {
  return hasTitle(shape) && (hasDay(shape) || (shape.hasTexts && (shape.dates === 'none' || shape.window > 1)))
}

/** Whether items are recognised if all of them get new ids and links at once. */
export function isKnownInMass(shape: Shape, items: number): boolean {
  return isKnownByTitle(shape) || (hasTitle(shape) && shape.dates === 'none' && items >= 5)
}

/** Minimum items of a document. At least two, as entries of a ticker are distinguished only side by side. */
export function itemsAtLeast(shape: Shape): number {
  return hasNothingButTitles(shape) ? 6 : 2
}

/** Minimum items of a document that lists other items than the last one, such as those of a backup. */
export function restoredAtLeast({ session, dates }: Shape): number {
  return session === 'both' && dates === 'none' ? 6 : 2
}

/** Items have a new id and link at each request, and neither date nor text, which is recognised only if there are several items. */
export function hasNothingButTitles({ session, dates, hasTexts }: Shape): boolean {
  return session === 'both' && dates === 'none' && !hasTexts
}
