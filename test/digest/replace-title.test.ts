/** A headline's title is replaced where it stands, and nowhere else. */
import { describe, expect, it } from 'vitest'
import { lineBlocks, templateOf } from '../../src/digest/digest-line.ts'
import { replaceShownTitle, replaceTitle, type ShownTitle } from '../../src/digest/replace-title.ts'
import { type LinkStyle, type Look, usualLook } from '../../src/look.ts'
import { headline } from './compose-digest.ts'

const others = [headline(2, { source: 'Times', title: 'Bread' })]

/** The line of a headline, with that of another feed. */
function line(title: string, look: Partial<Look>, shown?: ShownTitle) {
  // Cards have the whole summary, quotes only what the title does not say.
  const summary = look.summaries === true ? 'The baker says so.' : 'Bread is dearer than ever.'
  const whole = { ...usualLook, ...look }
  return lineBlocks(
    { lead: headline(1, { title, summary, ...(shown && { shown }) }), others },
    {
      ...whole,
      linkBase: 'https://paper.example',
      template: templateOf(whole),
      untitled: 'Untitled',
      also: (names) => `(also: ${names.join(', ')})`,
      when: () => ({ day: '1 Dec', clock: '08:00' }),
    },
  ).block
}

const looks: readonly (readonly [name: string, look: Partial<Look>])[] = [
  ['a digest', {}],
  ['a digest with visible links', { links: 'visible' satisfies LinkStyle }],
  ['a digest with original links', { links: 'original' satisfies LinkStyle }],
  ['a digest with summaries', { summaries: true }],
  ['a digest with visible links and summaries', { links: 'visible', summaries: true }],
  ['a card, whose summary begins with the title', { layout: 'cards' }],
  ['a card with a visible link', { layout: 'cards', links: 'visible' }],
  ['a template whose title comes last', { template: '{time} {source}: {also} {title}' }],
]

describe('a line with another title is the line as it would have been composed', () => {
  const titles: readonly (readonly [was: string, title: string])[] = [
    ['Bread is dearer', 'Bread is cheaper'],
    ['Bread', 'Bread, butter & <milk>'],
    ['Bread, butter & <milk>', 'Bread'],
    ['Fish & "chips"', '$& $1 costs'],
    ['', 'A title after all'],
    ['ارتفاع سعر الخبز', 'انخفاض سعر الخبز'],
  ]
  it.each(looks.flatMap(([name, look]) => titles.map(([was, title]) => ({ name, look, was, title }))))(
    '$name: “$was” becomes “$title”',
    ({ look, was, title }) => {
      const { html, plain } = line(title, look)
      expect(replaceTitle(line(was, look), was, title, 'Untitled')).toEqual({
        kind: 'replaced',
        shown: { html, plain },
      })
    },
  )
})

describe('a line with another translation is the line as it would have been composed', () => {
  const alone = (title: string): ShownTitle => ({ title, original: null })
  const [first, second] = ['Bread is dearer', 'Bread is cheaper']
  const cases: readonly (readonly [name: string, was: ShownTitle, next: ShownTitle])[] = [
    ['another translation', alone('Brot ist teurer'), alone('Brot ist billiger')],
    ['both parts', { title: 'Brot ist teurer', original: first }, { title: 'Brot ist billiger', original: second }],
    ['the new title alone', { title: 'Brot ist teurer', original: first }, alone(second)],
    ['an original behind it', alone(first), { title: 'Brot ist billiger', original: second }],
    ['the same translation', { title: 'Brot', original: first }, { title: 'Brot', original: second }],
    [
      'a translation like the original',
      { title: 'Brot', original: 'Brot' },
      { title: 'Milch', original: 'Brot & Milch' },
    ],
    ['Arabic, behind German', { title: 'Brot', original: 'الخبز أغلى' }, { title: 'Milch', original: 'الحليب أغلى' }],
    ['Arabic, before English', { title: 'الخبز أغلى', original: first }, { title: 'الخبز $& أرخص', original: second }],
  ]
  it.each(looks.flatMap(([name, look]) => cases.map(([to, was, next]) => ({ name, look, to, was, next }))))(
    '$name: $to',
    ({ look, was, next }) => {
      const { html, plain } = line(second, look, next)
      const before = line(second, look, was)
      const replaced = { kind: 'replaced', shown: { html, plain } }
      expect(replaceShownTitle(before, was, next, 'Untitled')).toEqual(replaced)
      expect(replaceShownTitle({ html, plain }, was, next, 'Untitled')).toEqual({ kind: 'same' })
    },
  )
})

it.each(['headline', 'visible'] as const)(
  'a title that is the name of another feed is told from it (%s links)',
  (links) => {
    const [times, other] = [line('Times', { links }), line('The Times', { links })]
    const replaced = ({ html, plain }: typeof times) => ({ kind: 'replaced', shown: { html, plain } })
    expect(replaceTitle(times, 'Times', 'The Times', 'Untitled')).toEqual(replaced(other))
    expect(replaceTitle(other, 'The Times', 'Times', 'Untitled')).toEqual(replaced(times))
  },
)

it.each([
  ['shows it already', line('Bread is cheaper', {}), 'Bread is dearer', 'Bread is cheaper', 'same'],
  ['shows only the beginning, which is the same', line('a'.repeat(300), {}), 'a'.repeat(300), 'a'.repeat(301), 'same'],
  [
    'shows a longer one, which begins with the former, already',
    line('Bread is dearer, again', {}),
    'Bread is dearer',
    'Bread is dearer, again',
    'same',
  ],
  [
    'has no link, and shows a longer one already',
    line('Bread is dearer, again', { links: 'visible' }),
    'dearer',
    'Bread is dearer, again',
    'same',
  ],
  [
    'has no link, and shows one that begins with the former already',
    line('Bread is dearer, again', { links: 'visible' }),
    'Bread is dearer',
    'Bread is dearer, again',
    'same',
  ],
  [
    'has the title of another feed’s name in front of it',
    line('Times', { template: '{also} {title}' }),
    'Times',
    'Milk',
    'not-found',
  ],
  ['has neither', line('Milk', {}), 'Bread is dearer', 'Bread is cheaper', 'not-found'],
  ['has it twice in plain text', { html: 'x Bread Bread', plain: 'x Bread Bread' }, 'Bread', 'Milk', 'not-found'],
] as const)('a line that %s stays', (_, shown, was, title, kind) => {
  expect(replaceTitle(shown, was, title, 'Untitled').kind).toBe(kind)
})
