/** `npm run picture`: makes the documents' pictures in each language from the running playground: a film, the menu, and pages. */
import path from 'node:path'
import type { Browser } from 'playwright-core'
import * as v from 'valibot'
import { film, prepare } from '../playground/picture/film.ts'
import { animatedWebp, keep, smallPng } from '../playground/picture/image.ts'
import { canShow, openStage, type Stage } from '../playground/picture/stage.ts'
import { type Story, stories } from '../playground/picture/stories.ts'
import { pictureOfPages } from '../playground/picture/web-pages.ts'
import { openPlayground } from '../playground/play.ts'
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
  for (const story of stories) {
    const sign = [...story.channel][0] ?? ''
    if (await canShow(browser, sign)) made.push(...(await picturesOf(story, browser)))
    else terminal.say(`No pictures in ${story.tag}: this machine has no font for “${sign}”.`)
  }
  await shutdown.end(`\n${made.map((line) => `  ${line}\n`).join('')}`, 0)
} catch (problem) {
  await shutdown.end(`\nThere is no new picture: ${messageOf(problem)}`, 1)
}

/** @returns names and sizes of the files */
async function picturesOf(story: Story, browser: Browser): Promise<readonly string[]> {
  let offset = 0
  const now = () => Date.now() + offset
  const own = createShutdown({ say: terminal.say, exit: () => {} })
  shutdown.add(`The playground in ${story.tag}`, () => own.end('', 0))
  const { url, cron, cast, feeds } = await openPlayground(root, terminal, own, {
    pagePort,
    cronEveryMs: null,
    samples: story.samples,
    names: { channel: story.channel, language: story.tag.toLowerCase() },
    now,
  })
  const stage = await openStage(browser, url, story, feeds.rss)
  const deps = {
    stage,
    story,
    cast,
    cron,
    now,
    otherFeed: feeds.atom,
    forward: (to: number) => {
      offset = to - Date.now()
    },
  }
  await terminal.step(`The film in ${story.tag}`, () => prepare(deps).then(() => film(deps)))
  const made = [
    await keep(root, `picture${story.suffix}.webp`, await animatedWebp(stage.frames)),
    await keep(root, `menu${story.suffix}.png`, await smallPng(await menuOf(stage, story))),
    await keep(root, `web${story.suffix}.png`, await smallPng(await pagesOf(browser, stage, story))),
  ]
  await stage.page.close()
  await own.end('', 0)
  return made
}

/** The filter with its back-test, and the channel's page in the menu. */
async function menuOf(stage: Stage, story: Story): Promise<Buffer> {
  const { page } = stage
  await page.setViewportSize(menuSize)
  await page.addStyleTag({
    content:
      '#channel { display: none !important } main { grid-template-columns: minmax(0, 1fr) !important } .window { display: flex !important }',
  })
  await page.evaluate(`document.querySelector('[data-show=private]').click()`)
  // The last two are the filter and its answer.
  await stage.hide(1, (await stage.count()) - 2)
  await stage.say('/start')
  await stage.tap(story.channel)
  return stage.shoot()
}

/** The channel's page, and its newest article with a reading page. */
async function pagesOf(browser: Browser, { page }: Stage, story: Story): Promise<Buffer> {
  const article = v.parse(
    v.pipe(v.string(), v.url()),
    await page.evaluate(`[...document.querySelectorAll('#channel a[href$="/read"]')].at(-1)?.href`),
  )
  return pictureOfPages(browser, new URL('/c/morning_headlines', article).href, article, story.tag)
}
