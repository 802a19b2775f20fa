/** Makes a screenshot's PNG small. */
import sharp from 'sharp'

/** With a palette of 256 colours, enough for text on plain surfaces. */
export function withPalette(png: Buffer): Promise<Buffer> {
  return sharp(png).png({ palette: true, colours: 256, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer()
}
