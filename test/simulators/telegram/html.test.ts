import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHtml } from '../../../simulators/telegram/html.ts'
import type { Entity } from '../../../simulators/telegram/model.ts'
import { Refused } from '../../../simulators/telegram/refused.ts'
import { botText } from '../../../simulators/telegram/text.ts'

function refusalOf(html: string): string {
  try {
    parseHtml(html)
  } catch (error) {
    return error instanceof Error ? error.message.replace("Bad Request: can't parse entities: ", '') : ''
  }
  return 'taken'
}

describe('what the HTML mode refuses, in the server’s words', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an unknown tag', 'say <x>y</x>', 'Unsupported start tag "x" at byte offset 4'],
    ['its offset counts bytes, not characters', 'é€😀<x>', 'Unsupported start tag "x" at byte offset 9'],
    ['br', 'a<br>b', 'Unsupported start tag "br" at byte offset 1'],
    ['a self-closed tag', 'a<b/>', 'Unsupported start tag "b/" at byte offset 1'],
    ['a bare less-than', '1 < 2 > 0', 'Unsupported start tag "" at byte offset 2'],
    ['a less-than at the end', 'a <', 'Unclosed start tag at byte offset 2'],
    ['an unclosed tag', '<b>a', `Can't find end tag corresponding to start tag "b"`],
    ['an end without a start', 'a</b>', 'Unexpected end tag at byte offset 1'],
    ['ends that cross', '<b>a<i>b</b></i>', 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'],
    ['an unclosed end', '<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['a start that never ends', '<a href="x', 'Unclosed start tag at byte offset 0'],
    ['an attribute without a name', '<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['an odd token', '<a href=x/y>z</a>', 'Unexpected end of name token at byte offset 8'],
    ['a span of another class', '<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['an emoji without a number', '<tg-emoji emoji-id="x">👍</tg-emoji>', 'Invalid custom emoji identifier specified'],
    [
      'half a character',
      '&#xD83D;',
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    ],
  ]
  test.each(cases)('%s', (_name, html, words) => {
    expect(refusalOf(html)).toBe(words)
  })
})

describe('what it makes of what it takes', () => {
  const cases: readonly (readonly [string, string, string, readonly Entity[]])[] = [
    ['plain text', 'a b', 'a b', []],
    ['bold, both ways', '<b>a</b><strong>b</strong>', 'ab', [bold(0, 1), bold(1, 1)]],
    ['tags in capitals', '<B>a</B>', 'a', [bold(0, 1)]],
    ['an end tag without a name', '<b>a</>', 'a', [bold(0, 1)]],
    ['nothing inside', '<b></b>a', 'a', []],
    ['offsets in UTF-16 units', '😀<b>é</b>', '😀é', [bold(2, 1)]],
    ['the four named characters', '&lt;&gt;&amp;&quot;', '<>&"', []],
    ['names that it does not know', '&nbsp;&apos;&copy;', '&nbsp;&apos;&copy;', []],
    ['numbers', '&#39;&#x1F600;&#8217;', "'😀’", []],
    ['without a semicolon', '&lt b &#65 c', '< b A c', []],
    ['a lone ampersand', 'R&D && &', 'R&D && &', []],
    ['numbers too big', '&#1114112; &#0;', '&#1114112; &#0;', []],
    ['a link', '<a href="https://x.org/a?b=1&amp;c=2">t</a>', 't', [link('https://x.org/a?b=1&c=2')]],
    ['a link in single quotes', "<a href='http://x.org'>t</a>", 't', [link('http://x.org/')]],
    ['a link without an address is its text', '<a>x.org</a>', 'x.org', [{ ...link('http://x.org/'), length: 5 }]],
    ['a link that is none', '<a href="javascript:alert(1)">t</a>', 't', []],
    [
      'a link to a person',
      '<a href="tg://user?id=7">t</a>',
      't',
      [{ type: 'text_mention', offset: 0, length: 1, user: 7 }],
    ],
    ['a quote', '<blockquote>q</blockquote>', 'q', [{ type: 'blockquote', offset: 0, length: 1 }]],
    [
      'a quote that opens',
      '<blockquote expandable>q</blockquote>',
      'q',
      [{ type: 'expandable_blockquote', offset: 0, length: 1 }],
    ],
    ['a spoiler', '<span class="tg-spoiler">s</span>', 's', [{ type: 'spoiler', offset: 0, length: 1 }]],
    [
      'code in a language',
      '<pre><code class="language-ts">x</code></pre>',
      'x',
      [{ type: 'pre', offset: 0, length: 1, language: 'ts' }],
    ],
    ['code alone', '<code class="language-ts">x</code>', 'x', [{ type: 'code', offset: 0, length: 1 }]],
    [
      'a custom emoji',
      '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
      '👍',
      [{ type: 'custom_emoji', offset: 0, length: 2, custom_emoji_id: '5368324170671202286' }],
    ],
  ]
  test.each(cases)('%s', (_name, html, text, entities) => {
    expect(parseHtml(html)).toEqual({ text, entities })
  })
})

describe('whatever is written', () => {
  test('escaped text comes out as it went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        expect(parseHtml(html)).toEqual({ text, entities: [] })
      }),
    )
  })

  test('anything else is taken or refused, and never more', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '&',
      ';',
      '#',
      ' ',
      'b',
      'a',
      'href',
      'code',
      '<b>',
      '</b>',
      '😀',
    )
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        try {
          const { text, entities } = parseHtml(parts.join(''))
          for (const { offset, length } of entities) expect(offset + length).toBeLessThanOrEqual(text.length)
        } catch (error) {
          expect(error).toBeInstanceOf(Refused)
        }
      }),
    )
  })
})

