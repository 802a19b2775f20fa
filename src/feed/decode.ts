/** Turns a document's bytes into text, by what the bytes are before what their labels say. */
import { Buffer, isUtf8 } from 'node:buffer'
import { guessCharset } from './guess-charset.ts'

/**
 * A document that is decoded as far as it is read. All that marks feeds up is ASCII, so in UTF-8 it is found among the bytes,
 * and of a megabyte only the few texts that somebody wants are ever decoded.
 */
export interface SourceText {
  /** Of UTF-8 a character for each byte; of other encodings the decoded text. */
  readonly marked: string
  /** The text of a part of `marked`. */
  readonly decode: (part: string) => string
}

/** A document that is text already. */
export function plainSource(text: string): SourceText {
  return { marked: text, decode: (part) => part }
}

/**
 * Decodes in this order: byte-order mark; UTF-8 without a fault, unless an ESC byte speaks for ISO-2022-JP; UTF-8 with few
 * faults; the charset of the HTTP header; that of the XML declaration; the encoding in which it reads best. Never throws.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | null): SourceText {
  const content = pastMark(bytes)
  if (byZeros(bytes) === null && isUtf8(content)) {
    const marked = bytewise(content)
    if (content !== bytes || !marked.includes('\u001b')) return { marked, decode: utf8Of }
  }
  return plainSource(decodedWhole(bytes, contentType))
}

/** UTF-8 of which a character stands for each byte. */
function utf8Of(part: string): string {
  return /[\u0080-\u00ff]/u.test(part) ? Buffer.from(part, 'latin1').toString() : part
}

function bytewise(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

function pastMark(bytes: Uint8Array): Uint8Array {
  return isMarkedUtf8(bytes) ? bytes.subarray(3) : bytes
}

function isMarkedUtf8([a, b, c]: Uint8Array): boolean {
  return a === 0xef && b === 0xbb && c === 0xbf
}

function decodedWhole(bytes: Uint8Array, contentType: string | null): string {
  const marked = byMark(bytes)
  if (marked !== null) return marked
  const wide = byZeros(bytes)
  if (wide !== null) return new TextDecoder(wide).decode(bytes)

  const hasEscape = bytes.includes(0x1b)
  if (!hasEscape) {
    // One broken byte should not turn a whole page of UTF-8 into gibberish.
    const faulty = forgiving(bytes, 'utf-8')
    if (faulty !== null) return faulty
  }
  const labels = [httpCharset(contentType), declaredCharset(bytes), hasEscape ? 'iso-2022-jp' : null]
  for (const label of labels) {
    if (label === null || isUtf8Label(label)) continue
    const text = decoded(bytes, label) ?? forgiving(bytes, label)
    if (text !== null) return text
  }
  return decoded(bytes, 'utf-8') ?? forgiving(bytes, 'utf-8') ?? new TextDecoder(guessCharset(bytes)).decode(bytes)
}

/** Faults for each hundred characters beyond ASCII that do not speak against an encoding. */
const faultsPerHundred = 5

/** A text with few faults; null where it has many or the label is unknown. */
function forgiving(bytes: Uint8Array, label: string): string | null {
  let text: string
  try {
    text = new TextDecoder(label).decode(bytes)
  } catch {
    return null
  }
  const foreign = text.match(/[\u0080-\ufffc]/gu)?.length ?? 0
  const faults = text.match(/\ufffd/gu)?.length ?? 0
  return faults * 100 <= foreign * faultsPerHundred || (faults === 1 && foreign > 1) ? text : null
}

function byMark(bytes: Uint8Array): string | null {
  const [a, b] = bytes
  if (isMarkedUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes)
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return null
}

/** UTF-16 without a mark, told by the zero beside the first `<`. */
function byZeros(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return 'utf-16be'
  return null
}

/** Null where the label is unknown, or the bytes are none of its text. */
function decoded(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return null
  }
}

function isUtf8Label(label: string): boolean {
  return /^utf-?8$/iu.test(label)
}

function httpCharset(contentType: string | null): string | null {
  return /;\s*charset\s*=\s*["']?([\w.:-]{1,40})/iu.exec(contentType ?? '')?.[1] ?? null
}

function declaredCharset(bytes: Uint8Array): string | null {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1024))
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]{1,40})["']/iu.exec(start)?.[1] ?? null
}
