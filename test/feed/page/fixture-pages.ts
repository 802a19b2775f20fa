/** Pages of many structures, with the headlines of their main list. Names, places and events are invented. */

export interface FixturePage {
  /** What kind of page it is. */
  readonly kind: string
  readonly url: string
  readonly html: string
  /** The headlines of its main list. */
  readonly headlines: readonly string[]
}

const topics = [
  'Harbour council approves the new ferry timetable for winter',
  'Old observatory reopens after twelve years of repairs',
  'Bakers of Lindenau fear a poor harvest of spelt',
  'Students build a bridge that weighs less than a bicycle',
  'Night trains return to the northern valley in March',
  'Library lends out seeds to gardeners for the third year',
  'Storm closes the mountain pass until Thursday evening',
  'Museum shows letters of an unknown clockmaker',
] as const

/** The usual surroundings of a list: navigation, sidebar and footer, with links of their own. */
function framed(content: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Lindenau Courier</title>${head}
<style>.x > a { color: red }</style><script>var a = '<a href="/fake">A headline that only a script contains here</a>'</script></head>
<body class="home has-sidebar"><header class="site-header"><a href="/"><img src="/logo.png" alt="The Lindenau Courier"></a>
<nav class="main-nav"><ul><li><a href="/politics">Politics</a></li><li><a href="/economy">Economy and labour market</a></li>
<li><a href="/culture">Culture</a></li><li><a href="/sports">Sports from the whole region</a></li></ul></nav></header>
${content}
<aside class="sidebar"><h3>Most read</h3><ul><li><a href="/most/1">What the river knows about the town and its people</a></li>
<li><a href="/most/2">Seven walks along the old railway line in autumn</a></li><li><a href="/most/3">How to keep bees on a balcony in the middle of town</a></li></ul></aside>
<div class="tags"><a href="/tag/rail">rail</a> <a href="/tag/river">river</a> <a href="/tag/council">council</a></div>
<div class="cookie-consent"><p>We use cookies.</p><a href="/privacy">Read the privacy policy of this site</a></div>
<footer><ul><li><a href="/about">About the newsroom and its history</a></li><li><a href="/imprint">Imprint</a></li><li><a href="/contact">Contact</a></li></ul></footer>
</body></html>`
}

const each = (html: (title: string, at: number) => string, titles: readonly string[] = topics) =>
  titles.map(html).join('\n')

const notices = [
  '关于2026年冬季供暖时间调整的通知',
  '市图书馆招聘志愿者公告',
  '老城区道路维修施工公告',
  '关于公布第三批文物保护单位的通知',
  '2026年度科研项目申报工作安排',
]
const japanese = [
  '市立図書館の冬季開館時間の変更について',
  '川沿いの遊歩道の工事に関するお知らせ',
  '第十二回市民音楽祭の参加者を募集します',
  '新しい路線バスの運行を四月に開始します',
]
const arabic = [
  'المجلس البلدي يوافق على خط حافلات جديد إلى الميناء',
  'افتتاح المكتبة القديمة بعد ترميم دام عشر سنوات',
  'طلاب الجامعة يبنون جسرا خشبيا فوق النهر',
  'عاصفة رملية تغلق الطريق الجبلي حتى مساء الخميس',
]

export const fixturePages: readonly FixturePage[] = [
  {
    kind: 'a front page with a headline in each article',
    url: 'https://courier.example/',
    html: framed(
      `<main><section class="latest">${each((title, at) => `<article class="teaser post-${at}"><h2><a href="/news/${at}">${title}</a></h2><p>A short text about it.</p></article>`)}</section></main>`,
    ),
    headlines: topics,
  },
  {
    kind: 'cards with a picture, a headline and a button, each a link',
    url: 'https://courier.example/blog/',
    html: framed(
      `<div class="container"><div class="grid">${each(
        (title, at) => `<div class="card"><a class="card-thumb" href="/blog/p${at}/"><img src="/i/${at}.jpg" alt=""></a>
<div class="card-body"><span class="card-date">3 Nov 2026</span><h3 class="card-title"><a href="/blog/p${at}/">${title}</a></h3>
<a class="category" href="/category/town">Town and country</a><a class="more" href="/blog/p${at}/">Continue reading this article</a></div></div>`,
      )}</div></div>`,
    ),
    headlines: topics,
  },
  {
    kind: 'cards that are links themselves, with a heading and a text inside',
    url: 'https://courier.example/stories',
    html: framed(
      `<div class="css-1x2y3z"><div class="css-9k8j7h">${each(
        (title, at) =>
          `<a class="css-a1b2c3" href="/stories/${at}"><img src="/s/${at}.webp" alt=""><span class="css-77aa88">Town</span><h3 class="css-zz99yy">${title}</h3><p>Some words about the story that go on for a while.</p></a>`,
      )}</div></div>`,
    ),
    headlines: topics,
  },
  {
    kind: 'links with a date and a headline in spans',
    url: 'https://courier.example/press',
    html: framed(
      `<div id="content"><ul class="press-list">${each((title, at) => `<li><a href="press/${at}.html"><span class="date">0${at + 1}.11.2026</span><span class="press-title">${title}</span><span class="unit">Department of ships</span></a></li>`)}</ul></div>`,
    ),
    headlines: topics,
  },
  {
    kind: 'a table of notices with a number, a department and a date',
    url: 'https://university.example/notices',
    html: framed(
      `<div class="board"><table><thead><tr><th>No.</th><th>Title</th><th>Department</th><th>Date</th></tr></thead><tbody>${each(
        (title, at) =>
          `<tr class="${at % 2 === 0 ? 'even' : 'odd'}"><td>${90 - at}</td><td><a href="view.do?id=${900 + at}&amp;page=1">${title}</a></td><td><a href="/dept/${at % 3}">Office of student affairs</a></td><td>2026-11-0${at + 1}</td></tr>`,
      )}</tbody></table></div>`,
    ),
    headlines: topics,
  },
  {
    kind: 'a table without end tags',
    url: 'https://archive.example/',
    html: framed(
      `<table border=1>${each((title, at) => `<tr><td>${at}<td><a href=item${at}.htm>${title}</a>`)}</table>`,
    ),
    headlines: topics,
  },
  {
    kind: 'a list of a Chinese authority, with the date before each link',
    url: 'https://city.example/tzgg/index.html',
    html: framed(
      `<div class="wrap"><div class="left-menu"><ul><li><a href="/zwgk">政务公开</a></li><li><a href="/bsfw">办事服务</a></li><li><a href="/hdjl">互动交流</a></li></ul></div>
<div class="list_con"><ul>${each((title, at) => `<li><span>2026-11-0${at + 1}</span><a href="./2026${at}/t${at}.html" title="${title}" target="_blank">${title}</a></li>`, notices)}</ul><div class="page"><a href="index_1.html">下一页</a></div></div></div>`,
    ),
    headlines: notices,
  },
  {
    kind: 'a definition list in Japanese',
    url: 'https://town.example/news/',
    html: framed(
      `<div id="main"><dl class="newsList">${each((title, at) => `<dt>2026年11月${at + 1}日<dd><a href="/news/${at}.html">${title}</a>`, japanese)}</dl></div>`,
    ),
    headlines: japanese,
  },
  {
    kind: 'a page in Arabic',
    url: 'https://sahifa.example/',
    html: framed(
      `<main dir="rtl">${each((title, at) => `<div class="item"><h2><a href="/a/${at}">${title}</a></h2></div>`, arabic)}</main>`,
    ),
    headlines: arabic,
  },
  {
    kind: 'a list of changes with anchors',
    url: 'https://tool.example/changelog',
    html: framed(
      `<article class="markdown-body"><h1>Changelog</h1>${each(
        (version) =>
          `<h2 id="${version}"><a class="anchor" href="#${version}">${version}</a></h2><p>Fixes and new things. See <a href="/docs/x">the manual of the tool</a>.</p>`,
        ['v2.3.0', 'v2.2.1', 'v2.2.0', 'v2.1.0'],
      )}</article>`,
    ),
    headlines: ['v2.3.0', 'v2.2.1', 'v2.2.0', 'v2.1.0'],
  },
  {
    kind: 'lists under the names of days',
    url: 'https://courier.example/archive',
    html: framed(
      `<div class="archive">${each(
        (_, at) =>
          `<h4>${at + 1} November</h4><ul>${each((title, of) => `<li><a href="/archive/${at}/${of}">${title}, part ${at + 1}</a></li>`, topics.slice(at * 2, at * 2 + 2))}</ul>`,
        topics.slice(0, 4),
      )}</div>`,
    ),
    headlines: topics.map((title, at) => `${title}, part ${Math.floor(at / 2) + 1}`),
  },
  {
    kind: 'headings beside buttons',
    url: 'https://courier.example/events',
    html: framed(
      `<main><div class="events">${each((title, at) => `<div class="event"><h3>${title}</h3><p>In the town hall.</p><a class="button" href="/events/${at}">Details</a></div>`)}</div></main>`,
    ),
    headlines: topics,
  },
  {
    kind: 'relative links against a base, with references',
    url: 'https://courier.example/deep/path/page.html',
    html: framed(
      `<div class="news">${each((title, at) => `<p class="entry"><a href="n?id=${at}&amp;x=1">${title} &amp; &#x201C;more&#x201D;</a></p>`)}</div>`,
      '<base href="https://static.courier.example/root/">',
    ),
    headlines: topics.map((title) => `${title} & “more”`),
  },
  {
    kind: 'links to other sites in a table of ranks',
    url: 'https://aggregator.example/',
    html: framed(
      `<center><table class="itemlist">${each(
        (title, at) =>
          `<tr class="athing"><td class="title"><span class="rank">${at + 1}.</span></td><td class="title"><span class="titleline"><a href="https://site${at}.example/story">${title}</a> <span class="site">(<a href="/from?site=site${at}.example">site${at}.example</a>)</span></span></td></tr>
<tr><td></td><td class="subtext">${at + 10} points by <a href="/user?id=u${at}">u${at}</a> | <a href="/item?id=${at}">${at + 3} comments</a></td></tr><tr class="spacer"></tr>`,
      )}</table></center>`,
    ),
    headlines: topics,
  },
  {
    kind: 'rows of a grid',
    url: 'https://magazine.example/',
    html: framed(
      `<div class="content">${each(
        (_, row) =>
          `<div class="row">${each(
            (title, at) =>
              `<div class="col"><div class="box"><a href="/m/${row}-${at}"><strong>${title}</strong></a><em>by <a href="/by/ann">Ann Underhill of Lindenau</a></em></div></div>`,
            topics.slice(row * 2, row * 2 + 2),
          )}</div>`,
        topics.slice(0, 4),
      )}</div>`,
    ),
    headlines: topics,
  },
  {
    kind: 'generated class names everywhere',
    url: 'https://app.example/updates',
    html: framed(
      `<div id="__next"><div class="sc-bdVaJa kYpQzR"><div class="styles_list__3kJ9d">${each(
        (title, at) =>
          `<div class="styles_item__Xy12z"><div class="styles_meta__9aB3c"><a href="/team/${at % 2}">Product team</a></div><a class="styles_link__2PqRs" href="/updates/${at}">${title}</a></div>`,
      )}</div></div></div>`,
    ),
    headlines: topics,
  },
  {
    kind: 'a whole page in a form, as some servers write them, with results of a search',
    url: 'https://board.example/list.aspx',
    html: `<!doctype html><html><body><form id="aspnetForm" action="/list.aspx"><div class="search-results">${each((title, at) => `<div class="result"><a class="result-image" href="/r/${at}"></a><a class="result-title" href="/r/${at}">${title}</a><span>$${at}</span></div>`)}</div></form></body></html>`,
    headlines: topics,
  },
  {
    kind: 'articles with an unlinked headline, tags and a button',
    url: 'https://courier.example/tech',
    html: framed(
      `<main>${each((title, at) => `<article class="story"><h2>${title}</h2><a href="/tech/${at}">Read on</a><p>Text</p><ul class="topics"><li><a href="/topic/boats">Boats and everything about them</a></li></ul></article>`)}</main>`,
    ),
    headlines: topics,
  },
  {
    kind: 'links with a headline that microdata marks, beside a date',
    url: 'https://notes.example/',
    html: framed(
      `<section>${each((title, at) => `<a class="preview" href="/n/${at}"><span itemprop="headline">${title}</span><div class="meta"><span>December 1${at}, 2026</span> <span>3 minutes to read</span></div></a>`)}</section>`,
    ),
    headlines: topics,
  },
]

/** Pages without a list of headlines. */
export const pagesWithoutList: readonly (readonly [
  kind: string,
  html: string,
  problem: 'no-list' | 'scripted-page',
])[] = [
  [
    'an article',
    framed(
      `<article><h1>${topics[0]}</h1><p>Text with <a href="/x">a link to something else in it</a>.</p></article>`,
    ).replace(/<aside[\s\S]*<\/aside>/u, ''),
    'no-list',
  ],
  [
    'a login page',
    '<!doctype html><title>Sign in</title><body><form action="/login"><input name="user"><input type="password"><button>Sign in</button></form><a href="/reset">Forgot your password?</a><a href="/new">Create a new account here</a></body>',
    'no-list',
  ],
  [
    'a page that scripts write',
    '<!doctype html><html><head><title>App</title><script src="/app.js"></script></head><body><div id="root"></div></body></html>',
    'scripted-page',
  ],
  [
    'names of people',
    `<!doctype html><body><ul>${each((_, at) => `<li><a href="/people/${at}">Ann ${'BCDEFGHI'[at]}underhill</a></li>`)}</ul></body>`,
    'no-list',
  ],
  [
    'dates of an archive',
    `<!doctype html><body><ul>${each((_, at) => `<li><a href="/archive/${at}">Monday, ${at + 1} November 2026</a></li>`)}</ul></body>`,
    'no-list',
  ],
  ['an empty body', '<!doctype html><html><head><title>x</title></head><body></body></html>', 'no-list'],
  [
    'pagination and tags only',
    `<!doctype html><body><ul>${each((_, at) => `<li><a href="?page=${at}">${at}</a></li>`)}</ul><div>${each((_, at) => `<a href="/t/${at}">tag ${at}</a>`)}</div>`,
    'no-list',
  ],
]
