/** Decodes documents, by their bytes rather than by their labels. */
import { Buffer, isUtf8 } from 'node:buffer'
import { limits } from '../limits.ts'
import { guessCharset } from './guess-charset.ts'
import { plainSource, type SourceText } from './source-text.ts'

const ESC = 0x1b

/**
 * Chooses the encoding in this order: byte-order mark; valid UTF-8, unless an ESC byte suggests ISO-2022-JP; UTF-8 with few errors;
 * the HTTP header; the XML declaration; a guess. A label does not count if it says UTF-16 and the markup is ASCII, or if it says Latin-1
 * and the text is in another script. Never throws.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | null): SourceText {
  const content = withoutHalfCharacter(isMarkedUtf8(bytes) ? bytes.subarray(3) : bytes)
  if (byZeros(bytes) === null && isUtf8(content)) {
    const raw = bytewise(content)
    if (isMarkedUtf8(bytes) || !raw.includes('\u001b')) return { raw, decode: utf8Of }
  }
  return plainSource(decodedWhole(bytes, contentType))
}

/** Without a character of UTF-8 at the end that breaks off: a document that is cut short is still UTF-8. */
function withoutHalfCharacter(bytes: Uint8Array): Uint8Array {
  const lead = bytes.findLastIndex((byte) => (byte & 0xc0) !== 0x80)
  const first = bytes[lead] ?? 0
  const length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
  return bytes.length - lead < length ? bytes.subarray(0, lead) : bytes
}

/** Decodes UTF-8 that has one character for each byte. */
function utf8Of(part: string): string {
  return /[\u0080-\u00ff]/u.test(part) ? Buffer.from(part, 'latin1').toString() : part
}

/** A string with one character for each byte. */
export function bytewise(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

function isMarkedUtf8([a, b, c]: Uint8Array): boolean {
  return a === 0xef && b === 0xbb && c === 0xbf
}

function decodedWhole(bytes: Uint8Array, contentType: string | null): string {
  const unicode = byMark(bytes) ?? byZeros(bytes)
  if (unicode !== null) return new TextDecoder(unicode).decode(bytes)
  const labels = [httpCharset(contentType), declaredCharset(bytes)].filter(
    (label) => !/^utf-?8$/iu.test(label) && !isContradicted(label, bytes),
  )
  const candidates = bytes.includes(ESC) ? [...labels, 'iso-2022-jp', 'utf-8'] : ['utf-8', ...labels]
  for (const label of candidates) {
    const text = decodedAs(label, bytes)
    if (text !== null) return text
  }
  return new TextDecoder(guessCharset(bytes)).decode(bytes)
}

/** Maximum share of errors among characters beyond ASCII: one broken byte does not make a page another encoding. */
const maxErrorShare = 0.05

/** The text if it has few errors; null otherwise, or if the label is unknown. */
function decodedAs(label: string, bytes: Uint8Array): string | null {
  try {
    // U+FFFD in valid text is no error.
    return new TextDecoder(label, { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    // Invalid bytes, or an unknown label.
  }
  let text: string
  try {
    text = new TextDecoder(label).decode(bytes)
  } catch {
    return null
  }
  const foreign = text.match(/[\u0080-\ufffc]/gu)?.length ?? 0
  const errors = text.match(/\ufffd/gu)?.length ?? 0
  return errors <= foreign * maxErrorShare || (errors === 1 && foreign > 1) ? text : null
}

/** The encoding that a byte-order mark names. */
function byMark(bytes: Uint8Array): string | null {
  const [a, b] = bytes
  if (isMarkedUtf8(bytes)) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : null
}

/** UTF-16 without a byte-order mark, by the zero bytes next to the first two characters, which are ASCII. */
function byZeros([a = 0, b = 0, c = 0, d = 0]: Uint8Array): string | null {
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be'
  return null
}

/** In UTF-16, markup has a zero byte beside each character. Latin-1 is what many programs write for every text. */
function isContradicted(label: string, bytes: Uint8Array): boolean {
  if (/^(?:utf-?16|ucs-?2|iso-10646-ucs-2|(?:cs)?unicode)/iu.test(label)) return !bytes.subarray(0, 1024).includes(0)
  return /^(?:(?:iso-?8859-1|windows-1252|(?:us-)?ascii)$|latin-?1$|cp1252$)/iu.test(label) && isOfAnotherScript(bytes)
}

/** Fewer characters may look like another script by chance. */
const minForeign = 12

/** Whether a text in a legacy encoding has many letters of another script than Latin, and hardly any beyond ASCII of Latin. */
function isOfAnotherScript(bytes: Uint8Array): boolean {
  const start = bytes.findIndex((byte) => byte > 127)
  if (start < 0) return false
  const sample = bytes.subarray(start, start + limits.feed.charsetSampleBytes)
  // Guessing takes long. In Latin words, few letters beyond ASCII follow each other; other words consist of them.
  const beyond = sample.reduce((count, byte) => (byte > 127 ? count + 1 : count), 0)
  const following = sample.reduce(
    (count, byte, at) => (byte > 127 && (sample[at - 1] ?? 0) > 127 ? count + 1 : count),
    0,
  )
  if (following * 2 < beyond) return false
  const text = new TextDecoder(guessCharset(bytes)).decode(sample)
  const latin = text.match(/(?![a-z])\p{sc=Latin}/giu)?.length ?? 0
  const others = text.match(/(?!\p{sc=Latin})\p{L}/gu)?.length ?? 0
  return others >= minForeign && latin < others * maxErrorShare
}

/** The charset of the HTTP header; empty if it has none. */
function httpCharset(contentType: string | null): string {
  return /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/iu.exec(contentType ?? '')?.[1] ?? ''
}

/** The encoding in the XML declaration; empty if it has none. */
function declaredCharset(bytes: Uint8Array): string {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1024))
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]{1,40})["']/iu.exec(start)?.[1] ?? ''
}