describe('what stands in the chat', () => {
  const cases: readonly (readonly [string, string, string, readonly Entity[]])[] = [
    ['both ends are trimmed', '\n  a \n', 'a', []],
    ['the start is not, inside of an entity', '<b> a</b> ', ' a', [bold(0, 2)]],
    ['an entity ends with the text', 'a <b>b  </b>', 'a b', [bold(2, 1)]],
    ['touching formatting is one', '<b>a</b><b>b</b>', 'ab', [bold(0, 2)]],
    ['formatting of mere space falls away', 'a<b> </b>b', 'a b', []],
    [
      'code takes no formatting',
      '<b>a<code>b</code>c</b>',
      'abc',
      [bold(0, 1), { type: 'code', offset: 1, length: 1 }, bold(2, 1)],
    ],
    ['control characters become spaces', 'a\u0007b\r\nc', 'a b\nc', []],
    ['direction overrides go', 'a\u202eb', 'ab', []],
    ['a link within a link', '<a href="http://a.org"><a href="http://b.org">t</a></a>', 't', [link('http://b.org/')]],
    [
      'addresses are found, but not in links',
      '<a href="http://a.org">b.org</a> c.org',
      'b.org c.org',
      [
        { ...link('http://a.org/'), length: 5 },
        { type: 'url', offset: 6, length: 5 },
      ],
    ],
  ]
  test.each(cases)('%s', (_name, html, text, entities) => {
    expect(botText(html, 'HTML', '')).toEqual({ text, entities })
  })

  const refused: readonly (readonly [string, string, string, string])[] = [
    ['no text', '', 'HTML', 'message text is empty'],
    ['only space', ' \n ', '', 'text must be non-empty'],
    ['nothing that is seen', '\u200b\u2800\u200e', '', 'text must be non-empty'],
    ['only tags', '<b> </b>', 'HTML', 'text must be non-empty'],
    ['another mode', 'a', 'BBCode', 'unsupported parse_mode'],
    ['half a character', '\ud83d', '', 'strings must be encoded in UTF-8'],
    [
      'links of 9,600 units',
      `<a href="https://x.org/${'a'.repeat(1500)}">x</a> `.repeat(6) +
        `<a href="https://x.org/${'b'.repeat(600)}">x</a>`,
      'HTML',
      'ENTITIES_TOO_LONG',
    ],
    ['4,097 units', 'a'.repeat(4097), '', 'message is too long'],
    ['4,097 units, the last half of an emoji', `${'a'.repeat(4095)}😀`, '', 'message is too long'],
  ]
  test.each(refused)('refused: %s', (_name, text, mode, words) => {
    expect(() => botText(text, mode, '')).toThrow(`Bad Request: ${words}`)
  })

  test('the limit counts what is left after parsing', () => {
    const html = `<a href="https://example.com/${'x'.repeat(3000)}">${'a'.repeat(4095)}</a>&amp;`
    expect(botText(html, 'html', '').text).toHaveLength(4096)
  })

  test('entities past 100 are dropped without a word, formatting before links', () => {
    const links = Array.from({ length: 90 }, (_, at) => `<a href="http://x.org/${at}">l</a>`).join(' ')
    const bolds = Array.from({ length: 20 }, () => '<b>b</b>').join(' ')
    const { entities } = botText(`${bolds} ${links}`, 'HTML', '')
    expect(entities).toHaveLength(100)
    expect(entities.filter((entity) => entity.type === 'text_link')).toHaveLength(90)
  })
})

function bold(offset: number, length: number): Entity {
  return { type: 'bold', offset, length }
}

function link(url: string): Entity {
  return { type: 'text_link', offset: 0, length: 1, url }
}
