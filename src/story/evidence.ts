/** Whether two items tell the same story by their titles and texts, and how surely. Pure. */
import { isJoinedAlike, likenessOf } from './headline-similarity.ts'
import type { Signature } from './signature.ts'
import { relationOf, wordsOf } from './text-sketch.ts'

/** The titles say the same; the text is the same, and the titles are alike; or there is no more than likeness. */
export type Evidence = 'title' | 'text' | 'likely'

/**
 * @param before what came first: of its text no more than a sketch need be known
 * @returns null where there is no evidence that both tell the same story, or some against it
 */
export function evidenceOf(before: Signature, now: Signature): Evidence | null {
  const texts = relationOf(before.text, now.text)
  if (texts === 'apart') return null
  const isSame = before.key !== null && before.key === now.key && fits(before.dress, now.dress)
  if (isSame) return texts === 'unclear' ? 'likely' : 'title'
  const titles = likenessOf(before.headline, now.headline)
  if (texts !== 'copy') return titles.isLikely ? 'likely' : null
  const words = before.words.union(now.words)
  if (!titles.isLikely) return !titles.isAlike && (isAbout(before, words) || isAbout(now, words)) ? 'likely' : null
  // What only one title says may be what tells two reports of one form apart, unless the text says it too.
  const isTold =
    (titles.rest.length === 0 || isJoinedAlike(before.headline, now.headline)) &&
    titles.rest.every(({ text, isNumber }) =>
      isNumber ? now.text?.numbers.includes(text) : [...wordsOf([text])].every((word) => words.has(word)),
    )
  return isTold ? 'text' : 'likely'
}

/** Nothing stands around both that differs: no other label, outlet or symbols. */
function fits(one: readonly string[], other: readonly string[]): boolean {
  return one.every((part, at) => part === '' || other[at] === '' || part === other[at])
}

/** The text is the item's own, as it has a word of its title: not that of all items of a publisher. */
function isAbout({ headline }: Signature, words: ReadonlySet<string>): boolean {
  const title = wordsOf(headline.readIn(headline.languages).telling.map(({ text }) => text))
  return !title.isDisjointFrom(words)
}
