/** Decodes documents, by their bytes rather than by their labels. */
import { Buffer, isUtf8 } from 'node:buffer'
import { guessCharset } from './guess-charset.ts'

/**
 * A document that is decoded where it is read. Markup is ASCII, so in UTF-8 it is found without decoding, and of a large document
 * only the texts that are used are decoded.
 */
export interface SourceText {
  /** One character for each byte of UTF-8; the decoded text of other encodings. */
  readonly marked: string
  /** Decodes a part of `marked`. */
  readonly decode: (part: string) => string
}

/** A document that is decoded already. */
export function plainSource(text: string): SourceText {
  return { marked: text, decode: (part) => part }
}

/**
 * Chooses the encoding in this order: byte-order mark; valid UTF-8, unless an ESC byte suggests ISO-2022-JP; UTF-8 with few errors;
 * the HTTP header; the XML declaration; a guess. Never throws.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | null): SourceText {
  const content = isMarkedUtf8(bytes) ? bytes.subarray(3) : bytes
  if (byZeros(bytes) === null && isUtf8(content)) {
    const marked = bytewise(content)
    if (content !== bytes || !marked.includes('\u001b')) return { marked, decode: utf8Of }
  }
  return plainSource(decodedWhole(bytes, contentType))
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
  const marked = byMark(bytes)
  if (marked !== null) return marked
  const wide = byZeros(bytes)
  if (wide !== null) return new TextDecoder(wide).decode(bytes)

  const hasEscape = bytes.includes(0x1b)
  if (!hasEscape) {
    // One broken byte does not make a page another encoding.
    const text = decodedLeniently(bytes, 'utf-8')
    if (text !== null) return text
  }
  const labels = [httpCharset(contentType), declaredCharset(bytes), hasEscape ? 'iso-2022-jp' : null]
  for (const label of labels) {
    if (label === null || isUtf8Label(label)) continue
    const text = decoded(bytes, label) ?? decodedLeniently(bytes, label)
    if (text !== null) return text
  }
  return (
    decoded(bytes, 'utf-8') ?? decodedLeniently(bytes, 'utf-8') ?? new TextDecoder(guessCharset(bytes)).decode(bytes)
  )
}

/** Maximum share of errors among characters beyond ASCII. */
const maxErrorShare = 0.05

/** The text if it has few errors; null otherwise, or if the label is unknown. */
function decodedLeniently(bytes: Uint8Array, label: string): string | null {
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

function byMark(bytes: Uint8Array): string | null {
  const [a, b] = bytes
  if (isMarkedUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes)
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return null
}

/** UTF-16 without a byte-order mark, by the zero byte next to the first `<`. */
function byZeros(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes
  if (a === 0x3c && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b === 0x3c && c === 0 && d !== 0) return 'utf-16be'
  return null
}

/** Null if the label is unknown or the bytes are invalid. */
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
