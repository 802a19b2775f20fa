/** Megabytes, with one decimal below ten. */
import type { Texts } from './texts.ts'

export function bytesText({ number }: Pick<Texts, 'number'>, bytes: number): string {
  const megabytes = bytes / 1_000_000
  return `${number(megabytes < 10 ? megabytes : Math.round(megabytes))} MB`
}
