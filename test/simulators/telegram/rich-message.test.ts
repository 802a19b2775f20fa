/** Rich messages of the simulated Telegram: what it takes, and what it refuses. */
import { describe, expect, it } from 'vitest'
import { Parameters } from '../../../simulators/telegram/parameters.ts'
import { readRichMessage } from '../../../simulators/telegram/rich-message.ts'

function outcomeOf(input: object): string {
  try {
    const rich = JSON.stringify({ skip_entity_detection: true, ...input })
    return readRichMessage(new Parameters(new Map([['rich_message', rich]])))?.text ?? 'nothing'
  } catch (error) {
    return error instanceof Error ? error.message.replace('Bad Request: ', '') : ''
  }
}

describe('a rich message is taken', () => {
  const cases: readonly (readonly [name: string, html: string, text: string])[] = [
    ['with headings and paragraphs', '<h1>A</h1>\n<p>b\n c</p>', 'A\nb c'],
    ['with lists', '<ul>\n<li>a</li><li>b<br>c</li></ul>', '• a\n• b\nc'],
    ['with links and formatting', '<p>a <b>b <a href="https://e.org/?a=1&amp;b">c</a></b></p>', 'a b c'],
    ['with a folded list', '<details open><summary>more</summary><ul><li>a</li></ul></details>', 'more\n• a'],
    ['with a quotation', '<blockquote expandable>a<cite>b</cite></blockquote>', 'a\nb'],
    [
      'with all named entities',
      '<p>&lt;&gt;&amp;&quot;&apos;x&nbsp;&hellip;&mdash;&ndash;&lsquo;&rsquo;&ldquo;&rdquo;</p>',
      '<>&"\'x\u00a0…—–‘’“”',
    ],
    ['with numeric entities', '<p>&#65;&#x42;</p>', 'AB'],
    ['without blocks', 'a <i>b</i>', 'a b'],
  ]
  it.each(cases)('%s', (_, html, text) => expect(outcomeOf({ html })).toBe(text))
})

describe('a rich message is refused', () => {
  const cases: readonly (readonly [name: string, input: object, part: string])[] = [
    ['with an unknown tag', { html: '<center>a</center>' }, 'Unsupported start tag "center"'],
    ['with an unclosed tag', { html: '<p>a' }, 'end tag corresponding to start tag "p"'],
    ['with crossing tags', { html: '<p><b>a</p></b>' }, 'Unmatched end tag'],
    ['with an unescaped sign', { html: '<p>1 < 2</p>' }, 'Unclosed start tag'],
    ['with an unknown entity', { html: '<p>&eacute;</p>' }, 'Unsupported entity "&eacute;"'],
    ['with a bare ampersand', { html: '<p>a & b</p>' }, 'Unsupported entity "&"'],
    ['with an unknown attribute', { html: '<p style="x">a</p>' }, 'Attribute "style" is not allowed'],
    ['with a script for a link', { html: '<p><a href="javascript:x">a</a></p>' }, 'Wrong link'],
    [
      'with a link in a link',
      { html: '<p><a href="https://e.org/">a<a href="https://e.org/">b</a></a></p>' },
      'nested',
    ],
    ['with a block in a heading', { html: '<h2><p>a</p></h2>' }, 'not allowed in "h2"'],
    ['with an item outside a list', { html: '<li>a</li>' }, 'not allowed in ""'],
    ['with text between items', { html: '<ul>a<li>b</li></ul>' }, 'A list contains only items'],
    ['with details without a summary', { html: '<details><p>a</p></details>' }, 'begin with a summary'],
    ['with an empty list', { html: '<ul></ul>' }, 'Empty "ul"'],
    ['without a text', { html: ' ' }, 'ext must be non-empty'],
    ['with more characters than allowed', { html: `<p>${'a'.repeat(32_769)}</p>` }, 'TOO_LONG'],
    ['with more blocks than allowed', { html: `<ul>${'<li>a</li>'.repeat(250)}</ul>` }, 'BLOCKS'],
    ['with more levels than allowed', { html: `${'<blockquote>'.repeat(17)}a${'</blockquote>'.repeat(17)}` }, 'DEPTH'],
    ['with two forms', { html: 'a', markdown: 'a' }, 'xactly one'],
    ['without a form', {}, 'xactly one'],
    ['with an unknown field', { html: 'a', text: 'a' }, 'parse rich message'],
  ]
  it.each(cases)('%s', (_, input, part) => expect(outcomeOf(input)).toContain(part))
})
