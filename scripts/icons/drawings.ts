/** What `npm run icons` draws: the sign of src/web/style.ts in several sizes, and the picture of link previews. */
import { createHash } from 'node:crypto'
import { icon } from '../../src/web/style.ts'

interface Drawing {
  readonly name: string
  readonly width: number
  readonly height: number
  /** An SVG of any size. */
  readonly svg: string
}

/** Without round corners: phones cut their own. */
const square = icon.replace(/ rx="[\d.]+"/u, '')

/** Lines instead of headlines, so that it is right in every language. */
const lines = [270, 336, 402, 468]
  .map((y, at) => `<path d="M640 ${y}h${[420, 350, 400, 260][at]}" stroke-opacity=".${[9, 6, 6, 6][at]}"/>`)
  .join('')
const preview = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630"><rect width="1200" height="630" fill="#9b2c15"/>
<svg x="90" y="85" width="460" height="460" viewBox="6 6 20 20"><path fill="#fff" d="${/ d="([^"]+)"/u.exec(icon.slice(icon.indexOf('<path')))?.[1] ?? ''}"/></svg>
<text x="636" y="190" font-family="TeX Gyre Pagella, Palatino, Georgia, serif" font-weight="700" font-size="104" fill="#fff">Paperboy</text>
<g stroke="#fff" stroke-width="22" stroke-linecap="round">${lines}</g></svg>`

/** Sizes of the pictures in favicon.ico. */
export const favicons: readonly Drawing[] = [16, 32, 48].map((size) => ({
  name: 'favicon.ico',
  width: size,
  height: size,
  svg: icon,
}))

export const drawings: readonly Drawing[] = [
  { name: 'apple-touch-icon.png', width: 180, height: 180, svg: square },
  { name: 'icon-192.png', width: 192, height: 192, svg: square },
  { name: 'icon-512.png', width: 512, height: 512, svg: square },
  { name: 'preview.png', width: 1200, height: 630, svg: preview },
]

/** Changes with what is drawn, so that browsers may cache each version forever. */
export function versionOfDrawings(): string {
  return createHash('sha256')
    .update(JSON.stringify([favicons, drawings]))
    .digest('base64url')
    .slice(0, 8)
}
