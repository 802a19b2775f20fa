/** Counting clicks, and querying the week's most opened links. */
import { describe, expect, it } from 'vitest'
import { countClick, mostOpened } from '../../src/links/clicks.ts'

const code = '0123456789'

it('countClick stores the code and nothing about the reader', () => {
  const points: unknown[] = []
  countClick({ writeDataPoint: (point) => void points.push(point) }, code)
  expect(points).toEqual([{ indexes: [code], blobs: [code], doubles: [1] }])
})

describe('mostOpened', () => {
  const requests: Request[] = []
  const access = (answer: () => Response | Promise<Response>) => ({
    token: 'secret',
    account: 'abc',
    fetch: async (url: string, init: RequestInit) => {
      requests.push(new Request(url, init))
      return answer()
    },
  })

  it('queries the account’s dataset with its token', async () => {
    const data = [
      { code, times: '12' },
      { code: 'not a code', times: '99' },
    ]
    const opened = await mostOpened(access(() => Response.json({ data })))
    expect(opened).toEqual({ ok: true, value: [{ code, times: 12 }] })
    const request = requests.at(-1)
    expect(request?.url).toBe('https://api.cloudflare.com/client/v4/accounts/abc/analytics_engine/sql')
    expect(request?.headers.get('authorization')).toBe('Bearer secret')
    const query = await request?.text()
    expect(query).toMatch(/FROM paperboy_clicks\s+WHERE timestamp > NOW\(\) - INTERVAL '7' DAY GROUP BY code/u)
    expect(query).toContain('SUM(_sample_interval * double1)')
  })

  it.each([
    ['a refused token', () => new Response('', { status: 403 }), 403],
    ['an invalid body', () => Response.json({ data: 'x' }), 200],
    ['a network error', () => Promise.reject(new TypeError('lost')), 0],
  ])('is a problem after %s', async (_, answer, status) => {
    expect(await mostOpened(access(answer))).toMatchObject({ ok: false, problem: { kind: 'refused', status } })
  })

  it('sends no request without a token', async () => {
    const none = { ...access(() => Response.json({})), token: null }
    expect(await mostOpened(none)).toEqual({ ok: false, problem: { kind: 'not-set' } })
  })
})
