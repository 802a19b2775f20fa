/** The picture's PNG: the same pixels while 256 colours suffice, and the nearest ones beyond. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { withPalette } from '../../scripts/png.ts'

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const numbers = [data.length, crc32(named)].map((number) => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(number)
    return bytes
  })
  return Buffer.concat([numbers[0] ?? Buffer.alloc(0), named, numbers[1] ?? Buffer.alloc(0)])
}

/** A PNG in true colour of lines that begin with their filter. */
function trueColour(width: number, lines: readonly (readonly number[])[], type = 2): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(lines.length, 4)
  header.set([8, type, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunksOf(png: Buffer): ReadonlyMap<string, Buffer> {
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const named = png.subarray(at + 4, at + 8 + length)
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(named))
    chunks.set(named.toString('latin1', 0, 4), named.subarray(4))
    at += 12 + length
  }
  return chunks
}

/** The colours of each line of a PNG with a palette. */
function coloursOf(png: Buffer, width: number): readonly string[] {
  const chunks = chunksOf(png)
  const palette = chunks.get('PLTE')?.toString('hex').match(/.{6}/gu) ?? []
  const lines = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0))
  return [...lines].filter((_, at) => at % (width + 1) !== 0).map((index) => palette[index] ?? '?')
}

it.each([
  { name: 'none', second: [0, 9, 9, 9, 1, 2, 3] },
  { name: 'left', second: [1, 9, 9, 9, 248, 249, 250] },
  { name: 'above', second: [2, 249, 245, 241, 251, 248, 245] },
  { name: 'average', second: [3, 1, 255, 253, 250, 249, 248] },
  { name: 'Paeth', second: [4, 249, 245, 241, 251, 249, 250] },
])('keeps every pixel of a line filtered by “$name”', ({ second }) => {
  const png = trueColour(2, [[0, 16, 20, 24, 6, 10, 14], second])
  expect(coloursOf(withPalette(png), 2)).toEqual(['101418', '060a0e', '090909', '010203'])
})

it('takes the nearest of the 256 most frequent colours for any other', () => {
  const greys = Array.from({ length: 256 }, (_, grey) => [grey, grey, grey, grey, grey, grey]).flat()
  const png = trueColour(513, [[0, ...greys, 200, 201, 200]])
  expect(coloursOf(withPalette(png), 513).at(-1)).toBe('c8c8c8')
})

it('refuses what no screenshot is', () => {
  expect(() => withPalette(trueColour(1, [[0, 1, 2, 3, 4]], 6))).toThrow(/another kind of PNG/u)
})
