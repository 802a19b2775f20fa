/** A Worker with content on every page: a channel page, reading pages, feeds in several scripts, a failing feed. */
import { testFeed } from '../../simulators/published-feed.ts'
import { converse, type Owned, ownChannel } from '../e2e/conversation.ts'
import { type Paperboy, startPaperboy } from '../e2e/paperboy.ts'

export const OWNER = 1001

export interface Scene {
  readonly paperboy: Paperboy
  readonly owned: Owned
  /** Paths of the pages. */
  readonly paths: Readonly<Record<PageName, string>>
  /** Creates a new sign-in link. @param command that answers with one */
  readonly signIn: (command: '/quota' | '/stats') => Promise<string>
}

export const pageNames = [
  'article',
  'arabic',
  'digest',
  'channel',
  'status',
  'missing',
  'unkept',
  'about',
  'setup',
] as const
export type PageName = (typeof pageNames)[number]

const paragraph =
  'The council met on Monday to talk about the bridge, which has been closed since the flood. Nobody could say when it will open again, and nobody wanted to be the one who had to. '
const arabic =
  'اجتمع المجلس يوم الاثنين للحديث عن الجسر المغلق منذ الفيضان، ولم يستطع أحد أن يقول متى سيفتح من جديد، ولم يرد أحد أن يكون هو من يقول ذلك. '

const english = `<p>By Ann Author</p><img src="https://pictures.example/bridge.jpg" width="800" height="500" alt="The bridge">
<p>${paragraph.repeat(2)}</p><h2>What comes next</h2><p>${paragraph}<a href="/more">More on the bridge</a>.</p>
<blockquote><p>${paragraph}</p></blockquote><ul><li>Closed since the flood</li><li>Open, perhaps, in spring</li></ul>
<table><tr><th>Year</th><th>Cars</th></tr><tr><td>2024</td><td>12,000</td></tr></table>
<p><a href="https://www.facebook.com/sharer.php?u=https%3A%2F%2Fmorning.example%2Fbridge">Share</a></p>`

/** Publishes and sends everything; the last post has the newest items. */
export async function playScene(): Promise<Scene> {
  const paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  const owned = await ownChannel(paperboy, OWNER, 'Morning Headlines')
  const { tell } = owned.conversation
  const old = (host: string) => ({ title: `Old of ${host}`, link: `https://${host}/old` })
  const morning = testFeed('The Morning', [old('morning.example')])
  const mashriq = testFeed('المشرق', [old('mashriq.example')])
  const evening = testFeed('晚报', [old('evening.example')])
  const broken = testFeed('Broken', [old('broken.example')])
  for (const [host, feed] of Object.entries({
    'morning.example': morning,
    'mashriq.example': mashriq,
    'evening.example': evening,
    'broken.example': broken,
  })) {
    paperboy.sites.set(host, feed.site)
    await tell(`/add https://${host}/feed`)
  }
  // Sent before reading pages are switched on.
  morning.publish({ title: 'Before the pages', link: 'https://morning.example/before', text: english })
  await paperboy.cron()
  const unkept = linksIn(owned)[0] ?? ''
  await tell('/reading on')
  await tell('/page on')
  paperboy.sites.set('broken.example', () => new Response('gone fishing', { status: 503 }))
  morning.publish(
    {
      title: 'The bridge stays closed, and nobody says for how long',
      link: 'https://morning.example/bridge',
      text: english,
    },
    { title: 'A second headline', link: 'https://morning.example/second', text: `<p>${paragraph}</p>` },
  )
  mashriq.publish({
    title: 'الجسر يبقى مغلقا',
    link: 'https://mashriq.example/1',
    text: `<p>${arabic.repeat(3)}</p><pre>let x = 1;</pre>`,
    more: '<enclosure url="https://mashriq.example/1.mp3" type="audio/mpeg" length="34500000"/><comments>https://mashriq.example/1#comments</comments>',
  })
  evening.publish({
    title: '大桥继续封闭，何时开放无人知晓',
    link: 'https://evening.example/1',
    text: '<p>理事会周一开会。</p>',
  })
  await paperboy.cron(20)
  const reading = linksIn(owned)
    .map((path) => path.replace(/\?.*$/u, ''))
    .filter((path) => path.endsWith('/read'))
  const pathOf = (title: string) => {
    const post = owned.posts().at(-1)
    const at = post?.text.indexOf(title) ?? -1
    const covers = ({ offset, length }: { readonly offset: number; readonly length: number }) =>
      offset <= at && at < offset + length
    return new URL(post?.entities.find((entity) => entity.url !== undefined && covers(entity))?.url ?? '').pathname
  }
  const article = `${pathOf('The bridge')}/read`
  if (!reading.includes(article)) throw new Error('the article has no reading page')
  const html = await (await paperboy.open(article)).text()
  const digest = /href="(\/d\/[0-9A-Za-z]+)"/u.exec(html)?.[1] ?? ''
  if (digest === '') throw new Error('the article has no digest')
  return {
    paperboy,
    owned,
    paths: {
      article,
      arabic: `${pathOf('الجسر')}/read`,
      digest,
      channel: '/c/morningheadlines_news',
      status: '/status',
      missing: '/nothing',
      unkept: `${unkept}/read`,
      about: '/about',
      setup: '/setup',
    },
    signIn: async (command) =>
      /https:\/\/\S+\/login\?code=\S+/u.exec(await converse(paperboy, OWNER).tell(command))?.[0] ?? '',
  }
}

function linksIn(owned: Owned): readonly string[] {
  const entities = owned.posts().at(-1)?.entities ?? []
  return entities.flatMap(({ url }) => (url === undefined ? [] : new URL(url).pathname))
}
