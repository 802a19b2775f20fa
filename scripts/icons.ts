/** `npm run icons`: draws the icons and the picture of link previews with a browser, and writes them to src/web/drawn-icons.ts. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { launchBrowser } from '../test/browser/launch-browser.ts'
import { drawings, favicons, versionOfDrawings } from './icons/drawings.ts'
import { createTerminal } from './terminal.ts'

const file = path.resolve(import.meta.dirname, '..', 'src', 'web', 'drawn-icons.ts')
/** Flat drawings need few colours, and the edges of their shapes some between. */
const colours = 24

const terminal = createTerminal()
const opened = await terminal.step('The browser', () => launchBrowser())
const pictures = new Map<string, Buffer>()
try {
  const small: { readonly size: number; readonly png: Buffer }[] = []
  for (const each of favicons) small.push({ size: each.width, png: await draw(opened, each) })
  pictures.set('favicon.ico', icoOf(small))
  for (const each of drawings) pictures.set(each.name, await draw(opened, each))
} finally {
  await opened.close()
}

const entries = [...pictures].map(([name, bytes]) => `  '${name}':\n    '${bytes.toString('base64')}',\n`)
await writeFile(
  file,
  `/** Icons and the picture of link previews as base64, drawn by \`npm run icons\`. Do not edit. */

/** Changes with the drawings. */
export const drawingsVersion = '${versionOfDrawings()}'

export const drawnIcons = {
${entries.join('')}} as const
`,
)
for (const [name, bytes] of pictures) terminal.say(`  ${name}, ${bytes.length} bytes`)

async function draw(browser: Browser, { width, height, svg }: (typeof drawings)[number]): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height } })
  await page.setContent(
    `<style>html{background:transparent}body{margin:0}svg{display:block}body>svg{width:${width}px;height:${height}px}</style>${svg}`,
  )
  const png = await page.screenshot({ omitBackground: true })
  await page.close()
  return sharp(png).png({ palette: true, colours, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer()
}

/** An ICO file of PNGs: learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10). */
function icoOf(pngs: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pngs.length, 4)
  let offset = header.length + 16 * pngs.length
  const directory = pngs.map(({ size, png }) => {
    const entry = Buffer.alloc(16)
    entry.writeUInt8(size, 0)
    entry.writeUInt8(size, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([header, ...directory, ...pngs.map(({ png }) => png)])
}
