/** A real browser in front of a Worker. Requests to other sites are recorded, and never sent. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { type Paperboy, PUBLIC_URL } from '../e2e/paperboy.ts'
import { PATIENCE_MS } from '../patience.ts'
import { where } from '../where.ts'
import { browserMissing, browserPath } from './launch-browser.ts'

/** Tests that need a browser. Without one they skip; in CI they fail. */
export const inBrowser = where(browserPath !== null || process.env['CI'] !== undefined, browserMissing)

/** A request to another site. */
interface ForeignRequest {
  readonly url: string
  /** `image`, `script`, `document` and so on. */
  readonly type: string
}

export interface Visit {
  readonly context: BrowserContext
  readonly page: Page
  readonly foreign: ForeignRequest[]
  /** Console messages and page errors. */
  readonly messages: string[]
  /** Messages of dialogs, which only a script opens. */
  readonly ran: string[]
}

/** A grey GIF of 1 × 1 pixel. */
const pixel = Buffer.from('R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')

/** Opens a browser window in which the Worker has its public address. */
export async function visit(browser: Browser, paperboy: Paperboy, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  context.setDefaultTimeout(PATIENCE_MS)
  const foreign: ForeignRequest[] = []
  const messages: string[] = []
  const ran: string[] = []
  await context.route('**/*', async (route) => {
    const request = route.request()
    const url = new URL(request.url())
    if (url.origin !== PUBLIC_URL) {
      foreign.push({ url: url.href, type: request.resourceType() })
      if (request.resourceType() !== 'image') return route.abort()
      return route.fulfill({ contentType: 'image/gif', body: pixel })
    }
    const body = request.postDataBuffer()
    const answer = await paperboy.open(url.pathname + url.search, {
      method: request.method(),
      headers: await request.allHeaders(),
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    })
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'content-encoding'))
    await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) })
  })
  const page = await context.newPage()
  page.on('console', (message) => messages.push(message.text()))
  page.on('pageerror', (error) => messages.push(error.message))
  page.on('dialog', async (dialog) => {
    ran.push(dialog.message())
    await dialog.dismiss()
  })
  return { context, page, foreign, messages, ran }
}
