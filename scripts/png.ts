/** Makes a screenshot's PNG small: 256 colours in a palette, as drawn text and plain surfaces hardly have more. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from('\x89PNG\r\n\x1A\n', 'latin1')
const paletteSize = 256

/** @param png 8 bits a channel, without transparency or interlacing, as Chromium's screenshots are */
export function withPalette(png: Buffer): Buffer {
  const { width, height, pixels } = read(png)
  const { palette, indexOf } = choosePalette(pixels)
  // Each line begins with the way it is filtered: not at all, which suits a palette best.
  const lines = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      lines[y * (width + 1) + 1 + x] = indexOf.get(pixels.readUIntBE((y * width + x) * 3, 3)) ?? 0

  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.alloc(palette.length * 3)
  palette.forEach((colour, place) => void colours.writeUIntBE(colour, place * 3, 3))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

interface Raster {
  readonly width: number
  readonly height: number
  /** Red, green and blue of one after the other. */
  readonly pixels: Buffer
}

function read(png: Buffer): Raster {
  const [depth, type, , , interlaced] = png.subarray(24, 29)
  if (!png.subarray(0, 8).equals(signature) || depth !== 8 || type !== 2 || interlaced !== 0)
    throw new Error('the screenshot is another kind of PNG than expected')
  const data: Buffer[] = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += 12 + length
  }
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  return { width, height, pixels: unfiltered(inflateSync(Buffer.concat(data)), width * 3, height) }
}

function unfiltered(lines: Buffer, stride: number, height: number): Buffer {
  const bytes = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = lines[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x < 3 ? 0 : (bytes[at - 3] ?? 0)
      const above = y === 0 ? 0 : (bytes[at - stride] ?? 0)
      const corner = x < 3 || y === 0 ? 0 : (bytes[at - stride - 3] ?? 0)
      bytes[at] = (lines[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner)
    }
  }
  return bytes
}

/** As the PNG specification has its five filters. */
function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  const guess = left + above - corner
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)]
  if (toLeft <= toAbove && toLeft <= toCorner) return left
  return toAbove <= toCorner ? above : corner
}

/** The colours that are seen most, and for every other the nearest of them. */
function choosePalette(pixels: Buffer): {
  readonly palette: readonly number[]
  readonly indexOf: ReadonlyMap<number, number>
} {
  const counts = new Map<number, number>()
  for (let at = 0; at < pixels.length; at += 3) {
    const colour = pixels.readUIntBE(at, 3)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const palette = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, paletteSize)
    .map(([colour]) => colour)
  const indexOf = new Map([...counts.keys()].map((colour) => [colour, nearest(palette, colour)]))
  return { palette, indexOf }
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [place, candidate] of palette.entries()) {
    const far = distance(candidate, colour)
    if (far >= least) continue
    best = place
    least = far
  }
  return best
}

function distance(a: number, b: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0)
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
