/** Cookies within a chain of redirects. */
import { describe, expect, test } from 'vitest'
import { cookieJar } from '../../../src/feed/http/cookies.ts'
import { now } from '../fixtures/documents.ts'

/** The header for a request after responses with these cookies. */
function headerAfter(set: readonly (readonly [url: string, cookie: string])[], url: string): string | null {
  const jar = cookieJar(now)
  for (const [from, cookie] of set) jar.keep(from, new Headers({ 'set-cookie': cookie }))
  return jar.headerFor(url)
}

const site = 'https://news.example.org/feeds/rss.xml'

describe('a cookie', () => {
  const cases: readonly (readonly [name: string, cookie: string, url: string, header: string | null])[] = [
    ['is sent to the same address', 'a=1', site, 'a=1'],
    ['keeps its value', 'a="x=y z"; HttpOnly; SameSite=Lax', site, 'a="x=y z"'],
    ['may have an empty value', 'a=; Path=/', site, 'a='],
    ['is not sent to another host', 'a=1', 'https://other.example.org/feeds/', null],
    ['is not sent to a host below', 'a=1', 'https://m.news.example.org/feeds/', null],
    ['is sent to another scheme', 'a=1', 'http://news.example.org/feeds/x', 'a=1'],
    ['is not sent without encryption if it is secure', 'a=1; Secure', 'http://news.example.org/feeds/x', null],
    ['is sent below its default path', 'a=1', 'https://news.example.org/feeds/all/rss', 'a=1'],
    ['is not sent outside its default path', 'a=1', 'https://news.example.org/feedster/', null],
    ['is sent everywhere with the path of the site', 'a=1; path=/', 'https://news.example.org/x', 'a=1'],
    ['is not sent outside its path', 'a=1; Path=/login', site, null],
    ['is sent to its path itself', 'a=1; Path=/login', 'https://news.example.org/login', 'a=1'],
    ['is sent to the parent that it names', 'a=1; Domain=example.org; Path=/', 'https://example.org/', 'a=1'],
    ['is sent to siblings below that parent', 'a=1; domain=.Example.org; Path=/', 'https://www.example.org/', 'a=1'],
    ['is not kept for another domain', 'a=1; Domain=example.com; Path=/', site, null],
    ['is not kept for a name that only ends alike', 'a=1; Domain=ws.example.org; Path=/', site, null],
    ['is not kept for a host below', 'a=1; Domain=x.news.example.org', site, null],
    ['is its host’s only if it names a top-level domain', 'a=1; Domain=org; Path=/', 'https://example.org/', null],
    ['is still sent to its host then', 'a=1; Domain=org; Path=/', site, 'a=1'],
    ['that has expired is not kept', 'a=1; Max-Age=0', site, null],
    ['of a past date is not kept', 'a=1; Expires=Thu, 01-Jan-1970 00:00:00 GMT', site, null],
    ['of a future date is kept', 'a=1; Expires=Thu, 01 Jan 2037 00:00:00 GMT', site, 'a=1'],
    ['prefers its age to its date', 'a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', site, 'a=1'],
    ['without a name is not kept', '=1', site, null],
    ['without a value is not kept', 'a', site, null],
    ['that is too long is not kept', `a=${'x'.repeat(9000)}`, site, null],
  ]
  test.each(cases)('%s', (_name, cookie, url, header) => {
    expect(headerAfter([[site, cookie]], url)).toBe(header)
  })
  test('for co.uk is sent to its own host only', () => {
    const set = [['https://a.co.uk/', 'a=1; Domain=co.uk']] as const
    expect(headerAfter(set, 'https://b.co.uk/')).toBeNull()
    expect(headerAfter(set, 'https://a.co.uk/')).toBe('a=1')
  })
  test('for an IPv4 address is sent to this address only', () => {
    expect(headerAfter([['http://192.0.2.1/', 'a=1; Domain=2.1']], 'http://192.0.2.1/')).toBeNull()
  })
})

describe('cookies', () => {
  test('replace others of the same name, and the longest path comes first', () => {
    const set = [
      [site, 'a=1; Path=/'],
      [site, 'b=2; Path=/feeds'],
      [site, 'a=3; Path=/'],
    ] as const
    expect(headerAfter(set, site)).toBe('b=2; a=3')
  })
  test('are deleted by one that has expired', () => {
    const set = [
      [site, 'a=1'],
      [site, 'a=; Max-Age=0'],
    ] as const
    expect(headerAfter(set, site)).toBeNull()
  })
  test('are bounded in number and length', () => {
    const many = Array.from({ length: 100 }, (_, n) => [site, `c${n}=1`] as const)
    expect(headerAfter(many, site)?.split(';')).toHaveLength(20)
    const long = Array.from({ length: 10 }, (_, n) => [site, `c${n}=${'x'.repeat(4000)}`] as const)
    expect(headerAfter(long, site)?.split(';')).toHaveLength(2)
  })
})
