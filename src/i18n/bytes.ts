/** Megabytes, with one decimal below ten. */
import type { Translator } from './translator.ts'

export function bytesText({ number }: Pick<Translator, 'number'>, bytes: number): string {
  const megabytes = bytes / 1_000_000
  return `${number(megabytes < 10 ? megabytes : Math.round(megabytes))} MB`
}
