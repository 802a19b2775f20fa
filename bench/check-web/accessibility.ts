/** axe-core, the width of pages and errors in the console, on a narrow phone, on a desktop at 200 %, light and dark. */
import type { Browser } from 'playwright-core'
import { axeIn, type Colours } from '../../test/browser/axe.ts'
import type { WebPage } from './find-pages.ts'

/** A window at 200 % has half as many CSS pixels. */
const windows = {
  '320 px': { viewport: { width: 320, height: 640 }, deviceScaleFactor: 1 },
  '1280 px at 200 %': { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
} as const
const colours: readonly Colours[] = ['light', 'dark']

/** A line for each fault. */
export async function inaccessible(browser: Browser, page: WebPage): Promise<readonly string[]> {
  const found: string[] = []
  for (const [name, size] of Object.entries(windows)) {
    const context = await browser.newContext({ ...size, locale: 'en-GB' })
    try {
      await context.route(
        (url) => !url.href.startsWith(page.visitor.url),
        (route) => route.abort(),
      )
      const tab = await context.newPage()
      tab.on('pageerror', ({ message }) => found.push(message))
      tab.on('console', (message) => {
        const { url } = message.location()
        // The browser reports the page's own status, such as 404.
        const isOwn = url.startsWith(page.visitor.url) && url !== tab.url()
        if (message.type() === 'error' && isOwn) found.push(`${name}: ${message.text()} ${url}`)
      })
      await tab.goto(`${page.visitor.url}${page.path}`)
      const wide = Number(await tab.evaluate('document.documentElement.scrollWidth - innerWidth'))
      if (wide > 0) found.push(`${name}: ${wide} px too wide`)
      for (const colour of colours) {
        const faults = await axeIn(tab, colour)
        found.push(...faults.map((fault) => `${name}, ${colour}: ${fault}`))
      }
    } finally {
      await context.close()
    }
  }
  return found
}
