/** Encodes screenshots: small PNGs, and an animated WebP. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'

export interface Frame {
  readonly png: Buffer
  readonly ms: number
}

/** A PNG with 256 colours, enough for screenshots of text and plain surfaces. */
export function smallPng(png: Buffer): Promise<Buffer> {
  return sharp(png).png({ palette: true, effort: 10 }).toBuffer()
}

/** Loops for ever. Lossless, so that text stays sharp; libwebp stores only the differences between frames. */
export async function animatedWebp(frames: readonly Frame[]): Promise<Buffer> {
  const reduced = await Promise.all(
    frames.map(({ png }) => sharp(png).png({ palette: true, effort: 1, dither: 0 }).toBuffer()),
  )
  return sharp(reduced, { join: { animated: true } })
    .webp({ lossless: true, effort: 6, loop: 0, delay: frames.map(({ ms }) => ms) })
    .toBuffer()
}

/** @returns the file's name from `root`, and its size */
export async function saveToDocs(root: string, name: string, image: Buffer): Promise<string> {
  const file = path.join(root, 'docs', name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, image)
  return `${path.relative(root, file)}, ${Math.round(image.length / 1024)} KB`
}
