/** `npm run bench:pages`: time of watching invented pages, of finding their lists, and of finding the article of a page. */
import { paint } from '../scripts/terminal.ts'
import { extractArticle } from '../src/feed/article/extract-article.ts'
import { pageMarkup } from '../src/feed/article/page-markup.ts'
import { openPage } from '../src/feed/page/page-feed.ts'
import { address } from '../test/feed/fixtures/documents.ts'
import { fixturePages } from '../test/feed/page/fixture-pages.ts'
import { commands } from './commands.ts'
import { runMeasurement } from './measurement.ts'
import { medianMs } from './median.ts'

const ROUNDS = 25
/** An article takes much longer. */
const ARTICLE_ROUNDS = 3
const PAGE_BYTES = 300 * 1024
/** Of reading a page by its rule, which every poll does. */
const TARGET_MS = 10

/** The page with other content up to 300 KB: markup as on real pages, with more text than tags. */
function largePage(html: string): string {
  const filler = `<div class="widget extra"><p style="margin:0">${'Some words of a page that is no list. '.repeat(6)}</p><img src="/i.png" alt="" width="10" height="10" loading="lazy"></div>\n`
  const room = PAGE_BYTES - html.length
  return html.replace('</body>', `${filler.repeat(Math.max(0, Math.floor(room / filler.length)))}</body>`)
}

await runMeasurement(commands['bench:pages'], async ({ json }, { terminal }) => {
  const figures = fixturePages.map(({ kind, url, html }) => {
    const page = largePage(html)
    const at = address(url)
    const found = openPage(page, at, null, 0, 0)
    const rule = found.ok ? found.value.rule : { item: 'a' }
    return {
      kind,
      kilobytes: Math.round(page.length / 1024),
      readMs: medianMs(ROUNDS, () => openPage(page, at, rule, 0, 0)),
      findMs: medianMs(ROUNDS, () => openPage(page, at, null, 0, 0)),
      articleMs: medianMs(ARTICLE_ROUNDS, () => extractArticle(pageMarkup(page, kind))),
    }
  })
  if (json) console.log(JSON.stringify(figures))
  for (const { kind, kilobytes, readMs, findMs, articleMs } of figures) {
    const read = paint(readMs <= TARGET_MS ? 'green' : 'red', `${readMs.toFixed(1)} ms`.padStart(8))
    const times = `${findMs.toFixed(1).padStart(5)} ms to find, ${articleMs.toFixed(0).padStart(3)} ms for its article`
    terminal.say(`${read} to read, ${times}   ${kilobytes} KB: ${kind}`)
  }
  terminal.say(
    `Target: ${TARGET_MS} ms to read a page by its rule. Finding one happens once, in a Durable Object, and so does finding an article. Medians of ${ROUNDS} rounds, for articles of ${ARTICLE_ROUNDS}.`,
  )
  return figures.every(({ readMs }) => readMs <= TARGET_MS)
})
