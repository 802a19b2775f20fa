/** What expressions match in all scripts, and that rewriting a pattern changes nothing in ASCII. */
import fc from 'fast-check'
import { RE2JS } from 're2js'
import { describe, expect, it } from 'vitest'
import { compileExpression } from '../../../src/filter/expression/expression.ts'
import { markedText } from '../../../src/filter/expression/expression-text.ts'
import { widenPattern } from '../../../src/filter/expression/widen-pattern.ts'
import { limits } from '../../../src/limits.ts'
import { runs } from '../../runs.ts'

function matches(pattern: string, text: string): boolean {
  const compiled = compileExpression(pattern)
  if ('mistake' in compiled) throw new Error(compiled.mistake)
  return compiled.test(text)
}

describe('an expression', () => {
  it.each<readonly [reason: string, pattern: string, text: string, isMatch: boolean]>([
    // Boundaries
    ['a boundary at the start', '\\bПутин\\b', 'Путин прибыл в Анкару', true],
    ['a boundary at the end', '\\bПутин\\b', 'прибыл Путин', true],
    ['a boundary in the middle', '\\bПутин\\b', 'и Путин прибыл', true],
    ['no boundary inside a word', '\\bПутин\\b', 'Путина ждут', false],
    ['no boundary behind a letter', '\\bПутин', 'НеПутин', false],
    ['a boundary in capitals', '\\bпутин\\b', 'ПУТИН!', true],
    ['a boundary around a letter with a mark', '\\bété\\b', 'l’été à Nîmes', true],
    ['no boundary before a letter with a mark', '\\bcaf\\b', 'café', false],
    ['a boundary in a script without spaces', '\\bカフェ\\b', '新しいカフェがオープン', true],
    ['a boundary around a Latin word in Chinese', '\\biphone\\b', '买iPhone手机', true],
    ['a boundary between Latin and Hangul', '\\bapple\\b', 'Apple은 발표했다', true],
    ['a boundary in Arabic', '\\bمصر\\b', 'مصرف لبنان', false],
    ['a boundary in Hindi', '\\bदिल\\b', 'दिल्ली', false],
    ['a boundary in a group', '(\\bмир\\b|война)', 'Владимир', false],
    ['a boundary in an alternative', 'война|\\bмир', 'за мир', true],
    ['a repeated boundary', '(?:\\bмир\\b ?)+$', 'мир мир', true],
    ['two boundaries in a row', '\\b\\bмир\\b\\b', 'о мир!', true],
    ['a boundary before any character', '\\b.ир\\b', 'мир', true],
    ['a boundary between two classes', '[а-я]\\b[ ,]\\b[а-я]', 'мир,труд', true],
    ['a boundary alone in punctuation', '\\b', '…!', false],
    ['a boundary alone in a word', '\\b', 'ж', true],
    ['a boundary at both ends', '^\\bмир\\b$', 'мир', true],
    ['a boundary behind the end', 'мир$\\b', 'мир', true],
    ['a boundary behind punctuation at the end', '!\\b', 'мир!', false],
    ['a boundary with a low line', '\\bмир\\b', 'мир_труд', false],
    ['a low line beside a boundary', '_\\b', 'мир_', true],
    ['a low line is not the sign of a boundary', '_', '«мир»', false],
    ['no boundary', '\\Bир', 'мир', true],
    ['no boundary at the start', '\\Bмир', 'мир', false],
    ['no boundary at the end', 'ми\\B', 'мир', true],
    ['no boundary beside a space', 'мир\\B', 'мир труд', false],
    ['exactly three letters', '\\b\\w{3}\\b', 'да мир нет', true],
    ['no word of three letters', '\\b\\w{3}\\b', 'миры', false],
    ['any two characters between boundaries', '\\bм..\\b', 'мир', true],
    ['boundaries over two lines', '(?m)^\\bтруд\\b$', 'мир\nтруд', true],
    ['a dot and a line break', 'мир\\b.труд', 'мир\nтруд', false],
    ['a dot that matches line breaks', '(?s)мир\\b.труд', 'мир\nтруд', true],
    ['a negative class beside a boundary', '\\b[^м]', 'мир', false],
    ['digits beside a boundary', '\\b20\\d\\d\\b', 'в 2024 году', true],
    // Classes
    ['word characters', '^\\w+$', 'Путин', true],
    ['word characters with marks', '^\\w+$', 'हिन्दी', true],
    ['word characters before letters', '\\w+ин', 'Путин', true],
    ['no word character', '\\W', 'Путин', false],
    ['word characters in a class', '^[\\w-]+$', 'Нью-Йорк', true],
    ['a named class', '^[[:word:]]+$', 'Ёлка', true],
    ['named letters', '^[[:alpha:]]+$', 'Ёлка', true],
    ['a class without word characters', '^[^\\w]+$', 'мир', false],
    ['a class of other characters', '^[\\W]+$', '«…»', true],
    ['letters only, as Python writes it', '^[^\\W\\d_]+$', 'Ёлка', true],
    ['letters only and a digit', '^[^\\W\\d_]+$', 'Ёлка2', false],
    ['digits of another script', '\\d{4}', 'साल २०२४', true],
    ['no digit', '^\\D+$', '२०२४', false],
    ['no digits in a class', '^[\\D]+$', 'ab٤', false],
    ['a no-break space', 'a\\sb', 'a\u00a0b', true],
    ['a no-break space for a space', 'a b', 'a\u202fb', true],
    ['no space', 'a\\Sb', 'a\u00a0b', false],
    ['a property', '^\\p{Greek}+$', 'Αθήνα', true],
    ['no property in a class', '^[\\P{Cyrillic}]+$', 'мир', false],
    ['no property beside a boundary', '\\b[\\P{Cyrillic}x]\\b', 'я, x', true],
    // Letters
    ['a decomposed text', 'café', 'Un cafe\u0301 ferme', true],
    ['a decomposed pattern', 'cafe\u0301', 'Un café ferme', true],
    ['a decomposed class', '^caf[e\u0301]$', 'café', true],
    ['a decomposed repeated letter', '^caf(?:e\u0301)+$', 'caféé', true],
    ['a typographic apostrophe in the text', "don't", 'They don’t know', true],
    ['a typographic apostrophe in the pattern', 'don’t', "They don't know", true],
    ['typographic quotes', '"yes"', '“yes”', true],
    ['a quote in a class', 'o[’´]brien', "O'Brien", true],
    ['a non-breaking hyphen', 'covid-19', 'COVID\u201119', true],
    ['another dash', 'covid-19', 'COVID—19', false],
    ['ß for ss', 'strasse', 'Straße', true],
    ['ss for ß', 'straße', 'STRASSE', true],
    ['ß in a class', 'stra[ßz]e', 'Strasse', true],
    ['any letter for ß', 'stra.e', 'Straße', true],
    ['a repeated s', 's{3}', 'sss', true],
    ['final sigma', 'οδος', 'ΟΔΟΣ', true],
    ['final sigma in the text', 'ΟΔΟΣ', 'οδός οδος', true],
    ['a dotted capital', 'istanbul', 'İSTANBUL', true],
    ['a dotless i', 'diyarbakir', 'Diyarbakır', true],
    ['an emoji', '👍{2}', '👍👍', true],
    // As written
    ['quoted signs', '\\Qa.b\\E', 'a.b', true],
    ['a code point', '\\x{43c}ир', 'мир', true],
    ['an octal code', '\\101\\b', 'ж A', true],
    ['a named group', '(?P<word>\\bмир)', 'мир', true],
    ['a count in braces that is none', 'a{,2}', 'a{,2}', true],
  ])('%s: /%s/ on “%s” matches: %s', (_, pattern, text, isMatch) => {
    expect(matches(pattern, text)).toBe(isMatch)
  })
})

