/** Addresses with a slash, punctuation or other letters behind them lead to the page that is meant. */
import { describe, expect, it } from 'vitest'
import { forgivenAddress } from '../../src/web/forgiven-address.ts'
import { first, web } from './web.ts'

const code = 'aBcDeFgHiJ'

describe('an address that is nearly right', () => {
  it.each([
    ['a slash behind a code', `/${code}/`, `/${code}`],
    ['two slashes before and behind a code', `//${code}//`, `/${code}`],
    ['a full stop', `/${code}.`, `/${code}`],
    ['a bracket', `/${code})`, `/${code}`],
    ['a comma', `/${code},`, `/${code}`],
    ['a bracket and a full stop', `/${code}).`, `/${code}`],
    ['a percent-encoded bracket', `/${code}%29`, `/${code}`],
    ['a percent-encoded quote', `/${code}%22`, `/${code}`],
    ['a curly quote', `/${code}%E2%80%9D`, `/${code}`],
    ['an ellipsis', `/${code}…`, `/${code}`],
    ['a full-width full stop', `/${code}%E3%80%82`, `/${code}`],
    ['a full-width comma', `/${code}，`, `/${code}`],
    ['an enumeration comma', `/${code}、`, `/${code}`],
    ['a full-width bracket', `/${code}）`, `/${code}`],
    ['a corner bracket', `/${code}」`, `/${code}`],
    ['Chinese text without a space', `/${code}，更多新闻`, `/${code}`],
    ['an Arabic comma', `/${code}،`, `/${code}`],
    ['a space and a no-break space', `/${code}%20%C2%A0`, `/${code}`],
    ['a zero-width space', `/${code}%E2%80%8B`, `/${code}`],
    ['a slash behind a reading page', `/${code}/read/`, `/${code}/read`],
    ['capitals in a reading page', `/${code}/READ`, `/${code}/read`],
    ['a full stop behind a Markdown text', `/${code}.md.`, `/${code}.md`],
    ['a slash behind a digest', `/d/${code}/`, `/d/${code}`],
    ['a capital D', `/D/${code}`, `/d/${code}`],
    ['a page of a digest with a slash', `/d/${code}/2/`, `/d/${code}/2`],
    ['a digest of an earlier version', '/d/abcdefg。', '/d/abcdefg'],
    ['a slash behind a channel', '/c/name/', '/c/name'],
    ['an @ before a name', '/c/@name', '/c/name'],
    ['a percent-encoded @', '/c/%40name', '/c/name'],
    ['only an @name', '/@name', '/c/name'],
    ['a capital C', '/C/Name_of_It', '/c/Name_of_It'],
    ['two slashes inside', '/c//name', '/c/name'],
    ['punctuation behind a name', '/c/name。', '/c/name'],
    ['a page of a channel with a slash', '/c/name/2/', '/c/name/2'],
    ['a day of a channel with a slash', '/c/name/2026-11-30/', '/c/name/2026-11-30'],
    ['a feed in capitals', '/c/NAME.RSS', '/c/NAME.rss'],
    ['a feed named xml', '/c/name.xml', '/c/name.rss'],
    ['a feed named feed', '/c/name/feed', '/c/name.rss'],
    ['a feed named feed with a slash', '/c/name/feed/', '/c/name.rss'],
    ['a feed named atom.xml', '/c/name/atom.xml', '/c/name.atom'],
    ['WordPress’s address of an Atom feed', '/c/name/feed/atom/', '/c/name.atom'],
    ['a feed named feed.json', '/c/@name/feed.json', '/c/name.json'],
    ['a slash behind a feed', '/c/name.atom/', '/c/name.atom'],
    ['a style sheet with a capital', '/Style.css', '/style.css'],
    ['the status page with a slash', '/status/', '/status'],
    ['security.txt at its former place', '/security.txt', '/.well-known/security.txt'],
    ['the setup page in capitals', '/SETUP', '/setup'],
  ])('with %s is corrected', (_, path, meant) => {
    expect(forgivenAddress(path)).toBe(meant)
  })

  it('leads to itself once it is corrected', () => {
    for (const path of [`/${code}`, `/${code}/read`, `/d/${code}`, '/c/name', '/c/name.rss', '/status'])
      expect(forgivenAddress(path)).toBeNull()
  })
})

describe('an address that nothing here is like', () => {
  it.each([
    ['another site', '//evil.example/'],
    ['another site behind a code', `//evil.example/${code}`],
    ['another site as a percent-encoded address', '/%2F%2Fevil.example%2F'],
    ['a backslash', '/%5Cevil.example'],
    ['a code that is too short', '/aBcDeFgHi/'],
    ['a code that is too long', '/aBcDeFgHiJk/'],
    ['text behind a code', `/${code}/more`],
    ['letters behind punctuation', `/${code}.php`],
    ['a name that is too short', '/c/abc/'],
    ['a broken percent code', `/${code}%`],
    ['an encoding other than UTF-8', `/${code}%E3%28`],
    ['an address without an end', `/${code}${'.'.repeat(1000)}`],
    ['a long s, which is no ASCII', '/aBcDeFgHiſ/'],
    ['the admin API', '/Operator/report/'],
    ['the webhook', '/telegram/webhook/'],
  ])('is not corrected: %s', (_, path) => {
    expect(forgivenAddress(path)).toBeNull()
  })
})

describe('a request for an address that is nearly right', () => {
  it.each([
    ['keeps its query', 'GET', `/${first}/read/?digest=x`, 301, `/${first}/read?digest=x`],
    ['may ask for the head only', 'HEAD', `/${first})`, 301, `/${first}`],
    ['is not forgiven a form', 'POST', '/login/', 404, null],
    ['is not redirected where no page is', 'GET', '/c/abcd/2026-13-45x', 404, null],
  ])('%s', async (_, method, path, status, location) => {
    const response = await (await web()).open(path, { method })
    expect([response.status, response.headers.get('location')]).toEqual([status, location])
  })

  it('is answered without a read', async () => {
    const { open, reads } = await web()
    expect((await open(`/${first}/`)).status).toBe(301)
    expect(reads).toEqual([])
  })
})
