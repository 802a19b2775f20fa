/** The lines of `/quota` in the order in which every language gives them, and sizes in its numbers. */
import type { QuotaView } from '../cell/quota-view.ts'
import { type QuotaName, quotaNames } from '../cycle/governor.ts'

/** How a language words a line. */
interface LineWords {
  readonly plain: (name: string, spent: number) => string
  readonly limited: (name: string, spent: number, most: number, projected: number) => string
}

export function quotaLines(
  { lines }: QuotaView,
  names: Readonly<Record<QuotaName, string>>,
  words: LineWords,
): readonly string[] {
  return quotaNames.map((name) => {
    const { spent, projected, quota } = lines[name]
    return quota === null ? words.plain(names[name], spent) : words.limited(names[name], spent, quota, projected)
  })
}

/** Megabytes, as many as people want to know of. */
export function bytesIn(bytes: number, locale: string): string {
  const megabytes = bytes / 1_000_000
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: megabytes < 10 ? 1 : 0 }).format(megabytes)} MB`
}
