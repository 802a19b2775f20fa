/** Drives the playground's page as a person would, shows only its two chats, and films them. */
import type { Browser, Page } from 'playwright-core'
import * as v from 'valibot'
import { PATIENCE_MS } from '../../test/patience.ts'
import type { Frame } from './image.ts'
import type { PictureTexts } from './picture-texts.ts'

/** CSS px; GitHub shows a README about 880 px wide. */
const size = { width: 960, height: 600 }
const pixelRatio = 1.5

/** Text is typed in this number of pieces. */
const PIECES = 7
const PIECE_MS = 90
const TAP_MS = 450

const style = `
  .masthead, .guide, .controls, .tabs, .toasts, .suggestions, .keyboard, .tools, header button, [data-key^="day "] { display: none !important }
  body { grid-template-rows: minmax(0, 1fr) !important }
  main { grid-row: 1 !important; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) !important; gap: 1.25rem !important; padding: 1.25rem !important }
  .log { scrollbar-width: none !important; background-image: none !important }
  .window { background: #c6dabf !important }
  .window::before, .log::before { background-image: none !important }
  .message { max-width: 96% !important }
  .tapped { outline: 3px solid #1f6fb5 !important; outline-offset: -3px; filter: brightness(1.25) }
  * { animation: none !important; transition: none !important; caret-color: transparent !important }
`

export interface PageDriver {
  readonly page: Page
  readonly frames: readonly Frame[]
  /** Adds a frame of the page as it is now. */
  addFrame(ms: number): Promise<void>
  /** A PNG of the page as it is now. */
  screenshot(): Promise<Buffer>
  /** Number of messages in the private chat, date lines included. */
  count(): Promise<number>
  /** Hides messages of the private chat by position, from 1. */
  hide(from: number, to: number): Promise<void>
  /** Sends a text without filming, and waits for the answer. */
  say(text: string): Promise<void>
  /** Films how a text is typed and sent, and waits for the answer. */
  type(text: string): Promise<void>
  /** Films a tap on the last button with this text, and waits for the answer. */
  tap(text: string): Promise<void>
  publish(feed: string, title: string): Promise<void>
  /** Runs an action of the page, and waits for the bot's answer in private. */
  act(request: Readonly<Record<string, unknown>>): Promise<void>
  /** Waits until the channel has a message with this text. */
  arrived(text: string): Promise<void>
}

/** @param address the sample feed's real address, shown and typed as `texts.address` */
export async function openPageDriver(
  browser: Browser,
  url: string,
  texts: PictureTexts,
  address: string,
): Promise<PageDriver> {
  const page = await browser.newPage({
    viewport: size,
    deviceScaleFactor: pixelRatio,
    colorScheme: 'light',
    locale: texts.tag,
    timezoneId: texts.timezone,
    // The page's policy does not allow the added style.
    bypassCSP: true,
  })
  page.setDefaultTimeout(PATIENCE_MS)
  await page.route('**/act?*', (route) =>
    route.continue({ postData: (route.request().postData() ?? '').replaceAll(texts.address, address) }),
  )
  await page.goto(url)
  await page.addStyleTag({ content: style })
  const frames: Frame[] = []
  const log = () => page.evaluate(`document.querySelector('#private .log').innerText`)
  const answered = async (before: unknown) => {
    await page.waitForFunction(`(() => {
      const log = document.querySelector('#private .log')
      const last = log.lastElementChild
      return last && log.innerText !== ${JSON.stringify(before)} && !last.classList.contains('mine') && !document.querySelector('#private .waiting')
    })()`)
    // An answer may be two messages.
    await page.waitForTimeout(600)
  }
  const composer = page.locator('#private .composer')
  const send = () => composer.locator('button[type=submit]').click()
  const perform = async (request: Readonly<Record<string, unknown>>) => {
    const response = await fetch(`${url}/act`, { method: 'POST', body: JSON.stringify(request) })
    const { ok, message } = v.parse(
      v.object({ ok: v.boolean(), message: v.optional(v.string()) }),
      await response.json(),
    )
    if (!ok) throw new Error(message)
  }
  const screenshot = async () => {
    await page.evaluate(pageScript(texts, address))
    // Moves the pointer away, since a button under it is darker.
    await page.mouse.move(0, 0)
    return page.screenshot()
  }
  const addFrame = async (ms: number) => void frames.push({ png: await screenshot(), ms })
  await page.waitForFunction(`document.querySelector('#private header h2')?.textContent !== ''`)

  return {
    page,
    frames,
    addFrame,
    screenshot,
    async act(request) {
      const before = await log()
      await perform(request)
      await answered(before)
    },
    count: () => page.locator('#private .log > *').count(),
    async hide(from, to) {
      const places = `:nth-child(n + ${from}):nth-child(-n + ${to})`
      await page.addStyleTag({ content: `#private .log > ${places} { display: none !important }` })
    },
    async say(text) {
      const before = await log()
      await composer.locator('textarea').fill(text)
      await send()
      await answered(before)
    },
    async type(text) {
      const characters = [...text]
      const step = Math.ceil(characters.length / PIECES)
      for (let at = step; at < characters.length + step; at += step) {
        await composer.locator('textarea').fill(characters.slice(0, at).join(''))
        await addFrame(PIECE_MS)
      }
      const before = await log()
      await send()
      await answered(before)
    },
    async tap(text) {
      const button = page.locator('#private .inline button', { hasText: text }).last()
      await button.waitFor()
      const before = await log()
      await button.evaluate('(element) => element.classList.add("tapped")')
      await addFrame(TAP_MS)
      await button.evaluate('(element) => element.classList.remove("tapped")')
      await button.click()
      await answered(before)
    },
    publish: (feed, title) => perform({ act: 'publish', feed, title }),
    async arrived(text) {
      await page.locator('#channel .log', { hasText: text }).waitFor({ state: 'attached' })
      await page.waitForTimeout(600)
    },
  }
}

/** JavaScript that replaces the playground's labels and addresses in the page. */
function pageScript({ labels, address: shown }: PictureTexts, address: string): string {
  return `(() => {
    const [shown, address, labels] = ${JSON.stringify([shown, address, labels])}
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { currentNode } = texts
      if (currentNode.data.includes(address)) currentNode.data = currentNode.data.replaceAll(address, shown)
      // The page shortens long addresses.
      if (currentNode.data.startsWith('http://127.')) currentNode.data = shown
      if (currentNode.data === 'No posts yet') currentNode.data = labels.empty
      if (currentNode.data.startsWith('edited ')) currentNode.data = currentNode.data.replace('edited', labels.edited)
    }
    for (const area of document.querySelectorAll('textarea')) area.placeholder = labels.message
    document.querySelector('#private header p').textContent = labels.bot
    document.querySelector('#channel header p').textContent = labels.channel
    for (const log of document.querySelectorAll('.log')) log.scrollTop = log.scrollHeight
    return document.fonts.ready.then(() => null)
  })()`
}

/** Whether the browser has a font for this character; otherwise it shows a box. */
export async function hasFontFor(browser: Browser, character: string): Promise<boolean> {
  const page = await browser.newPage()
  const differs = await page.evaluate(`(() => {
    const drawn = (text) => {
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d')
      context.font = '40px sans-serif'
      context.fillText(text, 10, 60)
      return canvas.toDataURL()
    }
    return drawn(${JSON.stringify(character)}) !== drawn('\\u{10FFFD}')
  })()`)
  await page.close()
  return differs === true
}
