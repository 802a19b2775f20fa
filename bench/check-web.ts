/** `npm run check:web`: whether every page is valid, accessible, fast and small, by validators and a browser. */
import { mark, paint } from '../scripts/terminal.ts'
import { browserMissing, browserPath, launchBrowser } from '../test/browser/launch-browser.ts'
import { inaccessible } from './check-web/accessibility.ts'
import { brokenFeeds } from './check-web/feeds.ts'
import { findPages } from './check-web/find-pages.ts'
import { scoresOf } from './check-web/lighthouse.ts'
import { startSite } from './check-web/site.ts'
import { sizeOf } from './check-web/sizes.ts'
import { fetchTools, hasProgram, pinned, type Tool } from './check-web/tools.ts'
import { invalidHtml } from './check-web/validity.ts'
import { commands } from './commands.ts'
import { runMeasurement } from './measurement.ts'

interface Row {
  readonly page: string
  readonly status: number
  readonly bytes: number
  /** Lighthouse's scores; null: not measured. */
  readonly scores: string | null
  readonly faults: readonly string[]
}

await runMeasurement(commands['check:web'], async ({ quick, page: wanted, json }, { terminal, shutdown }) => {
  if (browserPath === null) throw new Error(browserMissing)
  const chrome = browserPath
  const hasJava = await hasProgram('java', '-version')
  if (!hasJava) terminal.say('There is no Java for vnu: html-validate checks the pages instead.')
  const tools: readonly Tool[] = [hasJava ? 'vnu-jar' : 'html-validate', ...(quick ? [] : (['lighthouse'] as const))]
  const file = await terminal.step(`${pinned(tools).join(', ')}, from npm`, () => fetchTools(tools))
  const site = await terminal.step('The Worker, with a channel and its articles', startSite)
  shutdown.add('The Worker', site.stop)
  const browser = await launchBrowser({ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false })
  shutdown.add('The browser', () => browser.close())
  const found = await terminal.step('The pages', () => findPages(site))
  const pages = found.filter(({ name }) => wanted === null || name.includes(wanted))
  if (pages.length === 0) throw new Error(`There is none of this name: ${found.map(({ name }) => name).join(', ')}`)
  const invalid = await terminal.step('HTML', () => invalidHtml(pages, hasJava, file))
  const feeds = await terminal.step('Feeds', () => brokenFeeds(site))
  const sheet = await (await site.stranger.open('/style.css')).text()
  const rows: Row[] = []
  for (const page of pages) {
    const { name, status } = page
    const axe = await terminal.step(`axe: ${name}`, () => inaccessible(browser, page))
    const lighthouse = quick
      ? null
      : await terminal.step(`Lighthouse: ${name}`, () => scoresOf(page, file('lighthouse', 'cli/index.js'), chrome))
    const { bytes, faults } = sizeOf(page, sheet)
    const html = (invalid.get(page) ?? []).map((fault) => `HTML: ${fault}`)
    const all = [...html, ...faults, ...axe, ...(lighthouse?.faults ?? [])]
    for (const fault of all) terminal.say(paint('red', `  ${fault}`))
    rows.push({ page: name, status, bytes, scores: lighthouse?.text ?? null, faults: all })
  }
  if (json) console.log(JSON.stringify({ pages: rows, feeds: Object.fromEntries(feeds) }))
  terminal.say('\n  status      size  Lighthouse       page')
  for (const { page, status, bytes, scores, faults } of rows) {
    const size = `${(bytes / 1024).toFixed(1)} KB`.padStart(9)
    const count = faults.length === 0 ? '' : `, ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`
    terminal.say(`${mark(faults.length === 0)} ${status}    ${size}  ${(scores ?? '').padEnd(15)}  ${page}${count}`)
  }
  for (const [path, faults] of feeds) {
    terminal.say(`${mark(faults.length === 0)} ${''.padEnd(31)}  feed ${path}`)
    for (const fault of faults) terminal.say(paint('red', `  ${fault}`))
  }
  return [...rows.map(({ faults }) => faults), ...feeds.values()].every((faults) => faults.length === 0)
})
