/** How queries are parsed as people type them, and how mistakes are reported. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../../src/filter/query/query.ts'
import { runs } from '../../runs.ts'
import { formatFilter } from './format-filter.ts'

function canonical(text: string): string {
  const parsed = parseFilter(text)
  if (parsed.ok) return formatFilter(parsed.value)
  const { problem } = parsed
  return problem.kind === 'filter-unclear' ? problem.readings.join(' or: ') : `${problem.mistake} at ${problem.at}`
}

describe('parseFilter', () => {
  const meanings: readonly (readonly [name: string, query: string, canonical: string])[] = [
    ['nothing', '', ''],
    ['blanks', ' \n\t\u3000', ''],
    ['a pasted byte order mark', '\ufeff', ''],
    ['a word', 'ukraine', 'ukraine'],
    ['terms side by side as and', 'north  korea', 'north korea'],
    ['a phrase', '"north   korea"', '"north korea"'],
    ['not', 'ukraine -sport', 'ukraine -sport'],
    ['not a phrase', '-"north korea"', '-"north korea"'],
    ['not a group', '-(a | b)', '-(a | b)'],
    ['a double not', '-(-a)', 'a'],
    ['or', 'a|b', 'a | b'],
    ['or in words', 'a OR b', 'a | b'],
    ['or as in code', 'a || b', 'a | b'],
    ['and in words', 'a AND b', 'a b'],
    ['not in words', 'a NOT b', 'a -b'],
    ['and before or', 'a b | c d', 'a b | c d'],
    ['groups', '(a | b) c', '(a | b) c'],
    ['redundant groups', '((a) (b c))', 'a b c'],
    ['groups without blanks', 'a(b|c)d', 'a (b | c) d'],
    ['a phrase without blanks', 'a"b c"d', 'a "b c" d'],
    ['comma', 'a, b c ,d', 'a | b c | d'],
    ['new line', 'a\nb\r\n\r\nc\n', 'a | b | c'],
    ['a comma and a new line', 'a,\nb', 'a | b'],
    ['a bar and a new line', 'a |\nb\n| c', 'a | b | c'],
    ['Chinese commas', '乌克兰，俄罗斯、朝鲜；韩国', '乌克兰 | 俄罗斯 | 朝鲜 | 韩国'],
    ['fullwidth signs', '（乌克兰｜俄罗斯）－体育', '(乌克兰 | 俄罗斯) -体育'],
    ['a fullwidth or', 'a ＯＲ b', 'a | b'],
    ['curly quotes', '“north korea”', '"north korea"'],
    ['low quotes', '„north korea“', '"north korea"'],
    ['corner brackets', '「北 朝鮮」', '"北 朝鮮"'],
    ['a phrase with quotes of another kind', '「the "axis"」', '「the "axis"」'],
    ['an em dash', '—sport', '-sport'],
    ['a Chinese dash', '——体育', '-体育'],
    ['a hyphen inside a word', 'covid-19', 'covid-19'],
    ['symbols', 'c++ $5 c# .net at&t r/worldnews 5%', 'c++ $5 c# .net at&t r/worldnews 5%'],
    ['a colon in a word', 're:invent', 're:invent'],
    ['field and star in quotes as text', '"title:x" "russ*"', '"title:x" "russ*"'],
    ['a prefix', 'russ* 北京＊', 'russ* 北京*'],
    ['the beginning of a phrase', '"north kor"*', '"north kor"*'],
    ['stars for omitted letters', 'f*** M*A*S*H', 'f*** M*A*S*H'],
    ['a field', 'title:kim Source:BBC', 'title:kim source:BBC'],
    ['a field of a phrase and of a prefix', 'title:"kim jong" -author:smi*', 'title:"kim jong" -author:smi*'],
    ['a field of a group', 'title:(a | "b c") d', '(title:a | title:"b c") d'],
    ['a field inside the group of another', 'title:(a link:b)', 'title:a link:b'],
    ['a field behind a blank', 'title: kim', 'title:kim'],
    ['fields by their Chinese names, in full width', '标题：金正恩 －來源：朝中社', 'title:金正恩 -source:朝中社'],
    ['fields by other names', 'tag:sport url:example.com', 'category:sport link:example.com'],
    ['an expression', '/kim (jong|yo)-?un/ x', '/kim (jong|yo)-?un/ x'],
    ['an expression with a flag', '/Kim/i, -title:/b.c/', '/Kim/ -title:/b.c/'],
    ['a slash in an expression', '/a\\/b/', '/a\\/b/'],
    ['other colons as text', 'note:x 16:30 titles:', 'note:x 16:30 titles:'],
    ['a path', '/r/worldnews 24/7 /', '/r/worldnews 24/7 "/"'],
    ['thousands', '$10,000, 2,000,000', '$10,000 | 2,000,000'],
    ['thousands in a list', 'a,10,000,b', 'a | 10,000 | b'],
    ['years', '2023,2024', '2023 | 2024'],
    ['negatives alone', '-a -b', '-a -b'],
    ['negatives as a list', '-a, -b\n-c', '-a -b -c'],
    ['negatives joined by or', '-a | -b', '-a -b'],
    ['a list with an exclusion', 'a, b, -c', '(a | b) -c'],
    ['an exclusion in one alternative', 'a -x, b', 'a -x | b'],
    ['a not among alternatives', 'a | -b', 'a | -b'],
    ['a not among alternatives in a group', 'a (-b | -c)', 'a (-b | -c)'],
    ['keywords as a phrase', '"OR"', '"OR"'],
  ]
  it.each(meanings)('parses %s', (_, query, expected) => {
    expect(canonical(query)).toBe(expected)
    expect(canonical(expected)).toBe(expected)
  })

  const mistakes: readonly (readonly [
    query: string,
    mistake: string,
    at: number,
    length: number,
    suggestion: string | null,
  ])[] = [
    ['"north korea', 'unclosed-quote', 0, 1, '"north korea"'],
    ['a “b c', 'unclosed-quote', 2, 1, 'a “b c”'],
    ['「朝鲜', 'unclosed-quote', 0, 1, '「朝鲜」'],
    ['north korea"', 'unclosed-quote', 11, 1, 'north korea'],
    ['"', 'unclosed-quote', 0, 1, null],
    ['(a | b', 'unclosed-group', 0, 1, '(a | b)'],
    ['a (b (c', 'unclosed-group', 5, 1, 'a (b (c))'],
    ['（乌克兰', 'unclosed-group', 0, 1, '（乌克兰)'],
    ['a) b', 'stray-closing', 1, 1, 'a b'],
    [')', 'stray-closing', 0, 1, null],
    ['a () b', 'empty-group', 2, 2, 'a b'],
    ['a ( , ) b', 'empty-group', 2, 5, 'a b'],
    ['a "" b', 'empty-phrase', 2, 2, 'a b'],
    ['a " " b', 'empty-phrase', 2, 3, 'a b'],
    ['ukraine - sport', 'nothing-after-not', 8, 1, 'ukraine -sport'],
    ['ukraine -', 'nothing-after-not', 8, 1, 'ukraine'],
    ['(a -) b', 'nothing-after-not', 3, 1, '(a ) b'],
    ['a - (b | c)', 'nothing-after-not', 2, 1, 'a -(b | c)'],
    ['a * b', 'empty-term', 2, 1, 'a b'],
    ['- -a', 'nothing-after-not', 0, 1, '-a'],
    ['-', 'nothing-after-not', 0, 1, null],
    ['a |', 'nothing-beside-or', 2, 1, 'a'],
    ['| a', 'nothing-beside-or', 0, 1, 'a'],
    ['OR a', 'nothing-beside-or', 0, 2, 'a'],
    ['a | | b', 'nothing-beside-or', 4, 1, 'a | b'],
    ['a (| b)', 'nothing-beside-or', 3, 1, 'a (b)'],
    ['|', 'nothing-beside-or', 0, 1, null],
    ['😀 | (a', 'unclosed-group', 5, 1, '😀 | (a)'],
    ['(a | "b', 'unclosed-quote', 5, 1, '(a | "b")'],
    [',', 'empty-term', 0, 1, null],
    ['*', 'empty-term', 0, 1, null],
    ['title:', 'nothing-after-field', 0, 6, null],
    ['a title: | b', 'nothing-after-field', 2, 6, 'a | b'],
    ['title:link:x', 'nothing-after-field', 0, 6, 'link:x'],
    ['a tilte:kim', 'unknown-field', 2, 6, 'a title:kim'],
    ['-catgory:"a b"', 'unknown-field', 1, 8, '-category:"a b"'],
    ['/(kim/', 'bad-expression', 1, 4, '/(kim)/'],
    ['a /[ab/ b', 'bad-expression', 3, 3, 'a /[ab]/ b'],
    ['/a**/', 'bad-expression', 2, 2, null],
    ['/a(?=b)/', 'foreign-expression', 2, 3, null],
    ['/(a)\\1/', 'foreign-expression', 4, 2, null],
    ['/x{1000}/', 'large-expression', 1, 7, null],
    ['/(((a{9}){9}){9}){9}/', 'large-expression', 5, 3, null],
    ['/x{1001}/', 'large-expression', 2, 6, null],
    ['(((((((((((((((((((((a)))))))))))))))))))))', 'too-deep', 20, 1, null],
    ['x'.repeat(1003), 'too-long', 1000, 3, null],
  ]
  it.each(mistakes)('reports the mistake in %s: %s', (text, mistake, at, length, suggestion) => {
    expect(parseFilter(text)).toEqual({
      ok: false,
      problem: { kind: 'filter-syntax', text, mistake, at, length, suggestion },
    })
  })

  it('keeps a term as written', () => {
    expect(parseFilter('“North  Korea”')).toEqual({
      ok: true,
      value: {
        rule: {
          kind: 'term',
          form: 'phrase',
          text: 'North  Korea',
          isPrefix: false,
          field: null,
          written: '“North  Korea”',
        },
      },
    })
  })

  it('parses any text like its canonical form, or reports a place and a correction that parses', () => {
    const piece = fc.constantFrom(
      'a',
      '"',
      '“',
      '「',
      '」',
      '(',
      '）',
      '-',
      '—',
      '|',
      ' ',
      ',',
      '\n',
      'OR',
      'AND',
      'NOT',
      '10,000',
      '中',
      '*',
      ...[
        'or',
        'not',
        'and',
        'but',
        'no',
        '和',
        '非',
        '&',
        '&&',
        '!',
        '+',
        "'",
        '‘',
        '’',
        ']',
        '{',
        '^',
        '~5',
        'x&',
        'NEAR',
      ],
      ...['abc', '1,5', 'צ', '=', '=~', '(?i)', '%', 'without', 'allintitle:', '27'],
      'title:',
      '标题：',
      'tilte:',
      '/',
      '[',
      '\\',
    )
    const query = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(query, (text) => {
        const parsed = parseFilter(text)
        if (parsed.ok) {
          const once = formatFilter(parsed.value)
          expect(canonical(once)).toBe(once)
        } else if (parsed.problem.kind === 'filter-unclear') {
          const { readings } = parsed.problem
          expect(new Set(readings).size).toBeGreaterThan(1)
          for (const reading of readings) expect(parseFilter(reading).ok).toBe(true)
        } else {
          const { at, length, suggestion } = parsed.problem
          expect(at).toBeGreaterThanOrEqual(0)
          expect(length).toBeGreaterThan(0)
          expect(at + length).toBeLessThanOrEqual(text.length)
          if (suggestion !== null) expect(parseFilter(suggestion).ok).toBe(true)
        }
      }),
      { numRuns: runs(700) },
    )
  })
})

describe('a query with several readings', () => {
  it.each([['rain or snow', 'rain | snow or: rain "or" snow']])('%s: %s', (query, readings) => {
    expect(canonical(query)).toBe(readings)
  })
})
