/** Lists of feeds: plain ones, tables, JSON, and the exports of other readers. */
import { describe, expect, it } from 'vitest'
import { readFeedList } from '../../src/feed/feed-list.ts'

const urls = (text: string) => readFeedList(text)?.map(({ url }) => url) ?? null
const a = 'https://a.example/feed'
const b = 'https://b.example/feed'
const c = 'https://c.example/feed'

describe('readFeedList', () => {
  it.each<readonly [string, string, readonly string[] | null]>([
    ['lines', `My feeds:\r\n${a}\r\n\r\n  ${b}  \n`, [a, b]],
    ['CR as the end of a line', `${a}\r${b}\r`, [a, b]],
    ['tags', `${a} news "~Name"\n${b} "a tag" other`, [a, b]],
    ['bullets', `- ${a}\n* ${b}\n• ${c}`, [a, b, c]],
    ['numbers', `1. ${a}\n2) ${b}\n(3) ${c}`, [a, b, c]],
    ['quotes', `"${a}"\n'${b}'\n„${c}“`, [a, b, c]],
    ['comments', `# ${a}\n#${b}\n${c} # mine`, [c]],
    ['several in a line', `${a}, ${b} ${c}`, [a, b, c]],
    ['titles', `Alpha — ${a}\nBeta: ${b}`, [a, b]],
    ['Markdown', `# Feeds\n\n- [Alpha](${a})\n- <${b}>`, [a, b]],
    ['no schemes', 'a.example/feed\nb.example\n', ['a.example/feed', 'b.example']],
    ['an address in angle brackets first', `<${a}>\n<${b}>`, [a, b]],
    ['an address twice', `${a}\n${a}`, [a]],
    ['a byte-order mark', `\ufeff${a}`, [a]],
    ['other schemes, to report them', `ftp://a.example/x\n${b}`, ['ftp://a.example/x', b]],
    ['a CSV table', `title,url,tags\n"Alpha, ""A""",${a},news\nBeta,${b},`, [a, b]],
    ['a CSV table with semicolons', `URL;Name\n${a};Alpha\n${b};Beta`, [a, b]],
    ['a table of tabs', `feed_url\ttitle\n${a}\tAlpha`, [a]],
    ['cells without names', `"Alpha","${a}"\nBeta,${b}`, [a, b]],
    ['JSON', JSON.stringify([a, b]), [a, b]],
    ['JSON with escaped slashes', JSON.stringify([a, b]).replaceAll('/', '\\/'), [a, b]],
    ['JSON objects', JSON.stringify([{ url: a, title: 'A' }, { xmlUrl: b }]), [a, b]],
    [
      'JSON objects of several addresses',
      JSON.stringify([{ id: 1, site_url: c, feed_url: a }, { feedUrl: b }]),
      [a, b],
    ],
    ['a table of YouTube', `Channel Id,Channel Url,Channel Title\nU1,${a},Ann, the cook\nU2,${b},Bo`, [a, b]],
    ['a table that also has the sites', `Title,URL,Feed URL\nAnn,${c},${a}`, [a]],
    ['a Chinese table', `名称,订阅地址\n甲,${a}`, [a]],
    ['words with commas that are no table', `My list, the link:\nlink, url\n${a}`, [a]],
    ['YAML', `- title: Alpha\n  url: ${a}\n- title: Beta\n  url: "${b}"`, [a, b]],
    ['OPML behind words', `My list:\n<opml version="1.0"><outline text="A" xmlUrl="${a}"/></opml>`, [a]],
    ['OPML in a block of code', `\`\`\`xml\n<outline text="A &lt; B" xmlUrl="${a}"/>\n\`\`\``, [a]],
    ['OPML whose quotes a keyboard turned', `<opml><outline text=“A” xmlUrl=“${a}”/></opml>`, [a]],
    ['commands of newsboat', `"filter:~/bin/short.pl:${a}" news\nexec:~/bin/make\n${b}`, [a, b]],
    ['a letter without an address', 'Dear all,\nhow are you?', null],
    ['settings in JSON', JSON.stringify({ title: 'x', feeds: [a] }), null],
    ['a picture', `\u0089PNG\r\n\u001a\n\u0000 xmlns="${a}"`, null],
    ['nothing', '', null],
    ['a page', '<!doctype html><html><body>opml</body></html>', null],
    ['OPML', `<opml><body><outline xmlUrl="${a}"/></body></opml>`, [a]],
  ])('reads the expected feeds: %s', (_, text, expected) => expect(urls(text)).toEqual(expected))

  it.each([
    ['a newsboat name', `${a} news "~My name"`, 'My name'],
    ['words before it', `* Alpha & Co. — ${a}`, 'Alpha & Co.'],
    ['a Markdown link', `[Alpha (DE)](${a})`, 'Alpha (DE)'],
    ['a cell', `name,link\n"Alpha, ""A""",${a}`, 'Alpha, "A"'],
    ['JSON', JSON.stringify([{ url: a, title: 'Alpha' }]), 'Alpha'],
    ['JSON with a name', JSON.stringify([{ name: 'Alpha', feed_url: a }]), 'Alpha'],
    ['OPML before a missing quote', `<opml><outline text="Alpha xmlUrl="${a}"/></opml>`, 'Alpha'],
    ['no name of a field', `url: ${a}`, ''],
    ['no command', `filter:cut -c 9 ${a}`, ''],
  ])('takes the title from %s', (_, text, title) => expect(readFeedList(text)).toEqual([{ url: a, title }]))
})

