/** A headline's plain form, as digest-line.ts makes it, without its addresses. */

/** The last lines: the address of the article, and that of the discussion. */
const lastLines = /(?:\nhttps?:\/\/\S+)?(?:\n💬 https?:\/\/\S+)?$/u
/** The discussion where a template has its place: first in a line, or elsewhere. */
const firstDiscussion = /^💬 https?:\/\/\S+ /gmu
const otherDiscussion = / ?💬 https?:\/\/\S+/gu
/** The address of another feed's article behind its name. */
const behindName = / https?:\/\/[^\s,)、）]+/gu

export function withoutAddresses(plain: string): string {
  return plain.replace(lastLines, '').replace(firstDiscussion, '').replace(otherDiscussion, '').replace(behindName, '')
}
