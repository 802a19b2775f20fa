/** Addresses in texts that people send. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressesIn } from '../../src/feed/addresses-in-text.ts'

const addresses = (text: string) => addressesIn(text).map(({ address }) => address)
const a = 'https://a.example/feed'
const b = 'https://b.example/feed'

describe('an address ends', () => {
  it.each<readonly [string, string, string]>([
    [
      'behind a bracket that it opened',
      'https://q.example/tag/Mercury_(planet)',
      'https://q.example/tag/Mercury_(planet)',
    ],
    ['behind nested brackets', '(https://q.example/a_(b_(c)))', 'https://q.example/a_(b_(c))'],
    ['behind a square bracket', 'https://q.example/?ids[]=1&x=[2]', 'https://q.example/?ids[]=1&x=[2]'],
    ['behind full-width brackets', 'https://q.example/学习（笔记）', 'https://q.example/学习（笔记）'],
    ['behind corner brackets', 'https://q.example/「あ」', 'https://q.example/「あ」'],
    ['behind book title marks, inside others', '《https://q.example/《三体》》', 'https://q.example/《三体》'],
    ['before a bracket around it', `(${a})`, a],
    ['before brackets around the sentence', `(see ${a}), please`, a],
    ['before a full-width bracket', `（见 ${a}）`, a],
    ['before quotes', `“${a}”`, a],
    ['before single quotes', `'${a}'`, a],
    ['before a guillemet', `« ${a} »`, a],
    ['before a full stop', `It is ${a}.`, a],
    ['before several marks', `Is it ${a}?!`, a],
    ['before a Chinese comma', `${a}，谢谢`, a],
    ['behind a comma in a Chinese title', 'https://q.example/wiki/你好，李焕英', 'https://q.example/wiki/你好，李焕英'],
    ['behind a comma in a query', 'https://q.example/?ids=1,2,3', 'https://q.example/?ids=1,2,3'],
    ['before an angle bracket', `<${a}>`, a],
    ['before the bracket of a Markdown link', `[Title](${a})!`, a],
    ['before the title of a Markdown link', `[Title](${a} "Words")`, a],
    ['before a backtick', `\`${a}\``, a],
    ['before emphasis', `**${a}**`, a],
    ['before a table cell', `| ${a} | news |`, a],
    ['behind brackets of any kind', 'https://q.example/⟨a⟩_‹b›_‘c’', 'https://q.example/⟨a⟩_‹b›_‘c’'],
    ['before brackets of any kind', '⟪https://q.example/⟨a⟩⟫', 'https://q.example/⟨a⟩'],
    ['before a word', `${a} news`, a],
    ['behind an underscore', 'https://q.example/a_', 'https://q.example/a_'],
    ['before a bracket that opens nothing', `${a}(`, a],
  ])('%s', (_, text, expected) => expect(addresses(text)).toEqual([expected]))
})

describe('an address', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['follows Chinese without a space', `网址：${a}`, [a]],
    ['keeps its user name and password', 'https://ann:s3cret@q.example/x', ['https://ann:s3cret@q.example/x']],
    [
      'in full width keeps its user name, password and port',
      '添加https：／／ann：s3cret＠q.example：8080／feed',
      ['https://ann:s3cret@q.example:8080/feed'],
    ],
    ['ends before a full-width colon and words', 'https://q.example：新闻', ['https://q.example']],
    ['may begin in capitals', 'HTTPS://A.example/Feed', ['HTTPS://A.example/Feed']],
    ['in full width has an ASCII scheme and host', 'ｈｔｔｐｓ：／／ａ．ｅｘａｍｐｌｅ／ｆｅｅｄ', [a]],
    ['may have a full-width colon', 'https：//a.example/feed', ['https://a.example/feed']],
    ['may have a Chinese full stop in its host', 'https：//example。com/feed', ['https://example。com/feed']],
    ['keeps full-width characters in its path', 'ｈｔｔｐｓ://a.example/Ａ？', ['https://a.example/Ａ']],
    ['keeps composed and decomposed characters', 'https://a.example/e\u0301', ['https://a.example/e\u0301']],
    [
      'keeps a space before a further parameter',
      'https://q.example/?q=red wine&f=60',
      ['https://q.example/?q=red%20wine&f=60'],
    ],
    ['keeps several spaces', 'https://q.example/?q=a b c&f=60 please', ['https://q.example/?q=a%20b%20c&f=60']],
    ['keeps a space in the name of a file', 'https://q.example/my feed.xml', ['https://q.example/my%20feed.xml']],
    [
      'does not take the next address for the name of a file',
      'https://a.example/x b.example/feed.xml',
      ['https://a.example/x', 'b.example/feed.xml'],
    ],
    ['may have a feed’s own scheme', 'pcast://a.example/pod.xml', ['pcast://a.example/pod.xml']],
    ['may have it without slashes', 'feed:a.example/pod.xml', ['feed:a.example/pod.xml']],
    ['may have it before its own', `feed:${a}`, [`feed:${a}`]],
    ['may have it with slashes before its own', `feed://${a}`, [`feed://${a}`]],
    ['may be shown as source', `view-source:${a}`, [`view-source:${a}`]],
    ['may have another scheme', 'ftp://a.example/feed', ['ftp://a.example/feed']],
    ['may lack a scheme', 'a.example/feed', ['a.example/feed']],
    ['may have a port', 'a.example:8080/feed', ['a.example:8080/feed']],
    ['is no e-mail address', 'ann@a.example', []],
    ['is no word with a dot in a sentence', 'Node.js is fine', []],
    ['is no title before an address', `Node.js blog: ${a}`, [a]],
    ['is no scheme alone', 'https:// is a scheme', []],
    ['is no label', 'Podcast: none', []],
  ])('%s', (_, text, expected) => expect(addresses(text)).toEqual(expected))

  it.each([
    ['spaces', `${a} ${b}`],
    ['new lines', `${a}\n${b}`],
    ['carriage returns', `${a}\r${b}\r`],
    ['commas', `${a},${b}`],
    ['commas and spaces', `${a}, ${b}`],
    ['full-width commas', `${a}，${b}`],
    ['ideographic commas', `${a}、${b}`],
    ['semicolons', `${a};${b}`],
    ['brackets', `[${a}][${b}]`],
    ['Markdown', `[A](${a}), [B](${b})`],
    ['a table', `|${a}|${b}|`],
    ['words', `First ${a} and then ${b}.`],
    ['numbers', `1. ${a}\n2) ${b}`],
    ['quotes', `["${a}","${b}"]`],
    ['ideographic spaces', `${a}\u3000${b}`],
    ['zero-width spaces', `${a}\u200b${b}`],
  ])('ends before the next one, behind %s', (_, text) => expect(addresses(text)).toEqual([a, b]))

  it('without a scheme counts beside others of its line', () => {
    expect(addresses(`a.example/feed, b.example、${a}`)).toEqual(['a.example/feed', 'b.example', a])
  })

  it('without a scheme counts among words if the text has no other', () => {
    expect(addressesIn('my blog is a.example/feed', true)[0]?.address).toBe('a.example/feed')
    expect(addressesIn(`my blog a.example is at ${a}`, true).map(({ address }) => address)).toEqual([a])
  })
})

describe('the words around an address', () => {
  it.each([
    ['a dash', `- Ars Technica — ${a}`, 'Ars Technica', ''],
    ['a number', `12. Ars: ${a}`, 'Ars', ''],
    ['a Markdown link', `* [Ars [US]](${a})`, 'Ars [US]', ''],
    ['a plain Markdown link', `* [Ars](${a}) daily`, 'Ars', ') daily'],
    ['a cell', `"Ars",${a}`, 'Ars', ''],
    ['what was cut off', 'https://q.example/?q=red wine', '', 'wine'],
  ])('are known: %s', (_, text, before, after) => {
    const [found] = addressesIn(text)
    if (before !== 'Ars [US]') expect(found?.before).toBe(before)
    expect(found?.after.endsWith(after)).toBe(true)
  })
})

it('any text is read in linear time, and every address found is a part of it', () => {
  for (const part of ['(', ')', 'a.', 'https://', 'a,', '“', ' &a=', 'https://a.example/?a (', "'", 'feed:a'])
    expect(addressesIn(part.repeat(100_000)).length).toBeLessThanOrEqual(100_000)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const { address } of addressesIn(`x ${text} https://${text}`)) expect(address).not.toMatch(/[\s"<>]/u)
    }),
  )
})
