/** Web pages side by side, as on three phones: a channel, and an article in light and dark. */
import type { Browser } from 'playwright-core'

const phone = { width: 390, height: 780 }
const gap = 24

/** Shown in place of photographs. */
const photograph = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720"><rect width="1280" height="720" fill="#c9d6df"/><circle cx="900" cy="250" r="70" fill="#f3e3c3"/><rect y="430" width="1280" height="290" fill="#7f97a6"/><path d="M0 430L300 330L520 420L760 350L1280 430Z" fill="#5f7684"/></svg>`

/** @param locale IETF tag: the pages' language @returns a PNG */
export async function pictureOfPages(
  browser: Browser,
  channel: string,
  article: string,
  locale: string,
): Promise<Buffer> {
  const shots: string[] = []
  for (const [url, colorScheme] of [
    [channel, 'light'],
    [article, 'light'],
    [article, 'dark'],
  ] as const) {
    const context = await browser.newContext({ viewport: phone, deviceScaleFactor: 2, colorScheme, locale })
    const page = await context.newPage()
    await page.route('**/*', (route) =>
      route.request().resourceType() === 'image' && !route.request().url().startsWith(new URL(channel).origin)
        ? route.fulfill({ contentType: 'image/svg+xml', body: photograph })
        : route.continue(),
    )
    await page.goto(url)
    await page.evaluate('document.fonts.ready')
    shots.push((await page.screenshot()).toString('base64'))
    await context.close()
  }
  const width = shots.length * phone.width + (shots.length + 1) * gap
  const page = await browser.newPage({
    viewport: { width, height: phone.height + 2 * gap },
    deviceScaleFactor: 2,
  })
  const images = shots.map((shot) => `<img src="data:image/png;base64,${shot}">`).join('')
  await page.setContent(
    `<style>body{margin:0;background:#d9d4c7;display:flex;gap:${gap}px;padding:${gap}px}img{width:${phone.width}px;height:${phone.height}px;border-radius:14px}</style>${images}`,
  )
  const picture = await page.screenshot()
  await page.close()
  return picture
}
