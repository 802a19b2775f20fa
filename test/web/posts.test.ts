/** Pages of posts and reading pages that belong to one: what a request costs, what the edge keeps, and hostile input. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { CellPosts } from '../../src/cell/cell-api.ts'
import { type DayPage, localDaySchema } from '../../src/cell/day-page.ts'
import type { ListedPost, ListedStory } from '../../src/cell/listed-posts.ts'
import type { PostPage } from '../../src/cell/post-page.ts'
import type { StoryState } from '../../src/cell/story-state.ts'
import { RequestQuotaSpent } from '../../src/cycle/request-quota.ts'
import { postCode } from '../../src/links/post-code.ts'
import { editionTime, readShortCode } from '../../src/links/short-code.ts'
import { channelIdSchema, feedUrlSchema } from '../../src/model.ts'
import type { WebDeps } from '../../src/web/deps.ts'
import { BASE, first, item, NOW, web } from './web.ts'

const DAY = 24 * 60 * 60_000
const link = readShortCode(first, NOW)
/** When the edition of the item was opened. */
const OPENED = (link === null ? null : editionTime(link.edition)) ?? 0
const channel = v.parse(channelIdSchema, '-1001')
const codeAt = (time: number, cell = 2) => postCode(channel, cell, time, () => false)?.code ?? ''
const own = codeAt(OPENED + 60_000)
const other = codeAt(OPENED + 120_000)
const recent = codeAt(NOW - 60_000)

const story = (more: Partial<ListedStory> = {}): ListedStory => ({
  ...{ code: first, title: 'Headline', source: 'News', feed: v.parse(feedUrlSchema, 'https://news.example/feed') },
  ...{ language: null, original: null, hasLink: true, isReadable: true, also: [] },
  ...more,
})
const post = (more: Partial<ListedPost> = {}): ListedPost => ({
  ...{ code: recent, at: NOW, heading: null, timezone: 'Asia/Shanghai', language: 'en', count: 1, message: 7 },
  stories: [story()],
  ...more,
})
const pageOf = (shown: ListedPost): PostPage => ({
  ...{ title: 'Channel', username: 'a_channel', thread: null, hasPage: true, pages: 1, before: null, after: null },
  post: shown,
})

/** The web side before cells that answer as given. */
async function asking(answers: { state?: StoryState; post?: PostPage | null; isSpent?: boolean; day?: DayPage }) {
  const asked: unknown[] = []
  const answer = <Value>(value: Value, ...question: unknown[]) => {
    asked.push(question)
    if (answers.isSpent === true) throw new RequestQuotaSpent()
    return value
  }
  const posts: CellPosts = {
    postPage: async (code, number) => answer(answers.post ?? null, code, number),
    storyState: async (code, digest) => answer(answers.state ?? { isRetracted: false, post: digest }, code, digest),
  }
  const kept = new Map<string, Response>()
  const edge = {
    match: async (key: string) => kept.get(key)?.clone(),
    put: async (key: string, response: Response) => void kept.set(key, response),
  }
  const deps: Partial<WebDeps> = {
    postsOf: (cell) => (cell === 2 ? posts : null),
    day: async () => answers.day ?? null,
    // The item's edition is of long ago.
    now: answers.post === undefined && answers.day === undefined ? OPENED + DAY : NOW,
  }
  return { asked, kept, ...(await web([item()], edge, deps)) }
}

