/** Hostile feeds run no script on any page, and load nothing but pictures from other sites. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Entry, testFeed } from '../../simulators/published-feed.ts'
import { type Owned, ownChannel } from '../e2e/conversation.ts'
import { type Paperboy, PUBLIC_URL, startPaperboy } from '../e2e/paperboy.ts'
import { isLong } from '../runs.ts'
import { inBrowser, type Visit, visit } from './browser.ts'
import { launchBrowser } from './launch-browser.ts'
import { htmlPayloads, linkPayloads } from './payloads.ts'

const OWNER = 1001
/** Long enough for a reading page, and unlike another story. */
const filler =
  'This is a text of some length, so that the page is worth opening and the summary is long enough. '.repeat(3)

/** Runs in the page: names what should not be in it. */
const suspects = `[...document.querySelectorAll('*')].flatMap((element) => {
  const found = []
  const name = element.localName
  if (['script', 'iframe', 'object', 'embed', 'style', 'base', 'template', 'dialog', 'math'].includes(name)) found.push(name)
  if (name === 'link' && !/^(?:https:\\/\\/paperboy\\.test)?\\/(?!\\/)/.test(element.getAttribute('href'))) found.push('link')
  if (name === 'meta' && element.httpEquiv !== '') found.push('meta')
  if (name === 'form' && !/^\\/(?!\\/)/.test(element.getAttribute('action'))) found.push('form')
  for (const { name: attribute, value } of element.attributes) {
    if (/^on/i.test(attribute) || ['style', 'srcdoc', 'ping', 'formaction', 'background'].includes(attribute)) found.push(attribute)
    if (['href', 'src', 'action'].includes(attribute) && !/^(?:https?:|mailto:|[/#])/i.test(value)) found.push(attribute + '=' + value)
  }
  return found
})`
/** Runs in the page: focuses and hovers every element. */
const touchAll = `for (const element of document.querySelectorAll('*')) {
  for (const kind of ['mouseover', 'mouseenter', 'focus', 'toggle', 'load', 'error'])
    element.dispatchEvent(new Event(kind, { bubbles: true }))
}`

