/** Normalises numbers: separators, Chinese numerals, Korean units. Pure. */

const numerals: Readonly<Record<string, number>> = {
  ...{ 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
}
const powers: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 천: 1000 }
const myriads: Readonly<Record<string, number>> = { 万: 1e4, 만: 1e4, 亿: 1e8, 억: 1e8, 兆: 1e12, 조: 1e12 }
/** A run of numerals, or digits before a Chinese or Korean unit. */
const chinese =
  /(?:\d+(?:[.,]\d+)*[十百千万亿兆만억조천]|[〇零一二三四五六七八九十百千两])[\d.,〇零一二三四五六七八九十百千万亿兆两만억조천]*/gu
const percentage = /百分之([\d.,〇零一二三四五六七八九十百千点两]+)/gu
/** Tenths, as in 两成, but not where 成 begins a word, as in 成员. */
const tenths = /(\d+)成(?![员为功立果长年交绩都分本])/gu

/** Writes the Chinese numerals and Korean units of a folded text as digits: 三 is 3, 1万2千 is 12000. */
export function numeralsToDigits(text: string): string {
  if (!/[〇零一二三四五六七八九十百千两]|\d[万亿兆만억조천]/u.test(text)) return text
  return text
    .replace(percentage, (_, number: string) => `${number}%`)
    .replace(chinese, (run) => numeralValue(run) ?? run)
    .replace(tenths, (_, number: string) => `${Number(number) * 10}%`)
}

/** Digits for a run of numerals; null: no number. */
export function numeralValue(run: string): string | null {
  const trailing = /[.,]+$/u.exec(run)?.[0] ?? ''
  const parts = run.slice(0, run.length - trailing.length).match(/\d+(?:[.,]\d+)*|\D/gu) ?? []
  // A year, digit by digit: 二〇二五.
  if (parts.length > 1 && parts.every((part) => numerals[part] !== undefined))
    return parts.map((part) => numerals[part]).join('') + trailing
  let [sum, section, digit] = [0, 0, null as number | null]
  for (const part of parts) {
    const power = powers[part]
    const myriad = myriads[part]
    if (power !== undefined) {
      section += (digit ?? 1) * power
      digit = null
    } else if (myriad !== undefined) {
      sum += (section + (digit ?? 0) || 1) * myriad
      ;[section, digit] = [0, null]
    } else {
      const value = numerals[part] ?? Number(canonicalNumber(part))
      if (Number.isNaN(value)) return null
      digit = value
    }
  }
  const total = sum + section + (digit ?? 0)
  return `${Number(total.toFixed(4))}${trailing}`
}

/** Each has a number that the other lacks. */
export function haveConflictingNumbers(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return !one.isSubsetOf(other) && !other.isSubsetOf(one)
}

/**
 * The canonical form of a number: 1,200 and 1.200 and 1 200 are 1200; 1,5 is 1.5; 17.1.2 stays. A single separator before
 * exactly three digits separates thousands.
 */
export function canonicalNumber(written: string): string {
  const sign = written.startsWith('-') ? '-' : ''
  const text = written.replace(/^-/u, '').replace(/[ '’]/gu, '')
  const groups = text.split(/[.,]/u)
  const separators = text.match(/[.,]/gu) ?? []
  const [first = '', ...rest] = groups
  if (rest.length === 0) return sign + (first.replace(/^0+(?=\d)/u, '') || '0')
  const isOneKind = new Set(separators).size === 1
  const last = rest.at(-1) ?? ''
  if (isOneKind && first.length <= 3 && first !== '0' && rest.every((group) => group.length === 3))
    return sign + groups.join('')
  if (isOneKind) return sign + groups.join('.')
  return `${sign}${groups.slice(0, -1).join('')}.${last}`
}
