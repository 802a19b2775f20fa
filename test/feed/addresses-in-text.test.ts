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
    ['before emphasis with underscores', `_${a}_`, a],
    ['before a line through it', `~~${a}~~`, a],
    ['behind a tilde that is its own', 'https://q.example/~', 'https://q.example/~'],
    ['before emoji', `👉${a}👈🏽`, a],
    ['before a flag', `${a}🇩🇪`, a],
    ['behind emoji in its path', 'https://q.example/🔥/feed', 'https://q.example/🔥/feed'],
    ['behind emoji that are a part of its path', 'https://q.example/tag/🔥', 'https://q.example/tag/🔥'],
    ['behind emoji within a word of its path', 'https://q.example/i❤️rss', 'https://q.example/i❤️rss'],
    ['before a mark of direction', `\u200e${a}\u200f`, a],
    ['before the end of an isolate', `\u2068${a}\u2069`, a],
    ['before a word joiner', `${a}\u2060`, a],
    ['before an arrow', `${a}-> news`, a],
    ['before the end of a comment', `<!-- ${a}-->`, a],
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
    ['may be an IPv4 address with a port', '203.0.114.5:8080/feed', ['203.0.114.5:8080/feed']],
    ['may be an IPv4 address with a path', '203.0.114.5/feed', ['203.0.114.5/feed']],
    ['may have the escaped slashes of JSON', '{"url":"https:\\/\\/a.example\\/feed"}', [a]],
    ['is no number of a version', 'v1.2.3', []],
    ['is no IPv4 address alone, which may be the number of a version', '10.2.0.1', []],
    ['is no network', '10.2.0.0/16', []],
    ['is no price', '$3.99/mo', []],
    ['is no date', '30.11.2026', []],
    ['is no time', '10.30pm', []],
    ['is no abbreviation', 'e.g.', []],
    ['is no name of a document', 'report.pdf', []],
    ['is no name of a list', 'my-feeds.opml', []],
    ['is no name of a picture in a list of files', 'a.jpg\nb.PNG\nindex.html', []],
    ['may be the name of a file behind a host', 'a.example/feed.xml', ['a.example/feed.xml']],
    ['is no name of the site of another', `A.example | ${a}`, [a]],
    ['is no name of a site before its www', 'A.example: https://www.a.example/feed', ['https://www.a.example/feed']],
    ['is no call of a function', 'console.log(feed)', []],
    ['is no setting', 'feed.interval=60', []],
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
    ['an arrow', `${a}->${b}`],
    ['an arrow of one character', `${a}→${b}`],
    ['a middle dot', `${a}·${b}`],
    ['emoji', `${a}🔥${b}`],
    ['quotes of an e-mail', `> ${a}\n>> ${b}\n-- \nAnn`],
    ['names and times of a chat', `[10:32, 5/3/2026] Ann: ${a}\n[10:33, 5/3/2026] Bo: v2.1 ${b}`],
    ['check boxes', `- [ ] ${a}\n- [x] ~~${b}~~`],
    ['attributes', `<a href="${a}">A</a><br><a href=${b}>B</a>`],
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
