/** Bytes as texts. */
import type { Translator } from './translator.ts'

/** Megabytes, with one decimal below ten. */
export function bytesText({ number }: Pick<Translator, 'number'>, bytes: number): string {
  const megabytes = bytes / 1_000_000
  return `${number(megabytes < 10 ? megabytes : Math.round(megabytes))} MB`
}

/** A limit in megabytes of 1,048,576 bytes. */
export function wholeMegabytes(limitBytes: number): number {
  return Math.round(limitBytes / 1024 / 1024)
}
