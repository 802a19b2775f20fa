/** A channel's page: what it shows of a story, where stories lead, and in which language, direction and time zone. */
import { describe, expect, it } from 'vitest'
import type { ChannelPage, PageStory } from '../../src/cell/channel-page.ts'
import { limits } from '../../src/limits.ts'
import { handleRequest } from '../../src/web/app.ts'
import { pageStory } from './page-story.ts'
import { BASE, depsOf } from './web.ts'

const AT = Date.UTC(2026, 10, 23, 11, 24)

const story = (more: Partial<PageStory> = {}) => pageStory({ code: 'aaaaaaaaaa', published: AT, at: AT, ...more })

async function open(
  stories: readonly PageStory[],
  { timezone = 'Asia/Shanghai', reader = 'en', path = '/c/a_channel' } = {},
): Promise<Response> {
  const page: ChannelPage = {
    version: 'x',
    title: 'A channel',
    username: 'a_channel',
    language: 'en',
    timezone,
    reading: false,
    modified: null,
    stories,
    newestDay: null,
  }
  const deps = { ...depsOf(), page: async () => ({ username: 'a_channel', answer: { kind: 'page', page } as const }) }
  return handleRequest(new Request(`${BASE}${path}`, { headers: { 'accept-language': reader } }), deps)
}

const shown = async (more: Partial<PageStory>, settings = {}) => (await open([story(more)], settings)).text()

describe('a story', () => {
  const file = { url: 'https://cdn.example/1.mp3', type: 'audio/mpeg', length: 34_500_000 }
  it.each<readonly [name: string, more: Partial<PageStory>, html: string]>([
    ['leads to its article', {}, '<a href="/aaaaaaaaaa" rel="nofollow">Headline</a>'],
    [
      'without a link leads to its text',
      { link: null, isReadable: true },
      '<a href="/aaaaaaaaaa/read" rel="nofollow">Headline</a>',
    ],
    ['without a link and a text leads nowhere', { link: null }, '<h3 lang="" dir="ltr">Headline</h3>'],
    [
      'with a link of another scheme leads nowhere',
      { link: 'magnet:?xt=urn:btih:1' },
      '<h3 lang="" dir="ltr">Headline</h3>',
    ],
    [
      'with a script as its link leads to its text',
      { link: 'javascript:alert(1)', isReadable: true },
      '<a href="/aaaaaaaaaa/read" rel="nofollow">Headline</a>',
    ],
    ['with a text can be read here', { isReadable: true }, '<a href="/aaaaaaaaaa/read" dir="ltr">📖 Read here</a>'],
    [
      'shows its summary',
      { summary: 'Nobody says for how long.' },
      '<p class="summary" lang="" dir="ltr">Nobody says for how long.</p>',
    ],
    [
      'shows its picture',
      { image: 'https://p.example/1.jpg' },
      '<img src="https://p.example/1.jpg" alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer"/>',
    ],
    ['shows its author', { author: 'Ann' }, '<bdi>News</bdi> · <bdi>Ann</bdi> · '],
    [
      'offers its file',
      { enclosure: file },
      '<a href="https://cdn.example/1.mp3" rel="nofollow noopener noreferrer" dir="ltr">🎧 Audio, 35 MB</a>',
    ],
    [
      'links to its comments',
      { comments: 'https://news.example/1#comments' },
      '<a href="https://news.example/1#comments" rel="nofollow noopener noreferrer" dir="ltr">Comments</a>',
    ],
    [
      'names its other feeds',
      {
        also: [
          { source: 'Wire', code: 'bbbbbbbbbb' },
          { source: 'Web', code: null },
        ],
      },
      '<bdi>also: <a href="/bbbbbbbbbb"><bdi>Wire</bdi></a>, <bdi>Web</bdi></bdi>',
    ],
    ['of a feed in French is French', { language: 'fr' }, '<h3 lang="fr" dir="ltr">'],
    ['in Arabic is aligned to the right', { title: 'الجسر يبقى مغلقا' }, '<li dir="rtl"><h3 lang="ar" dir="rtl">'],
    [
      'in Arabic of a feed that says English is Arabic',
      { title: 'الجسر يبقى مغلقا', language: 'en' },
      '<h3 lang="ar" dir="rtl">',
    ],
    [
      'has an isolated source and clock',
      { source: 'الجزيرة' },
      '<bdi>الجزيرة</bdi> · <time datetime="2026-11-23T11:24Z">19:24</time>',
    ],
  ])('%s', async (_, more, html) => {
    expect(await shown(more)).toContain(html)
  })

  it.each<readonly [name: string, more: Partial<PageStory>, html: string]>([
    ['no picture that is not encrypted', { image: 'http://p.example/1.jpg' }, '<img'],
    ['no picture with a very long address', { image: `https://p.example/${'x'.repeat(2000)}` }, '<img'],
    ['no author that is its feed', { author: 'News' }, '<bdi>News</bdi> · <bdi>'],
    ['no comments that are the article', { comments: 'https://news.example/1' }, 'Comments'],
    ['no link to its text if there is none', {}, '/read'],
    ['no summary that repeats the title', { summary: 'Headline' }, 'class="summary"'],
  ])('has %s', async (_, more, html) => {
    expect(await shown(more)).not.toContain(html)
  })
})

