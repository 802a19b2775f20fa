/** The playground's page as a stage: two chats without the playground's own controls, typed into and tapped as a person would. */
import type { Browser, Page } from 'playwright-core'
import * as v from 'valibot'
import { PATIENCE_MS } from '../../test/patience.ts'
import type { Frame } from './image.ts'
import type { Story } from './stories.ts'

/** CSS px; a README shows it about 880 px wide. */
const size = { width: 960, height: 600 }
const pixelRatio = 1.5

/** Text is typed in this many pieces. */
const PIECES = 7
const PIECE_MS = 90
const TAP_MS = 450

const style = `
  .masthead, .desk, .tabs, .toasts, .tries, .keyboard, .forward, header button, [data-key^="day "] { display: none !important }
  body { grid-template-rows: minmax(0, 1fr) !important }
  main { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) !important; gap: 1.25rem !important; padding: 1.25rem !important }
  .log { scrollbar-width: none !important; background-image: none !important }
  .window { background: #c6dabf !important }
  .window::before, .log::before { background-image: none !important }
  .message { max-width: 96% !important }
  .tapped { outline: 3px solid #1f6fb5 !important; outline-offset: -3px; filter: brightness(1.25) }
  * { animation: none !important; transition: none !important; caret-color: transparent !important }
`

export interface Stage {
  readonly page: Page
  readonly frames: readonly Frame[]
  /** Films what is seen now, and shows it for this long. */
  hold(ms: number): Promise<void>
  /** A picture of what is seen now. */
  shoot(): Promise<Buffer>
  /** How many messages the private chat has, days included. */
  count(): Promise<number>
  /** Hides messages of the private chat by their places, from 1. */
  hide(from: number, to: number): Promise<void>
  /** Says something unseen, and waits for the answer. */
  say(text: string): Promise<void>
  /** Types, sends, and waits for the answer. */
  type(text: string): Promise<void>
  /** Taps the last button with this text, and waits for the answer. */
  tap(text: string): Promise<void>
  publish(feed: string, title: string): Promise<void>
  /** Does something in Telegram, and waits for the bot to answer it in private. */
  ask(request: Readonly<Record<string, unknown>>): Promise<void>
  /** Waits until the channel has a message with this text. */
  arrived(text: string): Promise<void>
}

/** @param address of the sample feed that the bot adds: shown, and typed, as the story's */
export async function openStage(browser: Browser, url: string, story: Story, address: string): Promise<Stage> {
  const page = await browser.newPage({
    viewport: size,
    deviceScaleFactor: pixelRatio,
    colorScheme: 'light',
    locale: story.tag,
    timezoneId: story.timezone,
    // The page's own policy would refuse the style that is added here.
    bypassCSP: true,
  })
  page.setDefaultTimeout(PATIENCE_MS)
  await page.route('**/act', (route) =>
    route.continue({ postData: (route.request().postData() ?? '').replaceAll(story.address, address) }),
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
  const act = async (request: Readonly<Record<string, unknown>>) => {
    const response = await fetch(`${url}/act`, { method: 'POST', body: JSON.stringify(request) })
    const { ok, words } = v.parse(v.object({ ok: v.boolean(), words: v.optional(v.string()) }), await response.json())
    if (!ok) throw new Error(words)
  }
  const shoot = async () => {
    await page.evaluate(dressing(story, address))
    // A button under the pointer would be darker.
    await page.mouse.move(0, 0)
    return page.screenshot()
  }
  const hold = async (ms: number) => void frames.push({ png: await shoot(), ms })
  await page.waitForFunction(`document.querySelector('#private header h2')?.textContent !== ''`)

  return {
    page,
    frames,
    hold,
    shoot,
    async ask(request) {
      const before = await log()
      await act(request)
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
        await hold(PIECE_MS)
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
      await hold(TAP_MS)
      await button.evaluate('(element) => element.classList.remove("tapped")')
      await button.click()
      await answered(before)
    },
    publish: (feed, title) => act({ act: 'publish', feed, title }),
    async arrived(text) {
      await page.locator('#channel .log', { hasText: text }).waitFor({ state: 'attached' })
      await page.waitForTimeout(600)
    },
  }
}

/** Run in the page: replaces the playground's words with the story's. */
function dressing({ labels, address: shown }: Story, address: string): string {
  return `(() => {
    const [shown, address, labels] = ${JSON.stringify([shown, address, labels])}
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { currentNode } = texts
      if (currentNode.data.includes(address)) currentNode.data = currentNode.data.replaceAll(address, shown)
      // A long one is cut.
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

/** Whether the browser has a font for this character, which it would else show as a box. */
export async function canShow(browser: Browser, character: string): Promise<boolean> {
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