describe('an expression of any size that is admitted', () => {
  it.each([
    ['word characters', '\\w{490}'],
    ['boundaries', '(?:\\bа\\b ){80}'],
    ['double s', 'ss'.repeat(200)],
    ['classes', '[^\\W\\d_]{480}'],
  ])('is compiled for all scripts: %s', (_, pattern) => {
    expect(matches(pattern, 'ж'.repeat(10))).toBe(false)
  })

  it('searches a long text in linear time', () => {
    for (const pattern of ['(\\w+\\b ?)+!', '\\b(а|а.)*\\b!', '(\\B.)*ъъ']) {
      expect(matches(pattern, 'а '.repeat(30_000))).toBe(false)
    }
  })

  it('is refused at the same size as before', () => {
    expect(compileExpression(`\\w{${limits.filter.expressionSize + 1}}`)).toMatchObject({ mistake: 'large-expression' })
  })
})

it.each([
  ['cafe\u0301(', { mistake: 'bad-expression', at: 0, length: 6 }],
  ['Путин(?=x)', { mistake: 'foreign-expression', at: 5, length: 3 }],
  ['“a”[', { mistake: 'bad-expression', at: 3, length: 1 }],
])('the place of a mistake in /%s/ is in units of the typed pattern', (pattern, mistake) => {
  expect(compileExpression(pattern)).toEqual(mistake)
})

describe('a rewritten pattern', () => {
  const atom = fc.constantFrom(
    ...'a b s _ 1 - . \\. \\w \\W \\d \\D \\s \\S \\b \\B ^ $ \\A \\z [a-c] [^a-c] [\\w-] [^\\W_] [[:alpha:]b] [[:^word:]b] [^[:^digit:]] [\\D1]'.split(
      ' ',
    ),
    ...' ,[ -~],[\\PLa],[^\\PL],\\pL,\\PL,\\pP,\\p{Lu},(?s:.),(?m:^),(?m:$),[!-a],[^ -Z],\\Qa.\\E,\\n,(?:a|\\b),(b|_\\B)+'.split(
      ',',
    ),
  )
  const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,2}', '*?')
  const pattern = fc.array(
    fc.tuple(atom, quantifier).map((pair) => pair.join('')),
    { minLength: 1, maxLength: 5 },
  )
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 's', 'A', '_', '1', ' ', '-', '.', '\n'), maxLength: 7 })

  it('matches in ASCII what the typed one does, in plain texts and in those with marked boundaries', () => {
    const compiled = (source: string) => RE2JS.compile(source, RE2JS.CASE_INSENSITIVE)
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 4 }), (parts, texts) => {
        const typed = parts.join('')
        // `**` and the like are no patterns.
        fc.pre('test' in compileExpression(typed))
        const { plain, marked } = widenPattern(typed)
        for (const each of texts) {
          const expected = compiled(typed).test(each)
          expect(compiled(plain).test(each)).toBe(expected)
          expect(marked === null ? expected : compiled(marked).test(markedText(each))).toBe(expected)
        }
      }),
      { numRuns: runs(150) },
    )
  })
})
