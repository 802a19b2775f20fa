/** Every page in a real browser: light and dark, on phone and desktop, for keyboards and screen readers. */
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'parse5'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PUBLIC_URL, SECRET } from '../e2e/paperboy.ts'
import { axeIn } from './axe.ts'
import { inBrowser, type Visit, visit } from './browser.ts'
import { launchBrowser } from './launch-browser.ts'
import { pageNames, playScene, type Scene } from './scene.ts'

/** For screenshots: `SCREENSHOTS=/some/folder npm test -- test/browser`. */
const folder = process.env['SCREENSHOTS']
const KB = 1024

const windows = { phone: { width: 320, height: 740 }, desk: { width: 1280, height: 800 } } as const
const phone: BrowserContextOptions = { viewport: windows.phone, deviceScaleFactor: 2 }
const desk: BrowserContextOptions = { viewport: windows.desk }
const colours = ['light', 'dark'] as const
/** `owner`: the status page, signed in; `numbers`: a channel's. `set-up`: the result of /setup, which comes last, since it locks the page. */
const all = [...pageNames, 'owner', 'numbers', 'login', 'set-up'] as const

inBrowser.describe('pages', () => {
  let browser: Browser
  let scene: Scene
  /** One window for all pages, since a new one takes as long as a page. */
  let shared: Visit

  beforeAll(async () => {
    ;[browser, scene] = await Promise.all([launchBrowser(), playScene()])
    shared = await visit(browser, scene.paperboy, phone)
  })
  afterAll(async () => {
    await browser?.close()
    await scene?.paperboy.stop()
  })

  // Before the setup page is locked.
  it.each(folder === undefined ? ['ar-EG'] : ['ar-EG', 'fa-IR'])(
    'fit a phone in a language from right to left: %s',
    async (locale) => {
      const { page, context, messages } = await visit(browser, scene.paperboy, { ...phone, locale })
      const wrong: string[] = []
      const look = async (name: string) => {
        const wide = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
        if (wide > 0) wrong.push(`${name} is ${wide} px too wide`)
        // A post is in its channel's language.
        const isFromRight = (await page.getAttribute('html', 'dir')) === 'rtl'
        if (!isFromRight && name !== 'digest') wrong.push(`${name} is from left to right`)
        const shot = `${name}-phone-${locale}.png`
        if (folder !== undefined) await page.screenshot({ path: path.join(folder, shot), fullPage: true })
      }
      for (const name of pageNames) {
        await page.goto(`${PUBLIC_URL}${scene.paths[name]}`)
        await look(name)
      }
      for (const [command, name, address] of [
        ['/quota', 'owner', '**/status'],
        ['/stats', 'numbers', '**/stats/*'],
      ] as const) {
        await context.clearCookies()
        await page.goto(await scene.signIn(command))
        await page.click('button')
        await page.waitForURL(address)
        if (name === 'numbers') await page.click('summary')
        await look(name)
      }
      expect(wrong).toEqual([])
      expect(messages.filter((message) => !/status of 404/u.test(message))).toEqual([])
      await context.close()
    },
  )

  it.each(all)('%s is accessible, and fits the window', async (name) => {
    const { page, context, foreign, messages } = shared
    await context.clearCookies()
    await page.setViewportSize(windows.phone)
    await page.emulateMedia({ colorScheme: 'light' })
    foreign.length = messages.length = 0
    const signsIn = name === 'login' || name === 'owner' || name === 'numbers'
    const named = scene.paths[name === 'set-up' ? 'setup' : signsIn ? 'status' : name]
    const link = name === 'numbers' ? '/stats' : '/quota'
    await page.goto(signsIn ? await scene.signIn(link) : `${PUBLIC_URL}${named}`)
    if (name === 'set-up') {
      await page.fill('input[type=password]', SECRET)
      await page.click('button')
      await page.waitForSelector('text=Webhook')
    }
    if (name === 'owner') {
      await page.click('button')
      await page.waitForURL('**/status')
    }
    if (name === 'numbers') {
      await page.click('button')
      await page.waitForURL('**/stats/*')
      await page.click('summary')
    }
    const wrong: string[] = []
    for (const [where, size] of Object.entries(windows)) {
      for (const colorScheme of colours) {
        await page.setViewportSize(size)
        const wide = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
        if (wide > 0) wrong.push(`${wide} px too wide on a ${where}`)
        wrong.push(...(await axeIn(page, colorScheme)).map((fault) => `${where}, ${colorScheme}: ${fault}`))
        const shot = `${name}-${where}-${colorScheme}.png`
        if (folder !== undefined) await page.screenshot({ path: path.join(folder, shot), fullPage: true })
      }
    }
    expect(wrong).toEqual([])
    expect(foreign.filter(({ type }) => type !== 'image')).toEqual([])
    // The browser reports the 404 of the missing page.
    expect(messages.filter((message) => !/status of 404/u.test(message))).toEqual([])
  })

  it('are small, well-formed and contain no script', async () => {
    const style = Buffer.from(await (await scene.paperboy.open('/style.css')).arrayBuffer())
    for (const name of pageNames) {
      const html = Buffer.from(await (await scene.paperboy.open(scene.paths[name])).arrayBuffer())
      expect(html.includes('<script')).toBe(false)
      const errors: string[] = []
      parse(html.toString(), {
        onParseError: ({ code, startLine, startCol }) => errors.push(`${code} ${startLine}:${startCol}`),
      })
      expect(errors).toEqual([])
      expect(gzipSync(html).length + gzipSync(style).length).toBeLessThan(14 * KB)
    }
  })

  it('have a skip link as the first keyboard stop', async () => {
    const { page, context } = await visit(browser, scene.paperboy, desk)
    await page.goto(`${PUBLIC_URL}${scene.paths.channel}`)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toBe('skip')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('text')
    await context.close()
  })

  it.each([
    ['en-GB', 'Subscribe in Telegram'],
    ['zh-CN', '在 Telegram 订阅'],
    ['zh-TW', '在 Telegram 訂閱'],
    ['fr-FR', 'S’abonner sur Telegram'],
    ['sv-SE', 'Subscribe in Telegram'],
  ])('are in the reader’s language for %s', async (locale, words) => {
    const { page, context } = await visit(browser, scene.paperboy, { ...phone, locale })
    await page.goto(`${PUBLIC_URL}${scene.paths.channel}`)
    expect(await page.textContent('.button')).toBe(words)
    await context.close()
  })

  it('align a headline from right to left to the right, also in a narrow window', async () => {
    const { page } = shared
    await page.setViewportSize({ width: 320, height: 740 })
    await page.goto(`${PUBLIC_URL}${scene.paths.channel}`)
    const gaps = await page.evaluate(`[...document.querySelectorAll('.stories li')].map((item) => {
      const range = document.createRange()
      range.selectNodeContents(item.querySelector('h3'))
      const [list, title] = [item.getBoundingClientRect(), range.getBoundingClientRect()]
      return item.dir + ' ' + Math.round(item.dir === 'rtl' ? list.right - title.right : title.left - list.left)
    })`)
    expect(new Set(gaps as readonly string[])).toEqual(new Set(['ltr 0', 'rtl 0']))
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  })

  it('show a text in its own direction and language', async () => {
    const { page } = shared
    await page.goto(`${PUBLIC_URL}${scene.paths.arabic}`)
    const directions = ['article', '.prose p', '.prose pre'].map((each) =>
      page.evaluate(`getComputedStyle(document.querySelector('${each}')).direction`),
    )
    expect(await Promise.all(directions)).toEqual(['rtl', 'rtl', 'ltr'])
    expect(await page.getAttribute('article', 'lang')).toBe('ar')
  })
})
