/** OPML: salvaged outline by outline, and written. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOpml, writeOpml } from '../../src/feed/opml.ts'

const wrap = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="1.0"><head/><body>${body}</body></opml>`
const urls = (text: string) => readOpml(text)?.map(({ url }) => url) ?? null
const a = 'https://a.example/feed'
const b = 'https://b.example/feed'
const outlineA = `<outline text="A" xmlUrl="${a}"/>`
const outlineB = `<outline text="B" xmlUrl="${b}"/>`

describe('readOpml', () => {
  it('reads outlines in nested folders in their order', () => {
    const nested = `<outline text="X"><outline text="Y"><outline text="One" xmlUrl="${a}"/></outline></outline>`
    expect(readOpml(wrap(`${nested}<outline title="Two" xmlUrl="${b}"/>`))).toEqual([
      { url: a, title: 'One' },
      { url: b, title: 'Two' },
    ])
  })

  it.each<readonly [string, string, readonly string[] | null]>([
    ['names in any case', wrap(`<OUTLINE TEXT="x" XMLURL="${a}"/>`), [a]],
    ['a root in capitals', `<OPML><BODY><Outline xmlurl="${a}"></Outline></BODY></OPML>`, [a]],
    ['`url` of the type rss', wrap(`<outline type="rss" url="${a}"/>`), [a]],
    ['`url` of another type: a page or a list', wrap(`<outline type="link" url="${a}"/><outline url="${b}"/>`), []],
    ['single quotes', wrap(`<outline text='x' xmlUrl='${a}'/>`), [a]],
    ['no quotes', wrap(`<outline text=x xmlUrl=${a} />${outlineB}`), [a, b]],
    [
      'entities',
      wrap('<outline text="a &amp; b" xmlUrl="https://a.example/?x=1&amp;y=2"/>'),
      ['https://a.example/?x=1&y=2'],
    ],
    [
      'an ampersand that is not escaped',
      wrap('<outline xmlUrl="https://a.example/?x=1&copy=2"/>'),
      ['https://a.example/?x=1&copy=2'],
    ],
    ['an odd quote in a value', wrap(`<outline text="12" pipe club" xmlUrl="${a}"/>${outlineB}`), [a, b]],
    ['quotes in a value', wrap(`<outline text="say "hi" now" xmlUrl="${a}"/>${outlineB}`), [a, b]],
    ['a quote that is missing', wrap(`<outline text="Open xmlUrl="${a}" type="rss"/>\n${outlineB}`), [a, b]],
    ['an equals sign behind an odd quote', wrap(`<outline text="a"b="c" xmlUrl="${a}"/>${outlineB}`), [a, b]],
    ['a greater-than sign in a value', wrap(`<outline text="5 > 3" xmlUrl="${a}"/>${outlineB}`), [a, b]],
    ['one behind an odd quote', wrap(`<outline text="5" > 3" xmlUrl="${a}"/>${outlineB}`), [a, b]],
    ['tags in a value', wrap(`<outline text="a <b>bold</b> title" xmlUrl="${a}"/>${outlineB}`), [a, b]],
    [
      '`__proto__` and `constructor`',
      wrap(`<outline __proto__="x" constructor="y" xmlUrl="${a}"/>${outlineB}`),
      [a, b],
    ],
    ['an attribute twice', wrap(`<outline text="x" text="y" xmlUrl="${a}"/>`), [a]],
    ['line breaks between attributes', wrap(`<outline\r\n\ttext="x"\r\n\txmlUrl = "${a}"\r\n/>`), [a]],
    ['a namespace of its own', wrap(`<o:outline x:y="z" xmlUrl="${a}"/>`), [a]],
    ['an end in a value', `<opml><body>${outlineB}<outline text="Cut" xmlUrl="https://c.exam`, [b]],
    ['an end in a value without quotes', `<opml><body>${outlineB}<outline text="Cut" xmlUrl=https://c.exam`, [b]],
    ['an end behind the address', `<opml><body><outline xmlUrl="${a}" htmlUrl="https://a.ex`, [a]],
    ['an end in a name', `<opml><body>${outlineA}<outl`, [a]],
    ['no end tags', `<opml><body><outline text="Folder">${outlineA}${outlineB}`, [a, b]],
    ['end tags that do not match', wrap(`<outline text="F"></body></outline></outline>${outlineA}`), [a]],
    ['no root', `<body>${outlineA}</body>`, [a]],
    ['outlines in a comment', wrap(`<!-- ${outlineA} -->${outlineB}`), [b]],
    ['outlines in CDATA', wrap(`<![CDATA[${outlineA}]]>${outlineB}`), [b]],
    ['outlines in an instruction', wrap(`<?x ${outlineA}?>${outlineB}`), [b]],
    ['a comment without an end', wrap(`<!-- ${outlineA}`), [a]],
    ['a long comment first', `<?xml version="1.0"?><!--${'-= '.repeat(9000)}-->${wrap(outlineA).slice(39)}`, [a]],
    ['a DOCTYPE', `<!DOCTYPE opml SYSTEM "http://x.example/opml.dtd">${wrap(outlineA).slice(39)}`, [a]],
    [
      'a DOCTYPE with entities, which are not expanded',
      `<!DOCTYPE opml [<!ENTITY a "https://x.example/"><!ENTITY b "&a;&a;">]><opml><body><outline xmlUrl="&b;"/>${outlineA}`,
      ['&b;', a],
    ],
    ['no feeds', wrap('<outline text="empty"/>'), []],
    ['another document', '<rss version="2.0"><channel/></rss>', null],
    ['a page', '<!doctype html><html><body>opml</body></html>', null],
    ['a page without a DOCTYPE', `<html><body>${outlineA}</body></html>`, null],
    ['no markup', '<', null],
  ])('reads the expected feeds: %s', (_, text, expected) => expect(urls(text)).toEqual(expected))

  it.each([
    ['from HTML', 'text="AT&amp;amp;T &amp;lt;b&amp;gt;"', 'AT&T <b>'],
    ['from HTML beside the plain title', 'text="1 &amp;lt; 2" title="1 &lt; 2"', '1 < 2'],
    ['from plain text', 'text="AT&amp;T &lt;b&gt;"', 'AT&T <b>'],
    [
      'from plain text that is the title, too',
      'text="The &amp;amp;lt; entity" title="The &amp;amp;lt; entity"',
      'The &amp;lt; entity',
    ],
    ['from the title alone, which is plain', 'title="The &amp;lt; entity"', 'The &lt; entity'],
    ['with named entities of HTML', 'text="Caf&eacute; &mdash; bar"', 'Café — bar'],
    ['from the owner’s name for a feed', 'text="My &amp;amp; own" title="Theirs"', 'My & own'],
  ])('gives titles as plain text, %s', (_, names, title) => {
    expect(readOpml(wrap(`<outline ${names} xmlUrl="${a}"/>`))).toEqual([{ url: a, title }])
  })

  it('reads hostile documents in linear time', () => {
    expect(urls(`<opml><body>${'<outline text="x">'.repeat(50_000)}${outlineA}`)).toEqual([a])
    for (const part of [
      '<outline ',
      '<outline x="',
      '<outline = ',
      '<!--',
      '<![CDATA[',
      '<?',
      "<outline xmlUrl='",
      '<outline a=">"',
    ])
      expect(readOpml(`<opml>${part.repeat(100_000)}`)).not.toBeNull()
    const wide = Array.from({ length: 5000 }, (_, index) => `<outline xmlUrl="https://a.example/${index}"/>`)
    expect(urls(wrap(wide.join('')))).toHaveLength(2000)
    const entities = Array.from({ length: 2000 }, (_, at) => `<!ENTITY e${at} "${`&e${at - 1};`.repeat(50)}">`)
    expect(urls(`<!DOCTYPE opml [${entities.join('')}]><opml><outline xmlUrl="${a}"/>`)).toEqual([a])
  })
})

describe('writeOpml', () => {
  const date = 'Mon, 05 Jan 2026 12:00:00 GMT'

  it('writes the text as HTML and the title as plain text, and names the site where it is known', () => {
    const feeds = [
      { url: `${a}?x=1&y=2`, title: 'A & <B> "C"', site: 'https://a.example/?l=1&m' },
      { url: b, title: '', site: null },
    ]
    const opml = writeOpml('Mine', date, feeds)
    expect(opml).toContain('text="A &amp;amp; &amp;lt;B&amp;gt; &amp;quot;C&amp;quot;"')
    expect(opml).toContain('title="A &amp; &lt;B&gt; &quot;C&quot;"')
    expect(readOpml(opml)?.map(({ title }) => title)).toEqual(['A & <B> "C"', b])
    expect(opml).toContain('htmlUrl="https://a.example/?l=1&amp;m"/>')
    expect(opml).toContain(`xmlUrl="${b}"/>`)
  })

  it('writes what readOpml reads', () => {
    const feed = fc.record({
      url: fc.webUrl({ withQueryParameters: true }),
      title: fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('&amp;', '&lt;b&gt;', 'a &copy b', '&amp;amp;amp;'),
      ),
      site: fc.option(fc.webUrl()),
    })
    fc.assert(
      fc.property(fc.uniqueArray(feed, { selector: ({ url }) => url, maxLength: 10 }), fc.string(), (feeds, title) => {
        const read = readOpml(writeOpml(title, date, feeds))
        expect(read?.map(({ url }) => url)).toEqual(feeds.map(({ url }) => url))
        for (const [at, { title: own, url }] of feeds.entries()) {
          const lines = own.replace(/[\p{Cc}\ufffe\uffff]/gu, ' ').trim()
          if (!/[\p{Cc}\ufffe\uffff\ud800-\udfff]|\s[\w:-]+=$/u.test(own) && lines !== '')
            expect(read?.[at]?.title).toBe(lines || url)
        }
      }),
    )
  })
})