inBrowser.describe('hostile feeds', () => {
  let browser: Browser
  let paperboy: Paperboy
  let owned: Owned
  const codes: string[] = []
  const digestPath = () => {
    const links = owned.posts().flatMap(({ entities }) => entities.flatMap(({ url }) => url ?? []))
    const [code = ''] = links.flatMap((link) => /\?digest=([0-9A-Za-z]{10})$/u.exec(link)?.[1] ?? [])
    return `/d/${code}`
  }

  beforeAll(async () => {
    ;[browser, paperboy] = await Promise.all([launchBrowser(), startPaperboy({ OWNER_IDS: String(OWNER) })])
    owned = await ownChannel(paperboy, OWNER, '<script>alert(1)</script>Evil')
    const title = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
    const feed = testFeed(title, [{ title: 'Old', link: 'https://evil.example/old' }])
    paperboy.sites.set('evil.example', feed.site)
    paperboy.sites.set(
      'broken.example',
      testFeed(`${title} broken`, [{ title: 'Old', link: 'https://broken.example/old' }]).site,
    )
    for (const command of [
      '/add https://evil.example/feed',
      '/add https://broken.example/feed',
      '/reading on',
      '/page on',
    ])
      await owned.conversation.tell(command)
    const entries: Entry[] = [
      ...htmlPayloads.map((html, at) => ({
        title: html,
        link: `https://evil.example/${at}`,
        text: `${html}<p>${filler}</p>`,
      })),
      ...linkPayloads.map((link, at) => ({
        title: `Link ${at}`,
        link,
        id: `link ${at}`,
        text: `<a href="${link}">x</a><p>${filler}</p>`,
      })),
    ]
    feed.publish(...entries)
    paperboy.sites.set('broken.example', () => new Response('<script>alert(1)</script>', { status: 500 }))
    await paperboy.cron(20)
    for (const page of ['', '/2']) {
      const digest = await (await paperboy.open(`${digestPath()}${page}`)).text()
      codes.push(...[...digest.matchAll(/href="\/([0-9A-Za-z]{10})"/gu)].map(([, code = '']) => code))
    }
  })
  afterAll(async () => {
    await browser?.close()
    await paperboy?.stop()
  })

  /** With and without the content security policy, so that sanitising is tested alone too. */
  describe.each([
    ['with the policy', false],
    ['without the policy', true],
  ])('%s', (_, bypassCSP) => {
    const look = async ({ page }: Visit) => {
      await page.evaluate(touchAll)
      return page.evaluate(suspects)
    }

    it('do nothing on pages that list them', async () => {
      const seen = await visit(browser, paperboy, { bypassCSP })
      const found: Record<string, unknown> = {}
      const channel = '/c/scriptalert1scriptevil_news'
      for (const path of [digestPath(), `${digestPath()}/2`, channel, `${channel}/2`, '/status']) {
        if (path === '/status') {
          const link = /https:\/\/\S+\/login\?code=\S+/u.exec(await owned.conversation.tell('/quota'))?.[0] ?? ''
          await seen.page.goto(link)
          await seen.page.click('button')
          await seen.page.waitForURL('**/status')
        } else await seen.page.goto(`${PUBLIC_URL}${path}`)
        expect(await seen.page.textContent('main')).toMatch(/alert\(1\)/u)
        found[path] = await look(seen)
      }
      await seen.context.close()
      expect(Object.values(found).flat()).toEqual([])
      expect([seen.ran, seen.foreign.filter(({ type }) => type !== 'image')]).toEqual([[], []])
    })

    it('do nothing on their reading pages', async () => {
      expect(codes.length).toBeGreaterThan(htmlPayloads.length)
      const seen = await visit(browser, paperboy, { bypassCSP })
      const found: unknown[] = []
      const show = async (pages: number) => {
        found.push(await look(seen))
        // Nothing has left its place.
        expect(await seen.page.locator('main > article > .prose').count()).toBe(pages)
        expect(await seen.page.locator('main > nav').count()).toBe(pages)
      }
      if (bypassCSP) {
        const answers = await Promise.all(codes.map((code) => paperboy.open(`/${code}/read`)))
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
        const pages = await Promise.all(answers.map((answer) => answer.text()))
        // One document of all pages, since a document takes longer than what is in it.
        await seen.page.setContent(pages.join('\n'), { waitUntil: 'commit' })
        await show(pages.length)
      }
      // With the policy, a sample is enough: each is a page of its own.
      else
        for (const code of codes.filter((_each, at) => at % (isLong ? 8 : 16) === 0)) {
          await seen.page.goto(`${PUBLIC_URL}/${code}/read`)
          await show(1)
        }
      await seen.context.close()
      expect([found.flat(), seen.ran]).toEqual([[], []])
      expect(seen.foreign.filter(({ type }) => type !== 'image')).toEqual([])
    })
  })

  it('redirect to web addresses only', async () => {
    for (const answer of await Promise.all(codes.map((code) => paperboy.open(`/${code}`)))) {
      const location = answer.headers.get('location') ?? 'https://none.example/'
      expect([302, 404]).toContain(answer.status)
      expect(new URL(location).protocol).toMatch(/^https?:$/u)
      expect(location).not.toMatch(/[\r\n]/u)
    }
  })

  it('do nothing in the channel’s feeds', async () => {
    const browserVisit = await visit(browser, paperboy, { bypassCSP: true })
    for (const format of ['rss', 'atom', 'json']) {
      const path = `/c/scriptalert1scriptevil_news.${format}`
      expect((await paperboy.open(path)).headers.get('x-content-type-options')).toBe('nosniff')
      // A browser may download the feed instead of showing it.
      await browserVisit.page.goto(`${PUBLIC_URL}${path}`).catch(() => null)
    }
    await browserVisit.context.close()
    expect([browserVisit.ran, browserVisit.foreign]).toEqual([[], []])
  })
})
