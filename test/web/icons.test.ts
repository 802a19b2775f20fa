/** Icons, the manifest that names them, and the tags of link previews. */
import { describe, expect, it } from 'vitest'
import { BASE, first, item, web } from './web.ts'

const open = async (path: string) => (await web()).open(path)

/** Width and height in the header of a PNG: w3.org/TR/png-3/#11IHDR. */
async function sizeOf(response: Response): Promise<readonly number[]> {
  const bytes = new DataView(await response.arrayBuffer())
  return [bytes.getUint32(16), bytes.getUint32(20)]
}

describe('an icon', () => {
  it.each([
    ['/apple-touch-icon.png', 180, 180],
    ['/icon-192.png', 192, 192],
    ['/icon-512.png', 512, 512],
    ['/preview.png', 1200, 630],
  ])('has its size: %s', async (path, ...size) => {
    const response = await open(path)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(await sizeOf(response)).toEqual(size)
  })

  it('for old browsers has three sizes', async () => {
    const response = await open('/favicon.ico')
    const bytes = new DataView(await response.arrayBuffer())
    expect([bytes.getUint16(2, true), bytes.getUint16(4, true)]).toEqual([1, 3])
    expect([0, 1, 2].map((at) => bytes.getUint8(6 + 16 * at))).toEqual([16, 32, 48])
  })

  it('is small', async () => {
    for (const path of ['/favicon.ico', '/apple-touch-icon.png', '/icon-192.png', '/icon-512.png', '/preview.png'])
      expect((await (await open(path)).arrayBuffer()).byteLength).toBeLessThan(10_000)
  })

  it('is cached for ever by the address in pages, and for a day by the bare one', async () => {
    const page = await (await open('/about')).text()
    const [icon = ''] = /\/favicon\.ico\?v=[\w-]+/u.exec(page) ?? []
    expect((await open(icon)).headers.get('cache-control')).toContain('immutable')
    for (const path of ['/favicon.ico', '/favicon.ico?v=other'])
      expect((await open(path)).headers.get('cache-control')).toBe('public, max-age=86400')
  })
})

it('the manifest names icons that are there', async () => {
  const response = await open('/manifest.webmanifest')
  expect(response.headers.get('content-type')).toBe('application/manifest+json')
  const { icons, start_url: start } = (await response.json()) as { icons: { src: string }[]; start_url: string }
  expect(start).toBe('/')
  for (const { src } of icons) expect((await open(src)).status).toBe(200)
})

describe('a link preview', () => {
  const preview = async (picture: string | null) =>
    (await (await web([item({ image: picture })])).open(`/${first}/read`)).text()

  it('has the story’s own picture, over TLS', async () => {
    const page = await preview('http://pictures.example/a.jpg')
    expect(page).toContain('<meta property="og:image" content="https://pictures.example/a.jpg"/>')
    expect(page).not.toContain('og:image:width')
    expect(page).toContain('<img src="https://pictures.example/a.jpg"')
  })

  it('of a story without a picture has Paperboy’s', async () => {
    const page = await preview(null)
    expect(page).toMatch(new RegExp(`<meta property="og:image" content="${BASE}/preview\\.png\\?v=[\\w-]+"/>`, 'u'))
    expect(page).toContain('<meta property="og:image:width" content="1200"/>')
  })

  it('says the site, the language and the time of publication', async () => {
    const page = await preview(null)
    expect(page).toContain('<meta property="og:site_name" content="Paperboy"/>')
    expect(page).toContain('<meta property="og:locale" content="en_GB"/>')
    expect(page).toContain('<meta property="article:published_time" content="2026-01-05T00:00:00.000Z"/>')
  })
})
