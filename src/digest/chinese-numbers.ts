/** Chinese numbers in what people type: times of day and offsets from UTC. */

const digits = '零一二三四五六七八九'

/** Writes Chinese numbers up to 99 as digits: 二十四 is 24, 两 is 2. */
export function chineseNumbersToDigits(text: string): string {
  return text.replace(/[零一二三四五六七八九十两兩]+/g, (run) => {
    const number = run.replace(/[两兩]/g, '二')
    const ten = number.indexOf('十')
    if (ten < 0) return [...number].map((digit) => digits.indexOf(digit)).join('')
    const tens = ten === 0 ? 1 : digits.indexOf(number.charAt(ten - 1))
    return String(tens * 10 + (ten + 1 < number.length ? digits.indexOf(number.charAt(ten + 1)) : 0))
  })
}
