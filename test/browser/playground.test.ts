/** The playground's page in a real browser: what is in view, the checklist, the language, and links to Telegram. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PageServer, startPageServer } from '../../playground/page-server.ts'
import { type SampleLanguage, sampleLanguages } from '../../playground/samples/sample-texts.ts'
import { samples } from '../../playground/samples/samples.ts'
import { openScene, type Scene } from '../../playground/scene.ts'
import { readSeed, seedFile } from '../../playground/seed.ts'
import { World } from '../../simulators/telegram/world.ts'
import { PATIENCE_MS } from '../patience.ts'
import { inBrowser } from './browser.ts'
import { launchBrowser } from './launch-browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const locales: Readonly<Record<SampleLanguage, string>> = { en: 'en-GB', zh: 'zh-CN', 'zh-hant': 'zh-TW' }
const bot = 'paperboy_sample_bot'
const laptop = { width: 1280, height: 720 }

/** What is in view in each window. */
const windows = [
  ['a laptop', laptop, ['private', 'channel', 'controls']],
  ['a window of 720 px', { width: 720, height: 720 }, ['private', 'channel']],
  ['a phone', { width: 390, height: 844 }, ['channel']],
  ['a small phone', { width: 320, height: 640 }, ['channel']],
] as const
/** JavaScript that returns the parts of the page that are in view; chats with their message boxes, and room for messages. */
const shownParts = `(() => {
  const inView = (element) => {
    const { top, bottom, left, right, height } = element.getBoundingClientRect()
    return height > 0 && top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth
  }
  return ['private', 'channel', 'controls'].filter((id) => {
    const element = document.getElementById(id)
    const log = element.querySelector('.log')
    return inView(element) && (log === null || (inView(element.querySelector('textarea')) && log.clientHeight >= 150))
  })
})()`

const quote = 'A summary that needs more room than three lines have. '.repeat(6)
/** What the bot sends to the English owner. */
const messages = [
  [
    'sendPhoto',
    {
      photo: 'https://pictures.example/1.jpg',
      caption: '<b>With a picture</b>',
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: [[{ text: 'Delete', callback_data: 'x', style: 'danger' }]] },
    },
  ],
  [
    'sendRichMessage',
    {
      rich_message: {
        html: `<h2>Monday</h2><h3>The Gazette</h3><ul><li><a href="https://news.example/1">One</a></li></ul>
<details><summary>2 more</summary><ul><li>Two</li><li>Three</li></ul></details><footer>The end</footer>`,
        skip_entity_detection: true,
      },
    },
  ],
  [
    'sendMessage',
    {
      text: `At <tg-time unix="1796025600" format="dt">noon</tg-time>:\n<blockquote expandable>${quote}</blockquote>\nThe line after it`,
      parse_mode: 'HTML',
    },
  ],
] as const

