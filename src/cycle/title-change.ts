/** Decides whether a publisher has changed a title, and what that means for the headline of a channel. Pure. */
import { limits } from '../limits.ts'
import type { EpochMs, Recognised } from '../model.ts'
import type { Outcome } from '../store/outcomes.ts'
import { decodeEntities } from '../text/entities.ts'

/** A known item with another title, and its keys before and after. */
export type EditedItem = Pick<Recognised, 'title'> & { readonly earlier: string; readonly key: string }

/** The items whose titles may have changed, in the order of the changes. */
export function editedItems(recognised: readonly Recognised[]): readonly EditedItem[] {
  return recognised
    .flatMap(({ title, earlier, key }) => (earlier === null || key === undefined ? [] : [{ title, earlier, key }]))
    .toReversed()
}

/** Spaces, controls, formatting and invisible characters, which nobody sees. */
const unseen = /[\s\p{C}\p{DI}]+/gu

/** Whether readers see another title: spaces, invisible characters and the spelling of entities do not count. */
export function isOtherTitle(was: string, title: string): boolean {
  const seen = (text: string) => decodeEntities(text).normalize('NFC').replace(unseen, '')
  return seen(title) !== '' && seen(was) !== seen(title)
}

export type TitleChange =
  /** The headline has not been composed: it takes the title, and no post changes. */
  | { readonly kind: 'waits'; readonly outcome: Outcome; readonly title: string }
  /** Its post is to get the title. */
  | { readonly kind: 'edit'; readonly outcome: Outcome; readonly was: string; readonly title: string }
  /** The title is that of the post again: the edit that waited is not made. */
  | { readonly kind: 'undone'; readonly outcome: Outcome }
  /** Only its key changes. */
  | { readonly kind: 'key'; readonly outcome: Outcome }

/**
 * What the edits of a feed mean for the outcome of one of its items.
 * @param edits in order @param waits whether the headline waits for its digest @param planned the title that its post has, if an edit waits
 * @returns null: nothing
 */
export function titleChange(
  outcome: Outcome,
  edits: readonly EditedItem[],
  waits: boolean,
  planned: string | null,
  now: EpochMs,
): TitleChange | null {
  const { editsAnItem, keysAnItem } = limits.corrections
  const later = outcome.laterKeys ?? []
  const keys = new Set([...(outcome.key === null ? [] : [outcome.key]), ...later])
  let last: EditedItem | null = null
  for (const edit of edits) {
    if (!keys.has(edit.earlier)) continue
    keys.add(edit.key)
    last = edit
  }
  if (last === null || outcome.code === null || outcome.isMerged || later.length >= keysAnItem) return null
  const { title, key } = last
  const keyOnly: TitleChange | null =
    key === outcome.key || later.includes(key)
      ? null
      : { kind: 'key', outcome: { ...outcome, laterKeys: [...later, key] } }
  if (!isOtherTitle(outcome.title, title)) return keyOnly
  // A key of each change, even if it is an old one: their number ends an endless alternation.
  const { corrected, translation, ...rest } = { ...outcome, title, laterKeys: [...later, key] }
  if (waits) return { kind: 'waits', outcome: rest, title }
  // A title that could not be edited, or not yet, is still in the post.
  const isOlder = corrected?.isLeft === true || corrected?.isHeld === true
  const was = planned ?? (isOlder ? corrected.was : outcome.title)
  const shown = planned !== null || isOlder ? corrected?.translated : translation
  const translated = shown === undefined || shown.text === null ? {} : { translated: shown }
  // It comes back with the title that its post had, and is corrected then.
  if (outcome.isRetracted)
    return { kind: 'key', outcome: { ...rest, corrected: { at: now, was, ...translated, isHeld: true } } }
  const edited = outcome.edits ?? 0
  if (!isOtherTitle(was, title)) {
    const edits = planned === null ? edited : edited - 1
    return {
      kind: 'undone',
      outcome: { ...rest, ...(shown === undefined ? {} : { translation: shown }), title: was, edits },
    }
  }
  if (planned === null && edited >= editsAnItem) return keyOnly
  const counted = { edits: planned === null ? edited + 1 : edited, corrected: { at: now, was, ...translated } }
  return { kind: 'edit', outcome: { ...rest, ...counted }, was, title }
}