describe('times', () => {
  it.each([
    ['in the channel’s zone', 'en', 'Asia/Shanghai', '19:24', 'times in Asia/Shanghai'],
    ['in UTC', 'en', 'UTC', '11:24', 'times in UTC'],
    ['in an offset', 'en', '+05:30', '16:54', 'times in UTC+05:30'],
    ['in the reader’s language', 'zh-CN', 'Asia/Shanghai', '19:24', '时间按 Asia/Shanghai 时区'],
    ['in Traditional Chinese', 'zh-TW', 'Asia/Taipei', '19:24', '時間依 Asia/Taipei 時區'],
  ])('are %s, which is named once', async (_, reader, timezone, clock, note) => {
    const html = await shown({}, { reader, timezone })
    expect(html).toContain(`<time datetime="2026-11-23T11:24Z">${clock}</time>`)
    expect(html.split(note)).toHaveLength(2)
  })
})

describe('the page', () => {
  it('may load pictures of other sites, if they are encrypted', async () => {
    expect((await open([])).headers.get('content-security-policy')).toMatch(/img-src 'self' https:/u)
  })

  it('is split', async () => {
    const stories = Array.from({ length: 2 * limits.web.storiesAPage + 1 }, (_, at) => story({ title: `Story ${at}.` }))
    const statuses = [1, 2, 3, 4].map(
      async (number) => (await open(stories, { path: `/c/a_channel/${number}` })).status,
    )
    expect(await Promise.all(statuses)).toEqual([200, 200, 200, 404])
    expect((await (await open(stories)).text()).match(/>Story \d+\./gu)).toHaveLength(limits.web.storiesAPage)
  })
})

describe('a translated headline', () => {
  const translated = story({
    title: 'Bread is dearer',
    language: 'en',
    translation: { language: 'de', text: 'Brot ist teurer' },
  })

  it('stands in its language, marked, above the original, which leads to the article', async () => {
    const html = await (await open([translated])).text()
    expect(html).toMatch(/<h3 lang="de" dir="ltr"><a [^>]*>Brot ist teurer<\/a><\/h3>/u)
    expect(html).toContain('🤖 Original: Bread is dearer')
    expect(html).toContain('Headlines marked 🤖 were translated by a machine.')
  })

  it('is aligned as its language is written', async () => {
    const arabic = story({ title: 'Bread', translation: { language: 'ar', text: 'الخبز أغلى' } })
    expect(await (await open([arabic])).text()).toContain('<h3 lang="ar" dir="rtl">')
  })

  it('is not explained where there is none', async () => {
    expect(await (await open([story()])).text()).not.toContain('🤖')
  })
})
