/** Digests as rich messages: what they show, their limits, and what replaces them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readParameters } from '../../simulators/telegram/parameters.ts'
import { readRichMessage } from '../../simulators/telegram/rich-message.ts'
import { composeRich } from '../../src/digest/compose-rich.ts'
import type { DigestLine } from '../../src/digest/digest-line.ts'
import type { Headline } from '../../src/headline.ts'
import { isRightToLeft } from '../../src/text/is-right-to-left.ts'
import { runs } from '../runs.ts'
import { base, digestInput, headline } from './compose-digest.ts'

function rich(all: readonly (Headline | DigestLine)[], given: Parameters<typeof digestInput>[1] = {}) {
  return composeRich(digestInput(all, { ...given, look: { ...given.look, layout: 'rich' } }))
}

/** What the simulated Telegram makes of it. */
async function taken(html: string) {
  const body = JSON.stringify({ rich_message: { html, skip_entity_detection: true } })
  const headers = { 'content-type': 'application/json' }
  return readRichMessage(await readParameters(new Request('https://t.example/', { method: 'POST', headers, body })))
}

describe('a rich digest', () => {
  it('has headings, lists of short links with reading pages and other feeds, and the last lines', async () => {
    const lines = [
      { lead: headline(1, { reading: '0000000001/read' }), others: [headline(2, { source: 'NYT' })] },
      headline(3, { source: 'RFI <1>', title: 'A & B' }),
    ]
    const [part, ...more] = rich(lines, {
      heading: '📰 Morning',
      look: { footer: 'See @the_news, https://n.example/a.' },
    })
    expect(more).toEqual([])
    const link = (code: number, text: string) => `<a href="${base}/000000000${code}">${text}</a>`
    expect(part?.html).toBe(
      `<h2>📰 Morning</h2><h3>BBC World</h3><ul><li>${link(1, 'Title 1')} <a href="${base}/0000000001/read">📖</a> (also: ${link(2, 'NYT')})</li></ul>` +
        `<h3>RFI &lt;1&gt;</h3><ul><li>${link(3, 'A &amp; B')}</li></ul>` +
        '<footer>See <a href="https://t.me/the_news">@the_news</a>, <a href="https://n.example/a">https://n.example/a</a>.</footer>',
    )
    expect((await taken(part?.html ?? ''))?.text).toContain('Title 1 📖 (also: NYT)')
    expect(part?.ids).toEqual([1, 2, 3])
    expect(part?.instead.map(({ ids, form }) => [ids, form])).toEqual([[[1, 2, 3], 'html']])
    for (const { html } of part?.blocks ?? []) expect(part?.html).toContain(html)
  })

  it('folds what a feed has beyond eight headlines', () => {
    const [part] = rich(Array.from({ length: 11 }, (_, at) => headline(at + 1)))
    const [shown = '', folded = ''] = part?.html.split('<details>') ?? []
    expect([shown.split('<li>').length - 1, folded.split('<li>').length - 1]).toEqual([8, 3])
    expect(folded).toMatch(/^<summary>3 more<\/summary><ul>.*<\/ul><\/details>$/u)
  })

  it('has an owner’s template line by line, and no headings of feeds if these are off', () => {
    const [part] = rich([headline(1, { author: 'Ann' })], { look: { template: '• {title}\n{author}', sources: false } })
    expect(part?.html).toBe(`<ul><li><a href="${base}/0000000001">Title 1</a><br>Ann</li></ul>`)
  })

  it.each([
    ['', '<footer><a href="https://t.me/paper_bot?start=r_0123456789">My keywords</a></footer>'],
    ['The end', '<footer>The end · <a href="https://t.me/paper_bot?start=r_0123456789">My keywords</a></footer>'],
  ])(
    'has the link for readers at its end, once, behind the footer “%s”, and so has what replaces it',
    (footer, end) => {
      const all = Array.from({ length: 400 }, (_, at) => headline(at + 1, { title: `Title ${at + 1} `.repeat(14) }))
      const endLink = { url: 'https://t.me/paper_bot?start=r_0123456789', text: 'My keywords' }
      const parts = rich(all, { look: { footer }, endLink })
      expect(parts.length).toBeGreaterThan(1)
      expect(parts.map(({ html }) => html.endsWith(end))).toEqual(parts.map((_, at) => at === parts.length - 1))
      const instead = parts.flatMap((part) => part.instead).map(({ html }) => html.includes('start=r_'))
      expect(instead).toEqual(instead.map((_, at) => at === instead.length - 1))
    },
  )

  it('that does not fit one message is split, each with what replaces it', async () => {
    const all = Array.from({ length: 400 }, (_, at) => headline(at + 1, { title: `Title ${at + 1} `.repeat(14) }))
    const parts = rich(all, { heading: 'Morning', look: { footer: 'The end' } })
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.flatMap(({ ids }) => ids)).toEqual(all.map(({ id }) => id))
    for (const [at, { html, ids, instead }] of parts.entries()) {
      const isLast = at === parts.length - 1
      expect(html).toContain(`<h2>Morning (${at + 1}/${parts.length})</h2>`)
      expect([html.includes('The end'), instead.at(-1)?.html.includes('The end')]).toEqual([isLast, isLast])
      expect(instead.flatMap((each) => each.ids)).toEqual(ids)
      expect(await taken(html)).not.toBeNull()
    }
  })

  it('of any texts is one that Telegram takes, with each headline once', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 250 })
    const line = fc.record({ title: text, source: text, author: text, summary: text, categories: fc.array(text) })
    const look = fc.record({
      template: fc.constantFrom('', '{title}\n{summary}\n{link} {author} {tags}'),
      links: fc.constantFrom('headline' as const, 'visible' as const, 'original' as const),
      footer: text,
      summaries: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 60 }), look, async (lines, of) => {
        const all = lines.map((each, at) => headline(at + 1, { ...each, comments: 'https://talk.example/1' }))
        const parts = rich(all, { look: of, heading: of.footer })
        expect(parts.flatMap(({ ids }) => ids).toSorted((a, b) => a - b)).toEqual(all.map(({ id }) => id))
        for (const { html } of parts) expect(await taken(html)).not.toBeNull()
      }),
      { numRuns: runs(15) },
    )
  })
})

it.each([
  ['שלום עולם News', true],
  ['الأخبار', true],
  ['News שלום', false],
  ['2026', false],
  ['', false],
])('“%s” runs from right to left: %s', (text, isRtl) => expect(isRightToLeft(text)).toBe(isRtl))
