import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BotApiError } from '../../../simulators/telegram/bot-api-error.ts'
import { botText } from '../../../simulators/telegram/message-text.ts'
import type { Entity } from '../../../simulators/telegram/model.ts'
import { parseHtml } from '../../../simulators/telegram/parse-html.ts'

function refusalOf(html: string): string {
  try {
    parseHtml(html)
  } catch (error) {
    return error instanceof Error ? error.message.replace("Bad Request: can't parse entities: ", '') : ''
  }
  return 'accepted'
}

describe('parseHtml', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an unknown tag', 'say <x>y</x>', 'Unsupported start tag "x" at byte offset 4'],
    ['a tag at an offset, which counts bytes,', 'é€😀<x>', 'Unsupported start tag "x" at byte offset 9'],
    ['br', 'a<br>b', 'Unsupported start tag "br" at byte offset 1'],
    ['a self-closed tag', 'a<b/>', 'Unsupported start tag "b/" at byte offset 1'],
    ['an unescaped <', '1 < 2 > 0', 'Unsupported start tag "" at byte offset 2'],
    ['a < at the end', 'a <', 'Unclosed start tag at byte offset 2'],
    ['an unclosed tag', '<b>a', `Can't find end tag corresponding to start tag "b"`],
    ['an end tag without a start tag', 'a</b>', 'Unexpected end tag at byte offset 1'],
    ['crossing end tags', '<b>a<i>b</b></i>', 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'],
    ['an unclosed end tag', '<b>a</b', 'Unclosed end tag at byte offset 4'],
    ['an unclosed start tag', '<a href="x', 'Unclosed start tag at byte offset 0'],
    ['an attribute without a name', '<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'],
    ['an unquoted value with other characters', '<a href=x/y>z</a>', 'Unexpected end of name token at byte offset 8'],
    ['a span of another class', '<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
    ['a time without its number', '<tg-time format="dt">x</tg-time>', 'Invalid date specified'],
    ['a time that is no number', '<tg-time unix="soon">x</tg-time>', 'Invalid date specified'],
    ['a time beyond 32 bits', '<tg-time unix="2147483648">x</tg-time>', 'Invalid date specified'],
    ['a time in an unknown format', '<tg-time unix="1647531900" format="Td">x</tg-time>', 'Invalid date format used'],
    ['an emoji without a number', '<tg-emoji emoji-id="x">👍</tg-emoji>', 'Invalid custom emoji identifier specified'],
    [
      'half a character',
      '&#xD83D;',
      'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    ],
  ]
  test.each(cases)('refuses %s with the server’s message', (_name, html, description) => {
    expect(refusalOf(html)).toBe(description)
  })
})

describe('parseHtml reads', () => {
  const cases: readonly (readonly [string, string, string, readonly Entity[]])[] = [
    ['plain text', 'a b', 'a b', []],
    ['bold, both ways', '<b>a</b><strong>b</strong>', 'ab', [bold(0, 1), bold(1, 1)]],
    ['tags in capitals', '<B>a</B>', 'a', [bold(0, 1)]],
    ['an end tag without a name', '<b>a</>', 'a', [bold(0, 1)]],
    ['an empty tag', '<b></b>a', 'a', []],
    ['offsets in UTF-16 units', '😀<b>é</b>', '😀é', [bold(2, 1)]],
    ['the four named characters', '&lt;&gt;&amp;&quot;', '<>&"', []],
    ['unknown named references as text', '&nbsp;&apos;&copy;', '&nbsp;&apos;&copy;', []],
    ['numeric references', '&#39;&#x1F600;&#8217;', "'😀’", []],
    ['references without a semicolon', '&lt b &#65 c', '< b A c', []],
    ['a lone ampersand', 'R&D && &', 'R&D && &', []],
    ['invalid numbers as text', '&#1114112; &#0;', '&#1114112; &#0;', []],
    ['a link', '<a href="https://x.org/a?b=1&amp;c=2">t</a>', 't', [link('https://x.org/a?b=1&c=2')]],
    ['a link in single quotes', "<a href='http://x.org'>t</a>", 't', [link('http://x.org/')]],
    [
      'a link without an address, which is its text,',
      '<a>x.org</a>',
      'x.org',
      [{ ...link('http://x.org/'), length: 5 }],
    ],
    ['an invalid link as text', '<a href="javascript:alert(1)">t</a>', 't', []],
    [
      'a link to a person',
      '<a href="tg://user?id=7">t</a>',
      't',
      [{ type: 'text_mention', offset: 0, length: 1, user: 7 }],
    ],
    ['a quote', '<blockquote>q</blockquote>', 'q', [{ type: 'blockquote', offset: 0, length: 1 }]],
    [
      'an expandable quote',
      '<blockquote expandable>q</blockquote>',
      'q',
      [{ type: 'expandable_blockquote', offset: 0, length: 1 }],
    ],
    [
      'a time',
      '<tg-time unix="1647531900" format="wDT">22:45</tg-time>',
      '22:45',
      [{ type: 'date_time', offset: 0, length: 5, unix_time: 1647531900, date_time_format: 'wDT' }],
    ],
    [
      'a time whose text is shown as it is',
      '<tg-time unix="1647531900">t</tg-time>',
      't',
      [{ type: 'date_time', offset: 0, length: 1, unix_time: 1647531900, date_time_format: '' }],
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

describe('parseHtml', () => {
  test('returns escaped text unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        expect(parseHtml(html)).toEqual({ text, entities: [] })
      }),
    )
  })

  test('accepts or refuses any other text', () => {
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
          expect(error).toBeInstanceOf(BotApiError)
        }
      }),
    )
  })
})

