/** A machine's summary on a reading page: its place, its language and direction, and its marks. */
import { describe, expect, it } from 'vitest'
import type { ArticleSummary, Body } from '../../src/model.ts'
import { code, first, web } from './web.ts'

const english: ArticleSummary = { language: 'en', sentences: ['Ferries stay in port.', 'The wind is <b>strong</b>.'] }
const arabic: ArticleSummary = { language: 'ar', sentences: ['تبقى العبارات في الميناء.'] }

async function page(language: string, summaries?: Body['summaries'], path = `/${first}/read`) {
  const { open, values } = await web()
  const body: Body = { html: `<p>${'The text itself. '.repeat(20)}</p>`, base: 'https://news.example/' }
  const bodies = [[first, summaries === undefined ? body : { ...body, summaries }]]
  values.set(`bodies:${code}`, JSON.stringify({ schema: 2, code, bodies }))
  return (await open(path, { headers: { 'accept-language': language } })).text()
}

describe('a reading page', () => {
  it('has nothing of a machine without a summary', async () => {
    expect(await page('en')).not.toContain('machine')
  })

  it('begins with the sentences, marked as a machine’s, and says that the article counts', async () => {
    const html = await page('en', [english])
    const places = [
      '</h1>',
      'Summary, written by a machine',
      '<ul lang="en-GB" dir="ltr"><li>Ferries stay in port.</li><li>The wind is &lt;b&gt;strong&lt;/b&gt;.</li></ul>',
      'It may contain mistakes. The article itself counts.',
      'class="prose"',
      'The text itself.',
    ].map((text) => html.indexOf(text))
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(places).not.toContain(-1)
  })

  it.each<readonly [what: string, language: string, heading: string, list: string]>([
    ['the reader’s language', 'ar', 'ملخص', '<ul lang="ar" dir="rtl">'],
    ['the first, where the reader’s is missing', 'de', 'Zusammenfassung', '<ul lang="en-GB" dir="ltr">'],
  ])('has the summary in %s', async (_, language, heading, list) => {
    const html = await page(language, [english, arabic])
    expect(html).toContain(heading)
    expect(html).toContain(list)
    expect(html.match(/<aside class="machine"/gu)).toHaveLength(1)
  })

  it('keeps its direction on a page of the other one', async () => {
    const html = await page('en', [arabic])
    expect(html).toMatch(/<aside class="machine"[^>]* lang="en-GB" dir="ltr">/u)
    expect(html).toContain('<ul lang="ar" dir="rtl"><li>تبقى العبارات في الميناء.</li></ul>')
  })

  it('has the first summary in its Markdown', async () => {
    expect(await page('en', [arabic, english], `/${first}.md`)).toContain('> - تبقى العبارات في الميناء.\n')
  })
})
