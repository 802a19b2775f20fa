/** Unpacks compressed documents, which are recognised by their first bytes rather than by their labels. */
import { Buffer } from 'node:buffer'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import { limits } from '../../limits.ts'

/** A document, or its beginning. */
export interface Unpacked {
  readonly kind: 'document'
  readonly bytes: Uint8Array
  /** Bytes above the limit are left out. */
  readonly exceedsLimit: boolean
}

/** `damaged`: the bytes cannot be unpacked. */
export type Unpacking = Unpacked | { readonly kind: 'damaged' } | { readonly kind: 'archive'; readonly format: string }

/** Data that breaks off is unpacked as far as it goes. */
const lenient = { finishFlush: constants.Z_SYNC_FLUSH }
const unpackers = {
  gzip: () => createGunzip(lenient),
  deflate: () => createInflate(lenient),
  'deflate-raw': () => createInflateRaw(lenient),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: () =>
    createZstdDecompress({
      finishFlush: constants.ZSTD_e_flush,
      params: { [constants.ZSTD_d_windowLogMax]: zstdWindowLog },
    }),
} as const
type Format = keyof typeof unpackers

/** The largest window of zstd over HTTP: 8 MB (RFC 9659, section 3). The format itself allows more than an isolate's memory. */
const zstdWindowLog = 23

/** First bytes in hexadecimal: gzip (RFC 1952), zlib with its usual window (RFC 1950), zstd (RFC 8878). Brotli has none. */
const magicNumbers: readonly (readonly [format: Format, hex: string])[] = [
  ['gzip', '1f8b'],
  ...['7801', '785e', '789c', '78da'].map((hex) => ['deflate', hex] as const),
  ['zstd', '28b52ffd'],
]

/** First bytes of files that are not unpacked. */
const archives: readonly (readonly [format: string, hex: string])[] = [
  ['ZIP', '504b0304'],
  ['bzip2', '425a68'],
  ['xz', 'fd377a585a00'],
  ['7z', '377abcaf271c'],
  ['compress', '1f9d'],
]

/** A gzip file may be compressed once more on its way. */
const maxLayers = 2

/** Whether bytes may be compressed. @param label Content-Encoding */
export function isPacked(bytes: Uint8Array, label: string | null): boolean {
  return formatsOf(bytes, label).length > 0
}

/** Unpacks a document up to `maxBytes`; one that is not compressed stays as it is. @param label Content-Encoding */
export async function unpack(bytes: Uint8Array, label: string | null, maxBytes: number): Promise<Unpacking> {
  let unpacked: Unpacked = { kind: 'document', bytes, exceedsLimit: false }
  for (let layer = 0; layer < maxLayers; layer++) {
    const known = kindOf(unpacked.bytes, magicNumbers)
    const formats = layer === 0 ? formatsOf(bytes, label) : known === null ? [] : [known]
    const next = await unpackAsAny(formats, unpacked.bytes, maxBytes)
    if (next === null && (known !== null || (formats.length > 0 && label !== null))) return { kind: 'damaged' }
    if (next === null) break
    unpacked = { ...next, exceedsLimit: next.exceedsLimit || unpacked.exceedsLimit }
  }
  const archive = kindOf(unpacked.bytes, archives)
  return archive === null ? unpacked : { kind: 'archive', format: archive }
}

/** Null: the bytes are in none of these formats. */
async function unpackAsAny(formats: readonly Format[], bytes: Uint8Array, maxBytes: number): Promise<Unpacked | null> {
  for (const format of formats) {
    const header = headerBytes(format, bytes)
    // Without the header, what follows the data does not count: a wrong checksum, or a comment that a cache adds.
    const unpacked =
      (await unpackAs(format, bytes, maxBytes)) ??
      (header === null ? null : await unpackAs('deflate-raw', bytes.subarray(header), maxBytes))
    // Any bytes may begin like data of a format that has no magic number.
    const isSure = kindOf(bytes, magicNumbers) !== null
    if (unpacked !== null && (isSure || isText(unpacked.bytes) || kindOf(unpacked.bytes, magicNumbers) !== null))
      return unpacked
  }
  return null
}

function kindOf<Kind>(bytes: Uint8Array, magic: readonly (readonly [kind: Kind, hex: string])[]): Kind | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  return magic.find(([, hex]) => start.startsWith(hex))?.[0] ?? null
}

/** Formats that have no magic number. Many servers send deflate without the header of zlib. */
const unmarked = ['br', 'deflate-raw'] as const

/** The formats that bytes may be in, the likeliest first. Runtimes unpack some bodies and keep their labels, so text is not packed. */
function formatsOf(bytes: Uint8Array, label: string | null): readonly Format[] {
  const known = kindOf(bytes, magicNumbers)
  if (known !== null) return [known]
  if (isText(bytes) || kindOf(bytes, archives) !== null) return []
  return label !== null && /\bdeflate\b/iu.test(label) ? unmarked.toReversed() : unmarked
}

const markupInUtf16 = ['feff', 'fffe', '003c', '3c00', '007b', '7b00'].map((hex) => ['utf-16', hex] as const)
/** Control characters of text: tab, line feed, form feed, carriage return, ESC. */
const textControls: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b])
/** Maximum share of other control characters in a text; in compressed data it is about a tenth. */
const maxControlShare = 0.02

/** Whether a document begins like text. */
function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, limits.feed.sniffedBytes)
  const controls = start.reduce((count, byte) => (byte >= 0x20 || textControls.has(byte) ? count : count + 1), 0)
  return kindOf(start, markupInUtf16) !== null || controls <= start.length * maxControlShare
}

/** Length of the header before deflated data (RFC 1950, section 2.2; RFC 1952, section 2.3); null: the format is another. */
function headerBytes(format: Format, bytes: Uint8Array): number | null {
  if (format === 'deflate') return 2
  if (format !== 'gzip') return null
  const flags = bytes[3] ?? 0
  let at = 10
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0)
  // A file name and a comment, each with a zero at its end.
  for (const flag of [8, 16]) if ((flags & flag) !== 0) at = bytes.indexOf(0, at) + 1
  return (flags & 2) === 0 ? at : at + 2
}

/** Null: the bytes are not in this format. */
function unpackAs(format: Format, bytes: Uint8Array, maxBytes: number): Promise<Unpacked | null> {
  const { promise, resolve } = Promise.withResolvers<Unpacked | null>()
  const parts: Uint8Array[] = []
  let length = 0
  const stream = unpackers[format]()
  const end = () => resolve(length === 0 ? null : documentOf(parts, length, maxBytes))
  stream.on('data', (part: Uint8Array) => {
    parts.push(part)
    length += part.length
    if (length <= maxBytes) return
    end()
    stream.destroy()
  })
  stream.on('error', () => resolve(null))
  stream.on('end', end)
  stream.end(bytes)
  return promise
}

function documentOf(parts: readonly Uint8Array[], length: number, maxBytes: number): Unpacked {
  const bytes = Buffer.concat(parts, Math.min(length, maxBytes))
  return { kind: 'document', bytes, exceedsLimit: length > maxBytes }
}
