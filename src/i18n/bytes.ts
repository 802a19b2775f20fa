/** Bytes as texts. */
import type { Translator } from './translator.ts'

/** Megabytes, with one decimal below ten: 1,5 Mo. */
export function bytesText({ catalogue }: Pick<Translator, 'catalogue'>, bytes: number): string {
  const megabytes = bytes / 1_000_000
  return new Intl.NumberFormat(catalogue.locale, {
    style: 'unit',
    unit: 'megabyte',
    // Abbreviations are rare in the scripts of Arabic.
    unitDisplay: catalogue.direction === 'rtl' ? 'long' : 'short',
    maximumFractionDigits: megabytes < 10 ? 1 : 0,
  }).format(megabytes)
}

/** A limit in megabytes of 1,048,576 bytes. */
export function wholeMegabytes(limitBytes: number): number {
  return Math.round(limitBytes / 1024 / 1024)
}
