/** Encodes screenshots: small PNGs, and an animated WebP. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'

export interface Frame {
  readonly png: Buffer
  readonly ms: number
}

/** Screenshots of plain surfaces and text hardly need more than 256 colours. */
export function smallPng(png: Buffer): Promise<Buffer> {
  return sharp(png).png({ palette: true, effort: 10 }).toBuffer()
}

/** Plays for ever. Lossless, so that text stays sharp; libwebp stores only what changes between two frames. */
export async function animatedWebp(frames: readonly Frame[]): Promise<Buffer> {
  const few = await Promise.all(
    frames.map(({ png }) => sharp(png).png({ palette: true, effort: 1, dither: 0 }).toBuffer()),
  )
  return sharp(few, { join: { animated: true } })
    .webp({ lossless: true, effort: 6, loop: 0, delay: frames.map(({ ms }) => ms) })
    .toBuffer()
}

/** @returns the file's name from `root`, and its size */
export async function keep(root: string, name: string, image: Buffer): Promise<string> {
  const file = path.join(root, 'docs', name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, image)
  return `${path.relative(root, file)}, ${Math.round(image.length / 1024)} KB`
}
