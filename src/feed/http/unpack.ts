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

/** Whether bytes are compressed in a known way. @param label Content-Encoding */
export function isPacked(bytes: Uint8Array, label: string | null): boolean {
  return formatOf(bytes, label) !== null
}

/** Unpacks a document up to `maxBytes`; one that is not compressed stays as it is. @param label Content-Encoding */
export async function unpack(bytes: Uint8Array, label: string | null, maxBytes: number): Promise<Unpacking> {
  let unpacked: Unpacked = { kind: 'document', bytes, exceedsLimit: false }
  for (let layer = 0; layer < maxLayers; layer++) {
    const format = formatOf(unpacked.bytes, layer === 0 ? label : null)
    if (format === null) break
    const header = headerBytes(format, unpacked.bytes)
    // Without the header, what follows the data does not count: a wrong checksum, or a comment that a cache adds.
    const next =
      (await unpackAs(format, unpacked.bytes, maxBytes)) ??
      (header === null ? null : await unpackAs('deflate-raw', unpacked.bytes.subarray(header), maxBytes))
    if (next === null) return { kind: 'damaged' }
    unpacked = { ...next, exceedsLimit: next.exceedsLimit || unpacked.exceedsLimit }
  }
  const archive = kindOf(unpacked.bytes, archives)
  return archive === null ? unpacked : { kind: 'archive', format: archive }
}

function kindOf<Kind>(bytes: Uint8Array, magic: readonly (readonly [kind: Kind, hex: string])[]): Kind | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  return magic.find(([, hex]) => start.startsWith(hex))?.[0] ?? null
}

function formatOf(bytes: Uint8Array, label: string | null): Format | null {
  const known = kindOf(bytes, magicNumbers)
  // Runtimes unpack brotli and keep its label.
  if (known !== null || label === null || isText(bytes)) return known
  // Many servers send deflate without the header of zlib.
  return /\bbr\b/iu.test(label) ? 'br' : /\bdeflate\b/iu.test(label) ? 'deflate-raw' : null
}

const markupInUtf16 = ['feff', 'fffe', '003c', '3c00', '007b', '7b00'].map((hex) => ['utf-16', hex] as const)
/** Control characters of text: tab, line feed, form feed, carriage return, ESC. */
const textControls: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b])

/** Whether a document begins like text. Compressed data has control characters. */
function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, limits.feed.sniffedBytes)
  return kindOf(start, markupInUtf16) !== null || start.every((byte) => byte >= 0x20 || textControls.has(byte))
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