describe('a reading page', () => {
  it('links to the post that its reader comes from, and the edge keeps it for each post', async () => {
    const { open, asked, kept } = await asking({})
    for (const code of [own, own, other]) {
      const page = await open(`/${first}/read?digest=${code}`)
      const html = await page.text()
      expect(html).toContain(`<a href="/d/${code}">All headlines of this digest</a>`)
      expect(html).toContain(`<a href="/${first}.md?digest=${code}">`)
      expect(html).toContain(`<meta property="og:url" content="${BASE}/${first}/read"/>`)
    }
    expect(asked).toEqual([
      [first, own],
      [first, other],
    ])
    expect([...kept.keys()].map((key) => key.replace(BASE, ''))).toEqual([
      `/${first}/read?kept=en%20${own}`,
      `/${first}/read?kept=en%20${other}`,
    ])
    expect([...kept.values()].map(({ headers }) => headers.get('cache-control'))).toEqual([
      'public, max-age=300',
      'public, max-age=300',
    ])
  })

  it('links to the only post of its item without a name in its address', async () => {
    const { open } = await asking({ state: { isRetracted: false, post: other } })
    expect(await (await open(`/${first}/read`)).text()).toContain(`href="/d/${other}"`)
  })

  it('with the name of a post that lacks it is the page without a name, also at the edge', async () => {
    const { open, kept } = await asking({ state: { isRetracted: false, post: null } })
    for (const path of [`/${first}/read?digest=${own}`, `/${first}/read?digest=${other}`, `/${first}/read`])
      expect(await (await open(path)).text()).not.toContain('/d/')
    expect([...kept.keys()]).toEqual([`${BASE}/${first}/read?kept=en`])
  })

  it.each([
    ['of an earlier day', codeAt(OPENED - 3 * DAY)],
    ['of a later week', codeAt(OPENED + 9 * DAY)],
    ['in markup', '%3Cscript%3E'],
    ['of another length', `${own}${own}`],
    ['that is empty', ''],
  ])('asks no cell about a name %s', async (_, digest) => {
    const { open, asked, kept } = await asking({ state: { isRetracted: false, post: null } })
    expect((await open(`/${first}/read?digest=${digest}`)).status).toBe(200)
    expect(asked).toEqual([[first, null]])
    expect([...kept.keys()]).toEqual([`${BASE}/${first}/read?kept=en`])
  })

  it.each([`/${first}/read`, `/${first}.md`, `/${first}/read?digest=${own}`])(
    'of what was taken back is gone, without a trace of it, and is not kept: %s',
    async (path) => {
      const { open, kept } = await asking({ state: { isRetracted: true, post: own } })
      const gone = await open(path)
      expect([gone.status, gone.headers.get('cache-control')]).toEqual([410, 'no-store'])
      expect(await gone.text()).not.toMatch(/Headline<|Text<|news\.example/u)
      expect(kept.size).toBe(0)
    },
  )

  it('of what was taken back is gone under the name of a post of another cell, too', async () => {
    const asked: unknown[] = []
    const cellOf = (number: number, state: StoryState): CellPosts => ({
      postPage: async () => null,
      storyState: async (code, digest) => {
        asked.push([number, code, digest])
        return state
      },
    })
    const own = cellOf(2, { isRetracted: true, post: null })
    // It knows nothing of the item.
    const foreign = cellOf(3, { isRetracted: false, post: null })
    const named = codeAt(OPENED + 60_000, 3)
    const kept: string[] = []
    const edge = { match: async () => undefined, put: async (key: string) => void kept.push(key) }
    const { open } = await web([item()], edge, { postsOf: (cell) => (cell === 2 ? own : foreign), now: OPENED + DAY })
    expect((await open(`/${first}/read?digest=${named}`)).status).toBe(410)
    expect(kept).toEqual([])
    expect(asked).toEqual([
      [3, first, named],
      [2, first, null],
    ])
  })

  it('comes without its post while the cell refuses requests, or if there is no such cell', async () => {
    const spent = await asking({ isSpent: true })
    const page = await spent.open(`/${first}/read?digest=${own}`)
    expect([page.status, (await page.text()).includes('/d/')]).toEqual([200, false])
    const elsewhere = await asking({})
    const named = await elsewhere.open(`/${first}/read?digest=${codeAt(OPENED, 9)}`)
    expect([named.status, (await named.text()).includes('/d/')]).toEqual([200, false])
    expect(elsewhere.asked).toEqual([[first, null]])
  })
})

