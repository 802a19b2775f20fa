/** What a publisher lets others know of its items. */
import type { Shape } from './shape.ts'

/** Dates to the minute that stay as they are. */
export function hasDate({ dates }: Shape): boolean {
  return dates === 'own' || dates === 'updated'
}

/** Dates that tell the items of a day from those of another. */
export function hasDay(shape: Shape): boolean {
  return hasDate(shape) || shape.dates === 'day'
}

/** A link of the item's own that stays. */
export function hasLink({ links, session }: Shape): boolean {
  return (links === 'own' || links === 'fragment') && session !== 'both' && session !== 'link'
}

/** An id of the item's own that stays. */
export function hasId(shape: Shape): boolean {
  const { ids, session } = shape
  if (ids === 'link') return hasLink(shape)
  return (ids === 'own' || ids === 'counted' || ids === 'fragment') && session !== 'both' && session !== 'id'
}

/** The link is the item's name: there is no id, or it says nothing. */
export function isNamedByLink(shape: Shape): boolean {
  return hasLink(shape) && (shape.ids === 'none' || shape.ids === 'place')
}

/** A title that no other item has. */
export function hasTitle({ titles, way }: Shape): boolean {
  return titles === 'own' && way === 'posts'
}

/**
 * Whether it is seen that an item is the same after all but its title has changed: by its date, or by what it says, unless a date of
 * the request speaks against it.
 */
export function isKnownByTitle(shape: Shape): boolean {
  return hasTitle(shape) && (hasDay(shape) || (shape.hasTexts && (shape.dates === 'none' || shape.window > 1)))
}

/** Whether it is seen that all items have got other names at once, and are none of a new day: dates of the request say neither. */
export function isKnownInMass(shape: Shape, items: number): boolean {
  return isKnownByTitle(shape) || (hasTitle(shape) && shape.dates === 'none' && items >= 5)
}

/** Minimum items of a document. Two at least: entries of a ticker are told apart by standing side by side. */
export function itemsAtLeast(shape: Shape): number {
  return hasNothingButTitles(shape) ? 6 : 2
}

/** Minimum items of a document that holds others than the last one did, such as those of a backup. */
export function restoredAtLeast({ session, dates }: Shape): number {
  return session === 'both' && dates === 'none' ? 6 : 2
}

/** Each item has another id and link at each request, and neither date nor text: it is seen only if several items of a document do. */
export function hasNothingButTitles({ session, dates, hasTexts }: Shape): boolean {
  return session === 'both' && dates === 'none' && !hasTexts
}
