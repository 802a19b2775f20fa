import { describe, expect, test } from 'vitest'
import { detectEntities } from '../../../simulators/telegram/detect-entities.ts'
import { checkedLink, userLink } from '../../../simulators/telegram/links.ts'

describe('entities that Telegram detects', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['a command', '/start', ['bot_command:/start']],
    [
      'a command to a bot, with an argument',
      '/add@paper_bot https://x.org/feed',
      ['bot_command:/add@paper_bot', 'url:https://x.org/feed'],
    ],
    ['a path is no command', 'a/b and </b>', []],
    ['a mention', 'ask @anna_k, not @me', ['mention:@anna_k']],
    ['an e-mail', 'to a.b@example.com.', ['email:a.b@example.com']],
    ['a hashtag', '#news and #1', ['hashtag:#news']],
    ['a cashtag', '$TSLA $tsla', ['cashtag:$TSLA']],
    ['an address without a scheme', 'see example.com/a.', ['url:example.com/a']],
    ['its bracket', '(see https://en.wikipedia.org/wiki/A_(b))', ['url:https://en.wikipedia.org/wiki/A_(b)']],
    ['names that look like one', 'Node.js, v1.2 and e.g. this', []],
    ['an address with a port', 'http://127.0.0.1:8080/x', ['url:http://127.0.0.1:8080/x']],
  ]
  test.each(cases)('%s', (_name, text, found) => {
    const shown = detectEntities(text).map(
      ({ type, offset, length }) => `${type}:${text.slice(offset, offset + length)}`,
    )
    expect(shown).toEqual(found)
  })
})

describe('links that Telegram accepts', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['https://google.com/?1#tes', 'https://google.com/?1#tes'],
    ['httP://google.com?1#tes', 'http://google.com/?1#tes'],
    ['google.com', 'http://google.com/'],
    ['http://google.com:0', null],
    ['http://google.com:0000000001', 'http://google.com:1/'],
    ['http://google.com:-1', null],
    ['sftp://google.com', null],
    ['http:google.com', null],
    ['http://localhost', null],
    ['http://[2001:db8:0:0:0:ff00:42:8329]', 'http://[2001:db8:0:0:0:ff00:42:8329]/'],
    ['https://.', null],
    ['tg://google_com', 'tg://google_com/'],
    ['tg:google.com', null],
    ['tg://resolve?domain=x', 'tg://resolve?domain=x'],
    ['javascript:alert(1)', null],
    ['', null],
    ['http://127.0.0.1:8787/abc', 'http://127.0.0.1:8787/abc'],
    ['https://x.org/a b', 'https://x.org/a%20b'],
  ]
  test.each(cases)('%s', (link, expected) => {
    expect(checkedLink(link)).toBe(expected)
  })

  test('a tg://user link has the id of a person', () => {
    expect(userLink('tg://user?id=123456')).toBe(123456)
    expect(userLink('https://t.me/user?id=1')).toBe(null)
  })
})