describe('botText', () => {
  const cases: readonly (readonly [string, string, string, readonly Entity[]])[] = [
    ['trims both ends', '\n  a \n', 'a', []],
    ['keeps a space at the start of an entity', '<b> a</b> ', ' a', [bold(0, 2)]],
    ['shortens an entity that ends after the text', 'a <b>b  </b>', 'a b', [bold(2, 1)]],
    ['merges adjacent formatting', '<b>a</b><b>b</b>', 'ab', [bold(0, 2)]],
    ['drops formatting of white space', 'a<b> </b>b', 'a b', []],
    [
      'drops formatting inside code',
      '<b>a<code>b</code>c</b>',
      'abc',
      [bold(0, 1), { type: 'code', offset: 1, length: 1 }, bold(2, 1)],
    ],
    ['replaces control characters by spaces', 'a\u0007b\r\nc', 'a b\nc', []],
    ['removes direction overrides', 'a\u202eb', 'ab', []],
    [
      'keeps the inner one of nested links',
      '<a href="http://a.org"><a href="http://b.org">t</a></a>',
      't',
      [link('http://b.org/')],
    ],
    [
      'detects addresses outside links',
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
    ['an empty text', '', 'HTML', 'message text is empty'],
    ['white space', ' \n ', '', 'text must be non-empty'],
    ['invisible characters', '\u200b\u2800\u200e', '', 'text must be non-empty'],
    ['only tags', '<b> </b>', 'HTML', 'text must be non-empty'],
    ['an unknown parse_mode', 'a', 'BBCode', 'unsupported parse_mode'],
    ['half a character', '\ud83d', '', 'strings must be encoded in UTF-8'],
    [
      'links of 9,600 units',
      `<a href="https://x.org/${'a'.repeat(1500)}">x</a> `.repeat(6) +
        `<a href="https://x.org/${'b'.repeat(600)}">x</a>`,
      'HTML',
      'ENTITIES_TOO_LONG',
    ],
    ['4,097 units', 'a'.repeat(4097), '', 'message is too long'],
    ['4,097 units that end within an emoji', `${'a'.repeat(4095)}😀`, '', 'message is too long'],
  ]
  test.each(refused)('refuses %s', (_name, text, mode, description) => {
    expect(() => botText(text, mode, '')).toThrow(`Bad Request: ${description}`)
  })

  test('counts units after parsing', () => {
    const html = `<a href="https://example.com/${'x'.repeat(3000)}">${'a'.repeat(4095)}</a>&amp;`
    expect(botText(html, 'html', '').text).toHaveLength(4096)
  })

  test('drops entities beyond 100 silently, formatting before links', () => {
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
