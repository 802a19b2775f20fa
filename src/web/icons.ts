/** Icons, the picture of link previews, and the manifest that names the icons: w3.org/TR/appmanifest. */
import { limits } from '../limits.ts'
import { drawingsVersion, drawnIcons } from './drawn-icons.ts'
import { icon } from './style.ts'

type IconName = keyof typeof drawnIcons
export const iconNames = Object.keys(drawnIcons) as readonly IconName[]

/** The size of the picture of link previews, pixels. */
export const previewSize = { width: 1200, height: 630 } as const

/** The address of an icon, by which browsers cache this version forever. */
export function iconPath(name: IconName | 'icon.svg'): string {
  return `/${name}?v=${drawingsVersion}`
}

/** Browsers and crawlers also ask for the bare address, which shows a new version after a day. */
export function iconResponse(name: IconName | 'icon.svg', version: string | undefined): Response {
  const { immutableSeconds, bareSeconds } = limits.web
  const isCurrent = version === drawingsVersion
  const body = name === 'icon.svg' ? icon : Uint8Array.from(atob(drawnIcons[name]), (unit) => unit.charCodeAt(0))
  const type = name === 'icon.svg' ? 'image/svg+xml' : name.endsWith('.ico') ? 'image/x-icon' : 'image/png'
  const control = isCurrent ? `public, max-age=${immutableSeconds}, immutable` : `public, max-age=${bareSeconds}`
  return new Response(body, { headers: { 'content-type': type, 'cache-control': control } })
}

const drawn = (purpose: 'any' | 'maskable') =>
  (['icon-192.png', 'icon-512.png'] as const).map((name) => {
    const size = name.replace(/\D/gu, '')
    return { src: iconPath(name), sizes: `${size}x${size}`, type: 'image/png', purpose }
  })

/** Its colours are those of the icon and of the pages. */
export const manifest = JSON.stringify({
  name: 'Paperboy',
  short_name: 'Paperboy',
  id: '/',
  start_url: '/',
  scope: '/',
  display: 'minimal-ui',
  theme_color: '#9b2c15',
  background_color: '#fdfcf8',
  icons: [
    { src: iconPath('icon.svg'), sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ...drawn('any'),
    // The drawing lies inside the circle that every mask leaves visible.
    ...drawn('maskable'),
  ],
})
