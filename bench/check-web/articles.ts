/** Articles of the site that `npm run check:web` examines: several scripts, wide content, and a podcast. */
import type { Entry } from '../../simulators/published-feed.ts'

const paragraph =
  'The council met on Monday to talk about the bridge, which has been closed since the flood. Nobody could say when it will open again. '
const arabic =
  'اجتمع المجلس يوم الاثنين للحديث عن الجسر المغلق منذ الفيضان، ولم يستطع أحد أن يقول متى سيفتح من جديد، ولم يرد أحد أن يكون هو من يقول ذلك. '
const chinese = '理事会周一开会讨论洪水以来一直关闭的大桥，没有人能说它什么时候重新开放，也没有人愿意去说。'
const japanese =
  '月曜日に議会が開かれ、洪水以来閉鎖されている橋について話し合われました。いつ再開するのか、誰にも分かりませんでした。'
const columns = Array.from({ length: 24 }, (_none, at) => at + 1)
const row = (cell: string, text: string) =>
  `<tr>${columns.map((at) => `<${cell}>${text} ${at}</${cell}>`).join('')}</tr>`

/** A feed of each host, with the article that the checks look for. */
export const articles: Readonly<Record<string, { readonly feed: string; readonly entry: Entry }>> = {
  'english.example': {
    feed: 'The Morning',
    entry: {
      title: 'The bridge stays closed, and nobody says for how long',
      link: 'https://english.example/bridge',
      text: `<p>By Ann Author</p><figure><a href="/large.jpg"><img src="https://pictures.example/bridge.jpg" width="800" height="500"></a><figcaption>The bridge</figcaption></figure>
<p>${paragraph.repeat(3)}</p><h2>What comes next</h2><p><b>Soon: <p>${paragraph}</p></b><a href="/more">More on the bridge</a>.</p>
<blockquote><p>${paragraph}</p></blockquote><ul><li>Closed since the flood<ul><li>Open, perhaps, in spring</ul></ul><ul><ul><li>Stray</ul></ul><li>No list</li>`,
    },
  },
  'wide.example': {
    feed: 'Figures',
    entry: {
      title: 'A wide table and a long line of code',
      link: 'https://wide.example/table',
      text: `<p>${paragraph.repeat(2)}</p><table><table>${row('th', 'Column')}${row('td', 'Value')}<tr><td><table>${row('td', 'Inner')}</table></td></tr></table></table>
<pre><code>const line = '${'a long line that does not end '.repeat(12)}'</code></pre><p>${'averylongwordwithoutanyspace'.repeat(8)}</p>
<p><a href="https://wide.example/${'long/'.repeat(30)}">https://wide.example/${'long/'.repeat(30)}</a></p>`,
    },
  },
  'arabic.example': {
    feed: 'المشرق',
    entry: {
      title: 'الجسر يبقى مغلقا',
      link: 'https://arabic.example/1',
      text: `<p>${arabic.repeat(3)}</p><table><tr><th>سنة</th><td>2026</td></tr></table><pre>npm test</pre>`,
    },
  },
  'chinese.example': {
    feed: '晚报',
    entry: { title: '大桥继续封闭', link: 'https://chinese.example/1', text: `<p>${chinese.repeat(5)}</p>` },
  },
  'japanese.example': {
    feed: '朝の便り',
    entry: {
      title: '橋は閉鎖されたまま',
      link: 'https://japanese.example/1',
      text: `<p><ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby>は閉鎖されたままです。${japanese.repeat(5)}</p>`,
    },
  },
  'retracted.example': {
    feed: 'The Evening',
    entry: {
      title: 'A story that is taken back',
      link: 'https://retracted.example/1',
      text: `<p>${paragraph.repeat(3)}</p>`,
    },
  },
  'podcast.example': {
    feed: 'The bridge, a podcast',
    entry: {
      title: 'Episode 1: the flood',
      link: 'https://podcast.example/1',
      text: `<p>${paragraph.repeat(3)}</p><audio src="https://podcast.example/1.mp3"></audio>`,
      more: '<enclosure url="https://podcast.example/1.mp3" length="12345678" type="audio/mpeg"/>',
    },
  },
}

/** Enough headlines for a second page. */
export const shortEntries: readonly Entry[] = Array.from({ length: 90 }, (_none, at) => ({
  title: `Notice ${at + 1} of the council`,
  link: `https://english.example/notice/${at + 1}`,
}))
