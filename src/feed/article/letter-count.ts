/** Counts the letters of a text in any script. Pure. */

/** Scripts in which a character says about as much as two letters. */
const dense = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/gu

/** The letters and digits of a text; those of Chinese, Japanese and Korean count double. */
export function letterCount(text: string): number {
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) + (text.match(dense)?.length ?? 0)
}
