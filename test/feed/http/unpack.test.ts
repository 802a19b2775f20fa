/** Compressed documents. */
import { Buffer } from 'node:buffer'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { unpack } from '../../../src/feed/http/unpack.ts'

const document = '<rss><channel><title>Packed – 包</title></channel></rss>'
const plain = Buffer.from(document)
const utf16 = Buffer.from(`\ufeff${document}`, 'utf16le')
const packed = gzipSync(plain)
/** Does not compress, so that a part of the data is a part of the document. */
const letters = Array.from({ length: 300_000 }, (_, at) => String.fromCharCode(33 + ((at * at * 7919) % 89))).join('')

const unpackText = async (bytes: Uint8Array, label: string | null = null) => {
  const unpacked = await unpack(bytes, label, 1_000_000)
  return unpacked.kind === 'document' ? Buffer.from(unpacked.bytes).toString() : unpacked.kind
}

describe('a document is unpacked', () => {
  const cases: readonly (readonly [name: string, bytes: Uint8Array, label: string | null])[] = [
    ['gzip without a label', packed, null],
    ['gzip with another label', packed, 'br'],
    ['gzip within gzip', gzipSync(packed), 'gzip'],
    ['gzip of several members', Buffer.concat([gzipSync(plain.subarray(0, 9)), gzipSync(plain.subarray(9))]), null],
    ['gzip with zeros behind it', Buffer.concat([packed, Buffer.alloc(100)]), null],
    ['gzip with a text behind it', Buffer.concat([packed, Buffer.from('<!-- cached -->')]), null],
    ['gzip with a wrong checksum', Buffer.concat([packed.subarray(0, -8), Buffer.alloc(8, 7)]), null],
    [
      'gzip with a file name and a wrong checksum',
      Buffer.concat([Buffer.from('1f8b08080000000000ff', 'hex'), Buffer.from('a.xml\0'), packed.subarray(10, -8)]),
      null,
    ],
    ['zlib', deflateSync(plain), null],
    ['zlib, fast', deflateSync(plain, { level: 1 }), null],
    ['zlib, best', deflateSync(plain, { level: 9 }), 'deflate'],
    ['deflate without the header of zlib', deflateRawSync(plain), 'deflate'],
    ['zstd', zstdCompressSync(plain), null],
    ['brotli', brotliCompressSync(plain), 'br'],
    ['brotli in a list of labels', brotliCompressSync(plain), 'identity, BR'],
    ['brotli without a label', brotliCompressSync(plain), null],
    ['brotli with another label', brotliCompressSync(plain), 'gzip'],
    ['brotli with a label that names no compression', brotliCompressSync(plain), 'utf-8'],
    ['deflate without a header and a label', deflateRawSync(plain), null],
    ['deflate without a header, with another label', deflateRawSync(plain), 'br'],
    ['gzip within brotli', brotliCompressSync(packed), null],
    ['none', plain, null],
    ['none, and the label gzip', plain, 'gzip'],
    ['none, and the label br', plain, 'br'],
    ['none, and the label deflate', plain, 'deflate'],
  ]
  test.each(cases)('from %s', async (_name, bytes, label) => {
    expect(await unpackText(bytes, label)).toBe(document)
  })
  test('from UTF-16 that the runtime has unpacked', async () => {
    expect(await unpack(utf16, 'br', 1000)).toEqual({ kind: 'document', bytes: utf16, exceedsLimit: false })
  })
  test.each([
    ['gzip', gzipSync(letters)],
    ['zlib', deflateSync(letters)],
    ['zstd', zstdCompressSync(letters)],
  ])('as far as it goes if %s breaks off', async (_name, whole) => {
    const text = await unpackText(whole.subarray(0, Math.floor(whole.length * 0.9)))
    expect(letters.startsWith(text)).toBe(true)
    expect(text.length).toBeGreaterThan(0)
  })
})

test('a stray control character makes a text no compressed data', async () => {
  const text = Buffer.from(document.replace('Packed', 'Pac\u0008ked'))
  expect(await unpackText(text, 'gzip')).toBe(text.toString())
})

test('a file of an unknown kind is not damaged, unless its label names a compression', async () => {
  const picture = Buffer.from(`89504e470d0a1a0a${'00ff'.repeat(300)}`, 'hex')
  expect(await unpack(picture, null, 1000)).toEqual({ kind: 'document', bytes: picture, exceedsLimit: false })
  expect(await unpack(picture, 'gzip', 1000)).toEqual({ kind: 'damaged' })
})

describe('a document is damaged', () => {
  const cases: readonly (readonly [name: string, bytes: Uint8Array, label: string | null])[] = [
    ['gzip whose data is none', Buffer.concat([packed.subarray(0, 10), Buffer.from('<rss>not packed</rss>')]), null],
    ['gzip of two bytes', packed.subarray(0, 2), null],
    ['zlib whose data is none', Buffer.from('789cffffffffffffff', 'hex'), null],
    ['zstd with a window of 128 MB', zstdCompressSync(plain.subarray(0, 1)).fill(0x88, 5, 6), null],
    ['brotli whose data is none', Buffer.from('000102030405060708', 'hex'), 'br'],
  ]
  test.each(cases)('if it is %s', async (_name, bytes, label) => {
    expect(await unpackText(bytes, label)).toBe('damaged')
  })
})

test.each([
  ['ZIP', '504b030414000000'],
  ['bzip2', '425a683931415926'],
  ['xz', 'fd377a585a000004'],
])('an archive is named: %s', async (format, hex) => {
  expect(await unpack(Buffer.from(hex, 'hex'), null, 1000)).toEqual({ kind: 'archive', format })
})

describe('the limit', () => {
  const repeated = Buffer.alloc(5_000_000, document)
  test.each([
    ['gzip', gzipSync(repeated), null],
    ['zlib', deflateSync(repeated), null],
    ['zstd', zstdCompressSync(repeated), null],
    ['brotli', brotliCompressSync(repeated), 'br'],
    ['gzip within gzip', gzipSync(gzipSync(repeated)), null],
  ])('holds for what is unpacked: %s', async (_name, bomb, label) => {
    const unpacked = await unpack(bomb, label, 100_000)
    expect(unpacked).toMatchObject({ kind: 'document', exceedsLimit: true })
    expect(unpacked.kind === 'document' && unpacked.bytes.length).toBe(100_000)
  })
  test('is not exceeded by a document of its size', async () => {
    expect(await unpack(packed, null, plain.length)).toMatchObject({ exceedsLimit: false })
  })
})
