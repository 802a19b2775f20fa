/** Separates lists that are written into one category. */
import { limits } from '../limits.ts'

/** A comma without a space, but not one in a number. */
const tightComma = /[,，](?!\s)(?<!\d,(?=\d))/gu

/**
 * Some publishers write a list into one category. It is one if several commas have no space behind them, or if it is longer than a
 * category may be.
 */
export function separated(category: string): readonly string[] {
  if (!/[,，]/u.test(category)) return [category]
  const parts = category.split(tightComma)
  if (parts.length > 2) return parts
  const all = category.length > limits.feed.categoryUnits ? category.split(',') : []
  return all.length > 2 ? all : [category]
}
