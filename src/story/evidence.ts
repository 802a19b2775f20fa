/** Whether two items are the same story, judged by titles and texts, and how certain that is. Pure. */
import { compareHeadlines, isJoinedAlike } from './headline-similarity.ts'
import type { Signature } from './signature.ts'
import { compareTexts, wordStems } from './text-sketch.ts'

/** `title`: the titles are the same. `text`: the texts are the same and the titles similar. `likely`: less certain. */
export type Evidence = 'title' | 'text' | 'likely'

/**
 * @param earlier may have only a sketch of its text
 * @returns null without evidence for the same story, or with evidence against it
 */
export function evidenceOf(earlier: Signature, later: Signature): Evidence | null {
  const texts = compareTexts(earlier.text, later.text)
  if (texts === 'different') return null
  if (earlier.key !== null && earlier.key === later.key && isCompatible(earlier.affixes, later.affixes))
    return texts === 'unclear' ? 'likely' : 'title'
  const titles = compareHeadlines(earlier.headline, later.headline)
  if (texts !== 'copy') return titles.isLikely ? 'likely' : null
  const words = earlier.words.union(later.words)
  if (!titles.isLikely) return !titles.isSimilar && (isAbout(earlier, words) || isAbout(later, words)) ? 'likely' : null
  // A word in only one title may distinguish two reports of one template, unless the text has it too.
  const isInText =
    (titles.unmatched.length === 0 || isJoinedAlike(earlier.headline, later.headline)) &&
    titles.unmatched.every(({ text, isNumber }) =>
      isNumber ? later.text?.numbers.includes(text) : [...wordStems([text])].every((word) => words.has(word)),
    )
  return isInText ? 'text' : 'likely'
}

/** No two labels, outlets or symbols differ. */
function isCompatible(one: readonly string[], other: readonly string[]): boolean {
  return one.every((part, at) => part === '' || other[at] === '' || part === other[at])
}

/** Whether a text shares a word with the title; a publisher's boilerplate does not. */
function isAbout({ headline }: Signature, words: ReadonlySet<string>): boolean {
  const title = wordStems(headline.readIn(headline.languages).content.map(({ text }) => text))
  return !title.isDisjointFrom(words)
}
