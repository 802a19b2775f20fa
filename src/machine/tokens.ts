/** Estimates tokens without a tokenizer, rather too many than too few. */

const latin = /[\p{sc=Latn}\p{sc=Cyrl}]/gu
const ascii = /[ -@[-`{-~]/gu

/** Tokens for each character: measured with o200k on headlines are 0.25 (English) to 0.4 (Russian), and 1 to 1.3 (Chinese, Japanese). */
const ALPHABETIC = 0.5
const OTHER = 1.5
/** Of the template around a message. */
const MESSAGE = 12

/** The most tokens that a message with this text has. */
export function tokensAtMost(text: string): number {
  const letters = text.match(latin)?.length ?? 0
  const signs = text.match(ascii)?.length ?? 0
  return Math.ceil((letters + signs) * ALPHABETIC + (text.length - letters - signs) * OTHER) + MESSAGE
}