/** Each in the form that the reader's export has. */
const exports: Readonly<Record<string, string>> = {
  FreshRSS: `<?xml version="1.0" encoding="UTF-8"?>
<opml xmlns:frss="https://freshrss.org/opml" version="2.0">
  <head>
    <title>FreshRSS</title>
    <dateCreated>Mon, 05 Jan 2026 12:00:00</dateCreated>
  </head>
  <body>
    <outline text="Uncategorized">
      <outline text="Alpha &amp; Sons" type="rss" xmlUrl="${a}" htmlUrl="https://a.example/" description="First"/>
      <outline text="Beta" type="HTML+XPath" xmlUrl="${b}" htmlUrl="https://b.example/" description="" frss:xPathItem="//div[@class=&quot;item&quot;]" frss:xPathItemTitle="descendant::h2" frss:filtersActionRead="intitle:ad&#10;author:bot"/>
    </outline>
  </body>
</opml>`,
  Miniflux: `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:miniflux="https://miniflux.app/opml">
    <head>
        <title>Miniflux</title>
        <dateCreated>Mon, 05 Jan 2026 12:00:00 UTC</dateCreated>
    </head>
    <body>
        <outline text="All">
            <outline title="Alpha &amp; Sons" text="Alpha &amp; Sons" xmlUrl="${a}" htmlUrl="https://a.example/" miniflux:crawler="true"></outline>
            <outline title="Beta" text="Beta" xmlUrl="${b}" htmlUrl="https://b.example/" description="Second"></outline>
        </outline>
    </body>
</opml>`,
  Feedly: `<?xml version="1.0" encoding="UTF-8"?>

<opml version="1.0">
    <head>
        <title>Ann subscriptions in feedly Cloud</title>
    </head>
    <body>
        <outline text="News" title="News">
            <outline type="rss" text="Alpha &amp; Sons" title="Alpha &amp; Sons" xmlUrl="${a}" htmlUrl="https://a.example"/>
        </outline>
        <outline text="Both" title="Both">
            <outline type="rss" text="Alpha &amp; Sons" title="Alpha &amp; Sons" xmlUrl="${a}" htmlUrl="https://a.example"/>
            <outline type="rss" text="Beta" title="Beta" xmlUrl="${b}"/>
        </outline>
    </body>
</opml>`,
  Inoreader: `<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0">
  <head>
    <title>Feeds of Ann from Inoreader [https://www.inoreader.com]</title>
  </head>
  <body>
    <outline text="News" title="News">
      <outline text="Alpha &amp; Sons" title="Alpha &amp; Sons" type="rss" xmlUrl="${a}" htmlUrl="https://a.example/"/>
    </outline>
    <outline text="Beta" title="Beta" type="rss" xmlUrl="${b}" htmlUrl="https://b.example/"/>
  </body>
</opml>`,
  RSStT: `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
\t<head>
\t\t<title>Subscriptions in RSStT</title>
\t\t<ownerName>RSS to Telegram Bot</ownerName>
\t\t<ownerId>https://rsstt.example/about</ownerId>
\t\t<dateCreated>Mon, 05 Jan 2026 12:00:00 UTC</dateCreated>
\t</head>
\t<body>
\t\t<outline type="rss" text="Alpha &amp; Sons" title="Alpha &amp; Sons" xmlUrl="${a}"/>
\t\t<outline type="rss" text="Beta" title="Beta" xmlUrl="${b}"/>
\t</body>
</opml>`,
  Feedbro: `<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0">
<head>
<title>Feed Subscriptions</title>
</head>
<body>
<outline title="News" text="News">
<outline type="rss" title="Alpha &amp; Sons" text="Alpha &amp; Sons" xmlUrl="${a}" htmlUrl="https://a.example/" rssfr-numPosts="50" rssfr-favicon="data:image/png;base64,iVBORw0KGgo=" rssfr-useNotifications="0" rssfr-updateInterval="60"/>
<outline title="Inner" text="Inner"><outline type="rss" title="Beta" text="Beta" xmlUrl="${b}" rssfr-favicon=""/></outline>
</outline>
</body>
</opml>`,
  NetNewsWire: `<?xml version="1.0" encoding="UTF-8"?>
<!-- OPML generated by NetNewsWire -->
<opml version="1.1">
\t<head>
\t\t<title>Subscriptions-OnMyMac.opml</title>
\t</head>
<body>

\t<outline text="News" title="News">
\t\t<outline text="Alpha &amp; Sons" title="Alpha &amp; Sons" description="" type="rss" version="RSS" htmlUrl="https://a.example/" xmlUrl="${a}"/>
\t</outline>
\t<outline text="Beta" title="Beta" description="" type="rss" version="RSS" htmlUrl="" xmlUrl="${b}"/>
\t</body>
</opml>`,
}

describe('the export of another reader is read', () => {
  it.each(Object.entries(exports))('%s', (_, text) => {
    expect(readFeedList(text)).toEqual([
      { url: a, title: 'Alpha & Sons' },
      { url: b, title: 'Beta' },
    ])
  })
})
