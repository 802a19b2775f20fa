/** Whether a text is written from right to left. */

const rightToLeft =
  /[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}\p{sc=Rohg}\p{sc=Mand}\p{sc=Samr}]/gu

/** Whether more than half of a text's letters are of scripts that are written from right to left. */
export function isRightToLeft(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const fromRight = text.match(rightToLeft)?.length ?? 0
  return fromRight * 2 > letters
}
