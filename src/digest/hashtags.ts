/** Writes an item's categories as hashtags. */
import { limits } from '../limits.ts'

/** Categories as hashtags: letters, digits and underscores, with at least one letter. */
export function hashtagsOf(categories: readonly string[]): string {
  const tags = categories.flatMap((category) => {
    const word = category
      .normalize('NFC')
      .replace(/['’]/gu, '')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/gu, '')
    return word.length <= 40 && /\p{L}/u.test(word) ? `#${word}` : []
  })
  return [...new Set(tags)].slice(0, limits.digest.hashtags).join(' ')
}
