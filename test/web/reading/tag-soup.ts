/** Tags of all kinds, for random sequences. */

const attributes: Readonly<Record<string, string>> = {
  a: ' href="/x"',
  img: ' src="/a.jpg"',
  td: ' colspan=2',
  bdo: ' dir=rtl',
  time: ' datetime=2026-01-02',
}
const names = (
  'a b i code abbr dfn time bdo ruby rt span font p div h1 h2 h3 blockquote pre ul ol li dl dt dd figure figcaption ' +
  'table caption thead tbody tfoot tr td th section details form a p li td tr table div'
).split(' ')

export const soupTags: readonly string[] = [
  ...names.flatMap((name) => [`<${name}${attributes[name] ?? ''}>`, `</${name}>`]),
  ...['img', 'hr', 'br', 'wbr'].map((name) => `<${name}${attributes[name] ?? ''}>`),
  '\n',
]

/** An article with everything that articles have. */
export const wholeArticle = `<h1>Headline</h1>
<p>By <a href="/ann">Ann Author</a>, <time datetime="2026-01-02">Friday</time></p>
<figure><a href="/a.jpg"><img src="/a.jpg" width=640 height=480></a><figcaption>The bridge. <i>Photo: B</i></figcaption></figure>
<p>The council <b>met</b> on Monday<br>to talk about the bridge<sup><a href="#1">1</a></sup>.</p>
<blockquote><p>Nobody could say when.</p><p>Nobody <em>wanted</em> to.</p></blockquote>
<h2>What comes next</h2>
<ul><li>Closed since the flood<ol start=3><li>First</li><li><p>Second</p></li></ol></li><li>Open, perhaps, in spring</li></ul>
<dl><dt>Bridge</dt><dd>A way over water</dd><dt>Flood</dt><dt>Deluge</dt><dd>Too much of it</dd></dl>
<table><caption>Cars</caption><thead><tr><th>Year</th><th>Cars</th></tr></thead>
<tbody><tr><td>2024</td><td>12,000</td></tr><tr><td colspan=2><table><tr><td>inner</td></tr></table></td></tr></tbody></table>
<div><section><p>Outer</p><div>Inner <span>words</span></div></section></div>
<pre><code>if (a) {
  b()
}</code></pre>
<p><ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby></p><hr>
<details><summary>More</summary><p>Hidden</p></details>`
