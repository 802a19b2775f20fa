/** Items of every format. */
import { describe, expect, test } from 'vitest'
import type { Item } from '../../src/model.ts'
import { atomOf, itemsOf, now, rssItem, rssOf } from './fixtures/documents.ts'

describe('an item', () => {
  const rss = (inner: string, channel?: string) => rssOf(`<item>${inner}</item>`, channel)
  const atom = (inner: string, feed?: string) => atomOf(`<entry>${inner}</entry>`, feed)
  const cases: readonly (readonly [name: string, text: string, item: Partial<Item>])[] = [
    [
      'with everything',
      rss(
        '<title>T</title><link>https://e.org/1</link><guid isPermaLink="false">g</guid><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate><author>ann@e.org (Ann)</author><category>A</category><category><![CDATA[B & C]]></category><category>A</category><description>&lt;p&gt;Text&lt;/p&gt;</description>',
      ),
      {
        id: 'g',
        title: 'T',
        link: 'https://e.org/1',
        published: Date.UTC(2026, 10, 20, 8),
        author: 'Ann',
        categories: ['A', 'B & C'],
        summary: 'Text',
      },
    ],
    [
      'with nothing',
      rss(''),
      {
        id: null,
        title: '',
        link: null,
        published: null,
        updated: null,
        author: null,
        categories: [],
        summary: '',
        image: null,
      },
    ],
    [
      'with HTML in the title',
      rss('<title>A &lt;b&gt;bold&lt;/b&gt; &amp;amp; brave title</title>'),
      { title: 'A bold & brave title' },
    ],
    [
      'with escaped CDATA',
      rss(
        '<title>&lt;![CDATA[A &amp;amp; B]]&gt;</title><description><![CDATA[<![CDATA[<p>Text <img src="/i.jpg"></p>]]]]><![CDATA[>]]></description>',
      ),
      { title: 'A & B', summary: 'Text', image: 'https://example.org/i.jpg' },
    ],
    [
      'with CDATA in the title',
      rss('<title><![CDATA[Tom &amp; Jerry <i>live</i>]]></title>'),
      { title: 'Tom & Jerry live' },
    ],
    [
      'with an empty title',
      rss('<title/><description>What happened then &amp; there.</description>'),
      { title: 'What happened then & there.' },
    ],
    [
      'with a title of markup alone',
      rss('<title>&lt;br&gt;</title><description>Words</description>'),
      { title: 'Words' },
    ],
    ['with a dc:title', rss('<dc:title>D</dc:title>'), { title: 'D' }],
    ['with a media:title beside', rss('<media:title>M</media:title><title>T</title>'), { title: 'T' }],
    ['with a guid for a link', rss('<guid>https://e.org/1</guid>'), { link: 'https://e.org/1' }],
    ['with a guid that is no address', rss('<guid>1</guid>'), { id: '1', link: null }],
    [
      "with feedburner's link",
      rss('<link>https://f.org/1</link><feedburner:origLink>https://e.org/1</feedburner:origLink>'),
      { link: 'https://e.org/1' },
    ],
    [
      'with an enclosure for a link',
      rss('<enclosure url="https://e.org/1.mp3" type="audio/mpeg"/>'),
      { link: 'https://e.org/1.mp3' },
    ],
    ['with an Atom link', rss('<atom:link href="https://e.org/1"/>'), { link: 'https://e.org/1' }],
    ['with a link relative to the site', rss('<link>/1</link>'), { link: 'https://example.org/1' }],
    [
      'with a link relative to the feed',
      rss('<link>1?a=1&amp;b=2</link>', ''),
      { link: 'https://feeds.example.org/news/1?a=1&b=2' },
    ],
    [
      'with a link of another scheme',
      rss('<link>javascript:alert(1)</link><guid>data:text/html,x</guid>'),
      { link: null },
    ],
    ['with a link over several lines', rss('<link>\n  https://e.org/1\n</link>'), { link: 'https://e.org/1' }],
    ['with a link in Chinese', rss('<link>https://e.org/新闻</link>'), { link: 'https://e.org/%E6%96%B0%E9%97%BB' }],
    ['with a link of 5,000 characters', rss(`<link>https://e.org/${'x'.repeat(5000)}</link>`), { link: null }],
    ['dated in the future', rss('<pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate>'), { published: now }],
    ['dated by Dublin Core', rss('<dc:date>2026-11-20T08:00:00Z</dc:date>'), { published: Date.UTC(2026, 10, 20, 8) }],
    ['with an unreadable date', rss('<pubDate>soon</pubDate>'), { published: null }],
    [
      'by the author of the feed',
      rss('<title>T</title>', '<title>N</title><itunes:author>Crew</itunes:author>'),
      { author: 'Crew' },
    ],
    ['with a creator', rss('<dc:creator><![CDATA[Ann]]></dc:creator><author>x@e.org</author>'), { author: 'Ann' }],
    [
      'under another prefix',
      '<rss xmlns:d="http://purl.org/dc/elements/1.1/"><channel><item><d:creator>Ann</d:creator></item></channel></rss>',
      { author: 'Ann' },
    ],
    [
      'with full text alone',
      rss('<content:encoded><![CDATA[<p>Full</p><img src="/a.jpg">]]></content:encoded>'),
      { summary: 'Full', image: 'https://example.org/a.jpg' },
    ],
    [
      'with a thumbnail',
      rss('<media:group><media:thumbnail url="https://e.org/t.jpg"/></media:group>'),
      { image: 'https://e.org/t.jpg' },
    ],
    [
      'with an image enclosed',
      rss('<link>/1</link><enclosure url="https://e.org/t.jpg" type="image/jpeg"/>'),
      { link: 'https://example.org/1', image: 'https://e.org/t.jpg' },
    ],
    [
      'with control characters',
      rss('<title>A\u0000\u0008B\u202eC</title><guid>g\u0007</guid>'),
      { id: 'g', title: 'ABC' },
    ],
    [
      'with names that no object may have',
      rss('<__proto__>x</__proto__><constructor>y</constructor><title __proto__="z">T</title><toString/>'),
      { title: 'T' },
    ],
    [
      'with broken XML after the title',
      rss('<title>T</title><link>https://e.org/1</link><guid>g</guid><description><b'),
      { id: 'g', title: 'T', link: 'https://e.org/1' },
    ],
    ['with a stray end tag', rss('</b><title>T</title>'), { title: 'T' }],
    ['with unclosed tags before the title', rss('<br><br><title>T</title><guid>g</guid>'), { id: 'g', title: 'T' }],

    [
      'of Atom with everything',
      atom(
        '<id>i</id><title>T</title><link rel="alternate" href="https://e.org/1"/><link rel="edit" href="/x"/><published>2026-11-20T08:00:00Z</published><updated>2026-11-21T08:00:00Z</updated><author><name>Ann</name><email>ann@e.org</email></author><category term="a" label="A"/><category term="b"/><summary>Text</summary>',
      ),
      {
        id: 'i',
        title: 'T',
        link: 'https://e.org/1',
        published: Date.UTC(2026, 10, 20, 8),
        updated: Date.UTC(2026, 10, 21, 8),
        author: 'Ann',
        categories: ['a', 'A', 'b'],
        summary: 'Text',
      },
    ],
    [
      'of Atom with a plain title',
      atom('<title type="text">1 &lt; 2 &amp;amp; &lt;b&gt;</title>'),
      { title: '1 < 2 &amp; <b>' },
    ],
    [
      'of Atom with an HTML title',
      atom('<title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title>'),
      { title: 'A & B' },
    ],
    [
      'of Atom with an XHTML title',
      atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A &amp; <b>B</b> &lt; C</div></title>'),
      { title: 'A & B < C' },
    ],
    [
      'of Atom with XHTML content',
      atom('<content type="xhtml"><div><p>One</p><p>Two &amp; three</p><img src="/a.jpg"/></div></content>'),
      { summary: 'One Two & three', image: 'https://example.org/a.jpg' },
    ],
    ['of Atom with HTML that has no type', atom('<content>&lt;p&gt;One&lt;/p&gt;</content>'), { summary: 'One' }],
    [
      'of Atom relative to xml:base',
      '<feed xml:base="https://b.org/x/" xmlns="http://www.w3.org/2005/Atom"><entry xml:base="y/"><link href="1"/></entry></feed>',
      { link: 'https://b.org/x/y/1' },
    ],
    [
      'of Atom with content elsewhere',
      atom('<content src="https://e.org/1" type="text/html"/>'),
      { link: 'https://e.org/1' },
    ],
    [
      'of Atom with an enclosure',
      atom('<link rel="enclosure" href="https://e.org/1.mp3"/>'),
      { link: 'https://e.org/1.mp3' },
    ],
    [
      'of Atom by the author of the feed',
      atom('<title>T</title>', '<title>F</title><author><name>Ann</name></author>'),
      { author: 'Ann' },
    ],
    [
      'of Atom from another source',
      atom('<source><title>S</title><id>s</id><author><name>Sue</name></author></source><title>T</title>'),
      { id: null, title: 'T', author: 'Sue' },
    ],
    [
      'of Atom with an address for its id',
      atom('<id>https://e.org/1</id>'),
      { id: 'https://e.org/1', link: 'https://e.org/1' },
    ],
    [
      'of Atom with a prefix',
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title type="html">T &amp;lt;</a:title><a:link href="https://e.org/1"/><a:id>i</a:id></a:entry></a:feed>',
      { id: 'i', title: 'T <', link: 'https://e.org/1' },
    ],
    [
      'of Atom 0.3',
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped" type="text/html">&lt;b&gt;T&lt;/b&gt;</title><issued>2004-01-01T00:00:00Z</issued><modified>2004-01-02T00:00:00Z</modified></entry></feed>',
      { title: 'T', published: Date.UTC(2004, 0, 1), updated: Date.UTC(2004, 0, 2) },
    ],
    [
      'of YouTube',
      atom(
        '<id>yt:video:x</id><title>V</title><link rel="alternate" href="https://y.org/x"/><media:group><media:title>M</media:title><media:thumbnail url="https://y.org/x.jpg"/><media:description>About</media:description></media:group>',
      ),
      { title: 'V', summary: 'About', image: 'https://y.org/x.jpg' },
    ],
    [
      'of RDF',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="c"><title>C</title><items><rdf:Seq/></items></channel><item rdf:about="https://e.org/a"><title>T</title><link>https://e.org/1</link></item></rdf:RDF>',
      { id: 'https://e.org/a', title: 'T', link: 'https://e.org/1' },
    ],
  ]
  test.each(cases)('is read: %s', (_name, text, item) => {
    expect(itemsOf(text)[0]).toMatchObject(item)
  })

  test('does not affect the others if it is broken', () => {
    const broken =
      '<item><title>Broken</title><guid>b</guid><link>/b</link><description><![CDATA[never ends</description><x></item>'
    const items = itemsOf(rssOf(rssItem(1) + broken + rssItem(2)))
    expect(items.map((item) => item.title)).toEqual(['Story 1', 'Broken', 'Story 2'])
  })

  test('has a title and a summary of limited length', () => {
    const [item] = itemsOf(rss(`<title>${'t'.repeat(5000)}</title><description>${'word '.repeat(5000)}</description>`))
    expect(item?.title.length).toBeLessThanOrEqual(1000)
    expect(item?.summary.length).toBeLessThanOrEqual(500)
  })
})