describe('the page of a post', () => {
  it('costs one request to its cell, and none for five minutes', async () => {
    const { open, asked, kept, reads } = await asking({ post: pageOf(post()) })
    for (const language of ['en', 'zh', 'zh-TW'])
      expect((await open(`/d/${recent}?x=1`, { headers: { 'accept-language': language } })).status).toBe(200)
    expect([asked, reads]).toEqual([[[recent, 1]], []])
    expect([...kept.values()].map(({ headers }) => headers.get('cache-control'))).toEqual(['public, max-age=300'])
  })

  it.each([
    ['of long ago', own, 410],
    ['from next year', codeAt(NOW + 300 * DAY), 404],
  ])('asks no cell about a code %s', async (_, code, status) => {
    const { open, asked } = await asking({ post: pageOf(post()) })
    expect((await open(`/d/${code}`)).status).toBe(status)
    expect(asked).toEqual([])
  })

  it('is closed until midnight while the cell refuses requests', async () => {
    const { open } = await asking({ post: null, isSpent: true })
    const page = await open(`/d/${recent}`)
    expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('midnight UTC')])
  })

  it('is in the channel’s language, with its clock and the zone', async () => {
    const { open } = await asking({ post: pageOf(post({ language: 'zh-hant' })) })
    const html = await (await open(`/d/${recent}`)).text()
    expect(html).toContain('<html lang="zh-Hant-TW" dir="ltr">')
    expect(html).toContain('2026年1月5日 08:00')
    expect(html).toContain('Asia/Shanghai')
  })

  const nasty = '</h1><script>alert(1)</script>\u202e"&'
  it('shows markup and directions in names as text', async () => {
    const also = [{ code: first, source: nasty, hasLink: true, isReadable: true }]
    const shown = post({ heading: nasty, stories: [story({ title: nasty, source: nasty, also })] })
    const { open } = await asking({ post: { ...pageOf(shown), title: nasty } })
    const html = await (await open(`/d/${recent}`)).text()
    expect(html).not.toContain('<script')
    expect(html.match(/&lt;script&gt;/gu)?.length).toBeGreaterThan(5)
  })

  it.each([
    ['its article and its reading page', {}, [`/${first}`, `/${first}/read?digest=${recent}`]],
    ['its reading page, if it has no article', { hasLink: false }, [`/${first}/read?digest=${recent}`]],
    ['its article, if it has no reading page', { isReadable: false }, [`/${first}`]],
    ['nowhere, if it has neither', { hasLink: false, isReadable: false }, []],
  ])('has a headline that leads to %s', async (_, more, paths) => {
    const { open } = await asking({ post: pageOf(post({ stories: [story(more)] })) })
    const html = await (await open(`/d/${recent}`)).text()
    const found = [...html.matchAll(/href="(?<path>\/[0-9A-Za-z]{10}[^"]*)"/gu)].map(({ groups }) => groups?.['path'])
    expect(found).toEqual(paths)
  })
})

describe('a day of an archive', () => {
  const day = (text: string) => v.parse(localDaySchema, text)
  const page: DayPage = {
    ...{ title: 'Channel <b>', username: 'a_channel', language: 'zh', timezone: 'Asia/Shanghai', pages: 2 },
    ...{ day: day('2026-01-04'), before: day('2026-01-02'), after: null },
    posts: [post({ heading: '📰 早报 · 1月4日 08:00' }), post()],
  }

  it('is in the channel’s language, and links to its posts, its other pages and other days', async () => {
    const { open } = await asking({ day: page })
    const html = await (await open('/c/a_channel/2026-01-04')).text()
    for (const part of [
      '<html lang="zh-Hans-CN" dir="ltr">',
      'Channel &lt;b&gt;',
      `<a href="/d/${recent}">📰 早报 · 1月4日 08:00</a>`,
      '<a class="button" href="/c/a_channel/2026-01-04/2" rel="next">',
      '<a href="/c/a_channel/2026-01-02" rel="prev">之前：2026年1月2日</a>',
      `<link rel="canonical" href="${BASE}/c/a_channel/2026-01-04"/>`,
    ])
      expect(html).toContain(part)
  })

  it.each(['2026-01-32', '2025-12-01', '2026-01-09', '0000-00-00', '2026-1-4'])(
    'asks no object about %s, which no post can have',
    async (text) => {
      const { open } = await asking({ day: page })
      expect((await open(`/c/a_channel/${text}`)).status).toBe(404)
    },
  )
})