inBrowser.describe('the playground', () => {
  let browser: Browser
  let server: PageServer
  let scenes: readonly Scene[]
  /** The steps that are done. */
  let done: readonly string[]
  const worker = 'http://127.0.0.1:9'

  beforeAll(async () => {
    const world = new World({ token: '4242:test', now: () => Date.parse('2026-11-30T08:00:00Z'), botUsername: bot })
    const seed = await readSeed(seedFile)
    scenes = await Promise.all(
      sampleLanguages.map((language) => openScene({ texts: samples[language], world, seed, liveGapMinutes: 0 })),
    )
    for (const { people } of scenes) {
      world.start(people.owner)
      const links = ['https://t.me/morning_headlines/1', 'https://t.me/elsewhere', 'https://news.example/1']
      world.post({ chat: people.channel, by: people.owner, text: links.join('\n') })
    }
    const [english] = scenes
    for (const [method, parameters] of messages)
      await world.handle(
        new Request(`https://api.telegram.org/bot4242:test/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ chat_id: english?.people.owner, ...parameters }),
        }),
      )
    done = []
    const nothing = { read: () => null, close() {} }
    const stateIn = (language: SampleLanguage) => {
      const scene = scenes.find(({ texts }) => texts.language === language)
      return { ...scene?.state(nothing, () => false), worker, checklist: done }
    }
    server = await startPageServer({
      port: 0,
      busy: () => {},
      first: (language) => [
        ['state', stateIn(language)],
        ['cron', { running: false, cycles: 1, everyMs: null, inMs: null }],
      ],
      act: () => ({ ok: true }),
    })
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await Promise.all(scenes.map(({ feeds }) => feeds.stop()))
  })

  async function open(language: SampleLanguage, viewport = laptop, path = '/'): Promise<Page> {
    const context = await browser.newContext({ locale: locales[language], viewport })
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    await page.goto(`${server.url}${path}`)
    await page.locator('#guide-steps button').first().waitFor()
    return page
  }

  it.each([
    ['en', 'en-GB', 'Publish an item', 'Morning Headlines'],
    ['zh', 'zh-CN', '发布一条', '晨间速览'],
    ['zh-hant', 'zh-TW', '發布一則', '晨間速覽'],
  ] as const)('speaks the browser’s language (%s), and shows the chats in every window', async (language, ...texts) => {
    const page = await open(language)
    const places = ['html', '#publish', '#channel header h2'].map((place) => page.locator(place))
    const [html, publish, channel] = places
    expect([await html?.getAttribute('lang'), await publish?.textContent(), await channel?.textContent()]).toEqual(
      texts,
    )
    for (const [name, viewport, visible] of windows) {
      await page.setViewportSize(viewport)
      expect([name, await page.evaluate(shownParts)]).toEqual([name, visible])
      expect([name, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([name, true])
    }
    await page.context().close()
  })

  it('keeps the language that somebody chose', async () => {
    const page = await open('en')
    await page.locator('#language').selectOption('zh')
    await page.locator('html[lang="zh-CN"]').waitFor({ state: 'attached' })
    await page.reload()
    await page.locator('#publish', { hasText: '发布一条' }).waitFor()
    expect(await page.locator('#language').inputValue()).toBe('zh')
    await page.context().close()
  })

  it('ticks steps that were done, keeps them and its own hiding over a reload, and ends with the next step', async () => {
    done = ['publish', 'stranger']
    const page = await open('en')
    const ticked = () => page.locator('#guide-steps .done').allTextContents()
    expect(await ticked()).toEqual(['Publish an item (done)', 'Be a stranger (done)'])
    expect(await page.locator('#guide-steps [aria-current]').textContent()).toMatch(/^Open/u)
    await page.locator('#guide-body .go').click()
    expect(await page.locator('#private textarea').inputValue()).toBe('/reading on')
    await page.locator('#guide-hide').click()
    await page.reload()
    await page.locator('#guide-opener', { hasText: '2/8' }).waitFor()
    expect(await page.locator('#guide').isVisible()).toBe(false)
    await page.locator('#guide-opener').click()
    expect(await ticked()).toHaveLength(2)
    done = ['publish', 'read', 'filter', 'times', 'translate', 'import', 'stranger', 'reader']
    await page.reload()
    await page.locator('#guide-body code', { hasText: 'npm run deploy' }).waitFor()
    await page.context().close()
    done = []
  })

  it('leads no link to the real Telegram', async () => {
    const page = await open('en')
    const addresses = await page.evaluate(`[...document.querySelectorAll('#channel a')].map(({ href }) => href)`)
    expect(addresses).toEqual(['https://news.example/1'])
    await page.locator('#channel .link', { hasText: 'elsewhere' }).click()
    await page.locator('#toasts', { hasText: 't.me/elsewhere is not in this pretend Telegram' }).waitFor()
    await page.locator('#channel .link', { hasText: 'morning_headlines' }).click()
    expect(await page.locator('#channel header h2').textContent()).toBe('Morning Headlines')
    await page.context().close()
  })

  it('shows photos, rich messages, quotes that open, and times as Telegram does', async () => {
    const page = await open('en')
    const chat = page.locator('#private .message')
    const [photo, rich, text] = [chat.nth(-3), chat.nth(-2), chat.nth(-1)]
    expect(await photo.locator('a.photo').getAttribute('href')).toBe('https://pictures.example/1.jpg')
    expect(await photo.locator('.words strong').textContent()).toBe('With a picture')
    expect(await photo.locator('.inline button').getAttribute('class')).toBe('danger')
    expect(await rich.locator('h3, h4, summary, footer').allTextContents()).toEqual([
      'Monday',
      'The Gazette',
      '2 more',
      'The end',
    ])
    expect(await rich.locator('li').allTextContents()).toEqual(['One', 'Two', 'Three'])
    expect([await rich.getByText('Three').isVisible(), await rich.getByText('One').isVisible()]).toEqual([false, true])
    expect(await text.locator('time').textContent()).toMatch(/^\d\d\/\d\d\/\d\d, \d\d:\d\d$/u)
    const cut = async () => (await text.locator('blockquote').boundingBox())?.height ?? 0
    const before = await cut()
    await text.locator('blockquote button').click()
    expect(await cut()).toBeGreaterThan(before)
    // The line end after the quote is not an empty line.
    expect(await text.locator('.words').textContent()).toContain('. ⌄The line after it')
    await page.context().close()
  })

  it('opens a link for readers as somebody who is no owner, behind the button Start', async () => {
    const page = await open('en', laptop, `/t.me/${bot}?start=r_AAAAAAAAAA`)
    await page.waitForFunction(`document.querySelector('#private header p').textContent.includes('Stranger')`)
    const said = page.waitForRequest((request) => request.url().includes('/act'))
    await page.locator('#private .start').click()
    expect(JSON.parse((await said).postData() ?? '')).toMatchObject({ act: 'say', text: '/start r_AAAAAAAAAA' })
    await page.context().close()
  })

  it('opens the chat of a link on one of the bot’s pages', async () => {
    const page = await open('en', laptop, `/t.me/${bot}?start=invite-abc`)
    await page.waitForFunction(`document.querySelector('#private textarea').value === '/start invite-abc'`)
    expect(new URL(page.url()).search).toBe('')
    await page.context().close()
  })

  it('is accessible, light and dark', async () => {
    const page = await open('en')
    await page.evaluate(axe)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const violations = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))',
      )
      expect([colorScheme, violations]).toEqual([colorScheme, []])
    }
    await page.context().close()
  })
})
