/** The briefing above a digest: its sentences with links to their headlines, in every layout and within Telegram's limits. */
import { describe, expect, it } from 'vitest'
import type { DigestBriefing } from '../../src/digest/briefing-blocks.ts'
import { composeRich } from '../../src/digest/compose-rich.ts'
import { limits } from '../../src/limits.ts'
import type { Look } from '../../src/look.ts'
import { plainOf } from '../../src/text/telegram-html.ts'
import { digest, digestInput, headline } from './compose-digest.ts'

const briefing = (...sentences: DigestBriefing['sentences']): DigestBriefing => ({ heading: '🤖 In short', sentences })
const storm = { text: 'A storm & floods.', cites: [2] }
const both = { text: 'Bread is dearer.', cites: [1, 2] }
const three = [headline(1), headline(2), headline(3)]
const short = (id: number) => `https://pb.example/${String(id).padStart(10, '0')}`
const link = (id: number, number: number, to = short(id)) => `<a href="${to}">[${number}]</a>`

describe('a digest with a briefing', () => {
  it('has it under its heading, with numbers that lead to the headlines', () => {
    const [part, ...others] = digest(three, { heading: 'Morning', briefing: briefing(storm, both) })
    expect(others).toEqual([])
    expect(part?.html).toMatch(
      new RegExp(
        [
          '^<b>Morning</b>',
          '<b>🤖 In short</b>',
          `A storm &amp; floods. ${link(2, 1)}`,
          `Bread is dearer. ${link(1, 2)} ${link(2, 1)}`,
          '',
          '<b>BBC World</b>',
          '• ',
        ]
          .join('\n')
          .replace(/[[\]?.]/gu, '\\$&'),
        'u',
      ),
    )
    expect(part?.plain).toContain(`Bread is dearer. [2] ${short(1)} [1] ${short(2)}`)
    expect(part?.ids).toEqual([1, 2, 3])
  })

  it.each<readonly [what: string, look: Partial<Look>, linkBase: string | null, to: string]>([
    ['visible short links', { links: 'visible' }, 'https://pb.example', short(2)],
    ['links to the articles', { links: 'original' }, 'https://pb.example', 'https://news.example/2'],
    ['no public address', {}, null, 'https://news.example/2'],
  ])('leads to the targets of the headlines with %s', (_, look, linkBase, to) => {
    const [part] = digest(three, { heading: 'Morning', briefing: briefing(storm), look, linkBase })
    expect(part?.html).toContain(`A storm &amp; floods. ${link(2, 1, to)}`)
  })

  it.each<readonly [what: string, given: DigestBriefing | null]>([
    ['there is none', null],
    ['its headline is not in the digest any more', briefing({ text: 'Gone.', cites: [9] })],
    ['one of its headlines is not', briefing({ text: 'Gone.', cites: [1, 9] })],
    ['it cites nothing', briefing({ text: 'Gone.', cites: [] })],
    ['nothing of it is visible', briefing({ text: '\n', cites: [1] })],
  ])('is like any other if %s', (_, given) => {
    const usual = digest(three, { heading: 'Morning' })
    expect(digest(three, { heading: 'Morning', briefing: given })).toEqual(usual)
  })

  it('leaves out a sentence whose headline has no link', () => {
    const [part] = digest([headline(1), headline(2, { link: null })], { briefing: briefing(storm, both) })
    expect(part?.html).not.toContain('A storm')
    expect(part?.html).toContain(`Bread is dearer. ${link(1, 1)}\n`)
  })

  it('shows it in the first part only, and within a message', () => {
    const long = Array.from({ length: 5 }, (_, at) => ({ text: `${at} ${'word '.repeat(100)}`, cites: [1, 2, 3, 4] }))
    const many = Array.from({ length: 60 }, (_, at) =>
      headline(at + 1, { link: `https://n.example/${'x'.repeat(400)}` }),
    )
    for (const linkBase of ['https://pb.example', null]) {
      const parts = digest(many, { heading: 'Morning', briefing: briefing(...long), linkBase })
      expect(parts.length).toBeGreaterThan(1)
      expect(parts.map(({ html }) => html.includes('In short'))).toEqual(parts.map((_, at) => at === 0))
      for (const { html, plain } of parts) {
        expect(plainOf(html).length).toBeLessThanOrEqual(limits.telegram.messageUnits)
        expect(plain.length).toBeLessThanOrEqual(limits.telegram.messageUnits)
      }
      expect(parts.flatMap(({ ids }) => ids)).toHaveLength(60)
    }
  })

  it('is a message of its own before cards', () => {
    const [first, ...cards] = digest(three, {
      heading: 'Morning',
      briefing: briefing(storm),
      look: { layout: 'cards' },
    })
    expect(first).toMatchObject({
      form: 'html',
      ids: [],
      html: `<b>🤖 In short</b>\nA storm &amp; floods. ${link(2, 1)}`,
    })
    expect(cards).toEqual(digest(three, { heading: 'Morning', look: { layout: 'cards' } }))
  })

  it('has it in paragraphs of a rich message, and in what replaces that', () => {
    const [part, ...others] = composeRich(digestInput(three, { heading: 'Morning', briefing: briefing(storm) }))
    expect(others).toEqual([])
    const expected = `<h2>Morning</h2><p><b>🤖 In short</b></p><p>A storm &amp; floods. ${link(2, 1)}</p><h3>`
    expect(part?.html.startsWith(expected)).toBe(true)
    expect(part?.instead).toEqual(digest(three, { heading: 'Morning', briefing: briefing(storm) }))
  })
})
