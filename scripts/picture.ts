/** `npm run picture`: makes docs/picture.png from the running playground: the chat with the bot beside its channel. */
import { access, mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import * as v from 'valibot'
import { createEnding, endOnSignals } from './ending.ts'
import { openPlayground } from './playground/play.ts'
import { withPalette } from './png.ts'
import { createTerminal, wordsOf } from './terminal.ts'

const root = path.resolve(import.meta.dirname, '..')
const picture = path.join(root, 'docs', 'picture.png')
/** Beside `npm start`'s, so that both may run. */
const pagePort = 8070
/** A README shows it about 900 px wide, so twice this is sharp and still small. CSS px */
const size = { width: 1200, height: 800 }

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

/** Run in the page: how much of the chat is seen above the first /add, but for the gap before it. px */
const aboveFirstAdd = `(() => {
  const log = document.querySelector('#private .log')
  log.scrollTop = log.scrollHeight
  const add = document.querySelectorAll('#private .mine')[1]
  return Math.max(0, add.getBoundingClientRect().top - log.getBoundingClientRect().top - 7)
})()`

const terminal = createTerminal()
const ending = createEnding({ say: terminal.say })
endOnSignals(ending)

try {
  const executablePath = await findChromium()
  const { url, scene } = await openPlayground(root, terminal, ending, pagePort)
  const browser = await terminal.step('Chromium', () => launch(executablePath))
  ending.add('Chromium', () => browser.close())
  for (const { what, play } of scene) await terminal.step(what, play)
  const page = await openPage(browser, url)
  await terminal.step('Two items of each feed are published, and arrive', () => publishSome(page, url))
  await terminal.step('The picture', () => take(page))
  const { size: bytes } = await stat(picture)
  await ending.end(`\n  ${path.relative(root, picture)}, ${Math.round(bytes / 1024)} KB\n`, 0)
} catch (problem) {
  await ending.end(`\nThere is no new picture: ${wordsOf(problem)}`, 1)
}

async function findChromium(): Promise<string> {
  const { CHROMIUM_PATH } = process.env
  const candidates = CHROMIUM_PATH ? [CHROMIUM_PATH] : ['/usr/bin/chromium', '/usr/bin/chromium-browser']
  for (const candidate of candidates) {
    const there = await access(candidate).then(
      () => true,
      () => false,
    )
    if (there) return candidate
  }
  throw new Error(`install Chromium, or set CHROMIUM_PATH (looked for ${candidates.join(' and ')})`)
}

function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    // Ours ends it, so that the rest ends after it and in order.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    // The page is our own, so it needs no sandbox, which containers often cannot give; and nothing is to be fetched.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
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
    .waitFor({ state: 'attached', timeout: 60_000 })
}

async function take(page: Page): Promise<void> {
  // The chat begins with a whole message: the window is made lower by what is seen of those before.
  const above = v.parse(v.number(), await page.evaluate(aboveFirstAdd))
  await page.setViewportSize({ ...size, height: size.height - Math.round(above) })
  await page.evaluate(`document.querySelector('#private header p').textContent = 'bot'`)
  await page.evaluate('document.fonts.ready')
  await mkdir(path.dirname(picture), { recursive: true })
  await writeFile(picture, withPalette(await page.screenshot()))
}
