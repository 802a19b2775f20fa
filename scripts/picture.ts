/** `npm run picture`: makes the documents' pictures in each language from the running playground: a film, the menu, and pages. */
import path from 'node:path'
import type { Browser } from 'playwright-core'
import * as v from 'valibot'
import { film, prepare } from '../playground/picture/film.ts'
import { animatedWebp, saveToDocs, smallPng } from '../playground/picture/image.ts'
import { hasFontFor, openPageDriver, type PageDriver } from '../playground/picture/page-driver.ts'
import { pictureSample } from '../playground/picture/picture-sample.ts'
import { type PictureTexts, pictureTexts } from '../playground/picture/picture-texts.ts'
import { pictureOfPages } from '../playground/picture/web-pages.ts'
import { openPlayground } from '../playground/playground.ts'
import { launchBrowser } from '../test/browser/launch-browser.ts'
import { createShutdown, shutDownOnSignals } from './shutdown.ts'
import { createTerminal, messageOf } from './terminal.ts'

const root = path.resolve(import.meta.dirname, '..')
/** Beside `npm start`'s, so that both may run. */
const pagePort = 8070
const menuSize = { width: 600, height: 740 }

const terminal = createTerminal()
const shutdown = createShutdown({ say: terminal.say })
shutDownOnSignals(shutdown)

try {
  const browser = await terminal.step('The browser', () =>
    // `shutdown` closes it, before what it shows.
    launchBrowser({ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }),
  )
  shutdown.add('The browser', () => browser.close())
  const made: string[] = []
  for (const texts of pictureTexts) {
    const signs = [[...texts.channel][0] ?? '', '📰']
    const shown = await Promise.all(signs.map((sign) => hasFontFor(browser, sign)))
    const missing = signs.find((_, at) => shown[at] !== true)
    if (missing === undefined) made.push(...(await picturesOf(texts, browser)))
    else terminal.say(`No pictures in ${texts.tag}: this machine has no font for “${missing}”.`)
  }
  await shutdown.end(`\n${made.map((line) => `  ${line}\n`).join('')}`, 0)
} catch (problem) {
  await shutdown.end(`\nThere is no new picture: ${messageOf(problem)}`, 1)
}

/** @returns names and sizes of the files */
async function picturesOf(texts: PictureTexts, browser: Browser): Promise<readonly string[]> {
  let offset = 0
  const now = () => Date.now() + offset
  const own = createShutdown({ say: terminal.say, exit: () => {} })
  shutdown.add(`The playground in ${texts.tag}`, () => own.end('', 0))
  const { url, cron, people, feeds } = await openPlayground(root, terminal, own, {
    pagePort,
    cronEveryMs: null,
    onlySample: pictureSample(texts),
    now,
  })
  const driver = await openPageDriver(browser, url, texts, feeds.rss)
  const deps = {
    driver,
    texts,
    people,
    cron,
    now,
    otherFeed: feeds.atom,
    setClock: (to: number) => {
      offset = to - Date.now()
    },
  }
  await terminal.step(`The film in ${texts.tag}`, () => prepare(deps).then(() => film(deps)))
  const made = [
    await saveToDocs(root, `picture${texts.suffix}.webp`, await animatedWebp(driver.frames)),
    await saveToDocs(root, `menu${texts.suffix}.png`, await smallPng(await menuOf(driver, texts))),
    await saveToDocs(root, `web${texts.suffix}.png`, await smallPng(await pagesOf(browser, driver, texts))),
  ]
  await driver.page.close()
  await own.end('', 0)
  return made
}

/** The filter with its back-test, and the channel's page in the menu. */
async function menuOf(driver: PageDriver, texts: PictureTexts): Promise<Buffer> {
  const { page } = driver
  await page.setViewportSize(menuSize)
  await page.addStyleTag({
    content:
      '#channel { display: none !important } main { grid-template-columns: minmax(0, 1fr) !important } .window { display: flex !important }',
  })
  await page.evaluate(`document.querySelector('[data-show=private]').click()`)
  // The last two are the filter and its answer.
  await driver.hide(1, (await driver.count()) - 2)
  await driver.say('/start')
  await driver.tap(texts.channel)
  return driver.screenshot()
}

/** The channel's page, and its newest article with a reading page. */
async function pagesOf(browser: Browser, { page }: PageDriver, texts: PictureTexts): Promise<Buffer> {
  const article = v.parse(
    v.pipe(v.string(), v.url()),
    await page.evaluate(`[...document.querySelectorAll('#channel a[href*="/read"]')].at(-1)?.href`),
  )
  return pictureOfPages(browser, new URL('/c/morning_headlines', article).href, article, texts.tag)
}
