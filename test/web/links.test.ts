/** Short links: what a request costs, who is counted, and what the edge caches. */
import { describe, expect, it } from 'vitest'
import { editionCode, slotAt } from '../../src/links/short-code.ts'
import { code, first, item, newCode, third, web } from './web.ts'

describe('a short link', () => {
  it('costs one KV read, and none once the edge has cached it', async () => {
    const { open, reads } = await web()
    for (const _ of [1, 2, 3]) {
      const answer = await open(`/${first}`)
      expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://news.example/1'])
    }
    expect(reads).toEqual([`edition:${code}`])
  })

  it.each(['GET', 'HEAD'])('gets the same response to %s with and without the cache', async (method) => {
    const { open, clicks } = await web()
    const respond = async () => {
      const { status, headers, body } = await open(`/${first}?from=post`, { method })
      return { status, headers: [...headers], body }
    }
    const before = await respond()
    expect(before).toMatchObject({ status: 302, body: null })
    expect(await respond()).toEqual(before)
    expect(clicks).toEqual(method === 'GET' ? [first, first] : [])
  })

  it('works if the edge cache fails', async () => {
    const failure = () => Promise.reject(new Error('the cache fails'))
    const { open } = await web([item()], { match: failure, put: failure })
    expect((await open(`/${first}`)).headers.get('location')).toBe('https://news.example/1')
  })

  it('costs one KV read each time without an edge cache', async () => {
    const { open, reads } = await web([item()], null)
    await open(`/${first}`)
    await open(`/${first}?utm_source=x`)
    expect(reads).toHaveLength(2)
  })

  it.each([
    ['a typo', `${first.slice(0, 9)}${first.endsWith('a') ? 'b' : 'a'}`, 1],
    ['a missing item', third, 1],
    ['a missing edition', newCode(editionCode(5, 0))(), 1],
    ['an edition of next year', newCode(editionCode(slotAt(Date.UTC(2027, 0, 1)), 0))(), 0],
    ['a code beyond all editions', 'zzzzzzzzzz', 0],
  ])('is not found and not cached for %s', async (_, wrong, cost) => {
    const { open, reads } = await web()
    const answers = [await open(`/${wrong}`), await open(`/${wrong}`)]
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect(await answers[0]?.text()).toContain('This page does not exist')
    expect(reads).toHaveLength(2 * cost)
  })

  it.each([
    ['javascript:', 'javascript:alert(1)'],
    ['none', null],
  ])('is not found if the item’s address is %s', async (_, link) => {
    const { open } = await web([item({ link })])
    expect((await open(`/${first}`)).status).toBe(404)
  })

  it('asks to retry later if KV fails', async () => {
    const { open, values } = await web()
    values.set(`edition:${code}`, '{"schema":1,')
    const answer = await open(`/${first}`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
  })

  const person = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1'
  it.each([
    ['a person', 'GET', { 'user-agent': person }, 1],
    ['HEAD', 'HEAD', { 'user-agent': person }, 0],
    ['a prefetching browser', 'GET', { 'user-agent': person, 'sec-purpose': 'prefetch;prerender' }, 0],
    ['Telegram’s preview', 'GET', { 'user-agent': 'TelegramBot (like TwitterBot)' }, 0],
    ['a crawler', 'GET', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }, 0],
  ])('redirects every client, and counts people only: %s', async (_, method, headers, counted) => {
    const { open, clicks } = await web()
    const answer = await open(`/${first}`, { method, headers })
    expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([
      302,
      'https://news.example/1',
      '',
    ])
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(clicks).toEqual(Array.from({ length: counted }, () => first))
  })
})
