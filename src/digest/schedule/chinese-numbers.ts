/** Reads numbers in Chinese digits. */

const digits = '零一二三四五六七八九'

/** The number that a run of Chinese digits stands for: 二十四 and 二四 are 24, 两 is 2; null: none, or over 9999. */
export function chineseNumber(run: string): number | null {
  const number = run.replace(/[两兩]/gu, '二').replaceAll('〇', '零')
  const [, tens, ones] = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/u.exec(number) ?? []
  if (tens !== undefined && ones !== undefined)
    return (tens === '' ? 1 : digits.indexOf(tens)) * 10 + Math.max(0, digits.indexOf(ones || '零'))
  if (number === '' || number.length > 4) return null
  const values = [...number].map((digit) => digits.indexOf(digit))
  return values.includes(-1) ? null : Number(values.join(''))
}
