/** `npm run picture`: makes the README's pictures from the running playground: the bot beside its channel, its menu, and its pages. */
import { mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import * as v from 'valibot'
import { openPlayground } from '../playground/play.ts'
import { launchBrowser } from '../test/browser/launch-browser.ts'
import { PATIENCE_MS } from '../test/patience.ts'
import { pictureOfPages } from './picture/web-pages.ts'
import { withPalette } from './png.ts'
import { createShutdown, shutDownOnSignals } from './shutdown.ts'
import { createTerminal, wordsOf } from './terminal.ts'

const root = path.resolve(import.meta.dirname, '..')
const pictures = path.join(root, 'docs')
/** Beside `npm start`'s, so that both may run. */
const pagePort = 8070
/** A README shows it about 900 px wide, so twice this is sharp and still small. CSS px */
const size = { width: 1200, height: 800 }
const menuSize = { width: 600, height: 980 }

/**
 * Only the two chats, without what an owner would not see in Telegram.
 * Behind them one colour: a gradient has more than a palette holds.
 */
const onlyChats = `
  .masthead, .desk, .tabs, .toasts, .tries, .keyboard, .forward, header button { display: none !important }
  body { grid-template-rows: minmax(0, 1fr) !important }
  main { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) !important; gap: 1.5rem !important; padding: 1.75rem !important }
  .log { scrollbar-width: none !important }
  .window { background: #c6dabf !important }
  * { animation: none !important; caret-color: transparent !important }
`

const onlyTheBot = `
  #channel { display: none !important }
  main { grid-template-columns: minmax(0, 1fr) !important }
`

/** Run in the page: how much of the chat is seen above one of the person's messages, but for the gap before it. px */
const aboveMine = (index: number) => `(() => {
  const log = document.querySelector('#private .log')
  log.scrollTop = log.scrollHeight
  const mine = [...document.querySelectorAll('#private .mine')].at(${index})
  return Math.max(0, mine.getBoundingClientRect().top - log.getBoundingClientRect().top - 7)
})()`

/** Its channel is a page, and has articles to read. */
const commands = ['/page on', '/reading on']

const terminal = createTerminal()
const ending = createShutdown({ say: terminal.say })
shutDownOnSignals(ending)

try {
  const { url, scene } = await openPlayground(root, terminal, ending, { pagePort, commands })
  const browser = await terminal.step('The browser', () =>
    // Ours ends it, so that the rest ends after it and in order.
    launchBrowser({ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }),
  )
  ending.add('The browser', () => browser.close())
  for (const { what, play } of scene) await terminal.step(what, play)
  const page = await openPage(browser, url)
  await terminal.step('Two items of each feed are published, and arrive', () => publishSome(page, url))
  const beside = await terminal.step('The picture', () => take(page, 'picture.png', size, 3))
  await terminal.step('A filter, and the menu', () => openMenu(page))
  const menu = await terminal.step('Their picture', () => take(page, 'menu.png', menuSize, -2))
  const web = await terminal.step('Its pages', () => takePages(browser, page))
  await ending.end(`\n  ${beside}\n  ${menu}\n  ${web}\n`, 0)
} catch (problem) {
  await ending.end(`\nThere is no new picture: ${wordsOf(problem)}`, 1)
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({
    viewport: size,
    deviceScaleFactor: 2,
    colorScheme: 'light',
    locale: 'en-GB',
    // The page's own policy would refuse the style that is added here.
    bypassCSP: true,
  })
  await page.goto(url)
  await page.addStyleTag({ content: onlyChats })
  return page
}

/** At once, so that one digest brings them all, grouped by source. */
async function publishSome(page: Page, url: string): Promise<void> {
  const feeds = ['rss', 'atom', 'rss', 'atom']
  await Promise.all(
    feeds.map((feed) => fetch(`${url}/act`, { method: 'POST', body: JSON.stringify({ act: 'publish', feed }) })),
  )
  await page
    .locator('#story .arrived')
    .nth(feeds.length - 1)
    .waitFor({ state: 'attached', timeout: PATIENCE_MS })
}

/** What an owner does next: a filter with its back-test, and the channel's page in the menu. */
async function openMenu(page: Page): Promise<void> {
  await page.setViewportSize(menuSize)
  await page.addStyleTag({ content: onlyTheBot })
  // A narrow page shows one part at a time.
  await page.evaluate(`document.querySelector('[data-show=private]').click()`)
  const say = async (text: string, button: string) => {
    await write(page, text)
    const pressed = page.locator('#private .inline button', { hasText: button }).last()
    await pressed.waitFor()
    return pressed
  }
  await say('/filter -weather -百年', 'Undo')
  const channel = await say('/start', 'Morning Headlines')
  await channel.click()
  await page.locator('#private .inline button', { hasText: 'Feeds' }).last().waitFor()
}

async function write(page: Page, text: string): Promise<void> {
  const composer = page.locator('#private .composer')
  await composer.locator('textarea, input:not([type=file])').first().fill(text)
  await composer.locator('button[type=submit]').click()
}

/** @param first the person's message that it begins with, by its place @returns what it is called, and its size */
async function take(page: Page, name: string, { width, height }: typeof size, first: number): Promise<string> {
  await page.setViewportSize({ width, height })
  // The chat begins with a whole message: the window is made lower by what is seen of those before.
  const above = v.parse(v.number(), await page.evaluate(aboveMine(first)))
  await page.setViewportSize({ width, height: height - Math.round(above) })
  await page.evaluate(aboveMine(first))
  await page.evaluate(`document.querySelector('#private header p').textContent = 'bot'`)
  await page.evaluate('document.fonts.ready')
  return keep(name, await page.screenshot())
}

/** The article that can be read, as the channel's newest post with one has it. */
async function takePages(browser: Browser, page: Page): Promise<string> {
  const found = await page.evaluate(`[...document.querySelectorAll('#channel a[href$="/read"]')].at(-1)?.href`)
  const article = v.parse(v.pipe(v.string(), v.url()), found)
  const channel = new URL('/c/morning_headlines', article).href
  await write(page, '/quota')
  const signIn = page.locator('#private a[href*="/login?code="]')
  await signIn.waitFor()
  const link = v.parse(v.string(), await signIn.getAttribute('href'))
  return keep('web.png', await pictureOfPages(browser, { channel, article, signIn: link }))
}

/** @returns what it is called, and its size */
async function keep(name: string, png: Buffer): Promise<string> {
  await mkdir(pictures, { recursive: true })
  const file = path.join(pictures, name)
  await writeFile(file, await withPalette(png))
  return `${path.relative(root, file)}, ${Math.round((await stat(file)).size / 1024)} KB`
}
