/** The page of a channel's statistics: for signed-in owners only, without scripts, and readable without seeing. */
import { describe, expect, it } from 'vitest'
import type { ChannelStats } from '../../src/cell/channel-stats.ts'
import { translatorFor } from '../../src/i18n/translator.ts'
import { StatsPage } from '../../src/web/pages/stats.tsx'
import { stats } from '../i18n/stats-sample.ts'
import { BASE, web } from './web.ts'

const page = (changes: Partial<ChannelStats> = {}) =>
  StatsPage({ t: translatorFor('en'), stats: { ...stats, ...changes } })?.toString() ?? ''
const SESSION = `__Host-session=${'s'.repeat(32)}`

describe('the page', () => {
  it('has a chart for headlines, opened links and reactions, each with a title and a description', () => {
    const charts = [
      ...page().matchAll(
        /<svg role="img" aria-labelledby="(\w+)-title \1-text"[^>]*><title id="\1-title">([^<]*)<\/title><desc id="\1-text">([^<]*)</gu,
      ),
    ]
    expect(charts.map(([, id, title, text]) => [id, title, text])).toEqual([
      ['headlines', 'Headlines: 235 in 30 days', 'Most on one day: 90, last on 29 Nov.'],
      ['opened', 'Opened: 30 in 30 days', 'Most on one day: 2, last on 30 Nov.'],
      ['reactions', 'Reactions: 7 in 30 days', 'Most on one day: 7, last on 30 Nov.'],
    ])
  })

  it('has the numbers of every day in a table, newest first', () => {
    const rows = [...page().matchAll(/<tr><th scope="row">([^<]*)<\/th>(.*?)<\/tr>/gu)]
    expect(rows).toHaveLength(30)
    expect(rows[1]?.slice(1)).toEqual(['29 Nov', '<td>1</td><td>90</td><td>1</td><td>0</td>'])
  })

  it('leaves clicks out where they are not counted, and says so', () => {
    const days = stats.days.map((day) => ({ ...day, opened: null }))
    expect(page({ days })).toContain('Clicks are not counted here, or')
    expect(page({ days })).not.toContain('opened-title')
    expect(page({ days, hasOriginalLinks: true })).toContain('straight to the articles')
  })

  it('escapes the channel’s title and has neither scripts nor styles of its own', () => {
    expect(page()).toContain('<h1>Morning &amp; &lt;News&gt; in numbers</h1>')
    expect(page()).not.toMatch(/<script|style=|\son\w+=/u)
  })
})

describe('its address', () => {
  const asked: string[] = []
  const open = async (path: string, cookie = '', isOwner = true, found: ChannelStats | null = stats) => {
    asked.length = 0
    const { open: request } = await web(undefined, undefined, {
      isOwner: async () => isOwner,
      stats: async (id) => {
        asked.push(id)
        return found
      },
    })
    const response = await request(path, { headers: { cookie, 'accept-language': 'en' } })
    return { status: response.status, cache: response.headers.get('cache-control'), html: await response.text() }
  }

  it.each<readonly [string, string, string, boolean, ChannelStats | null, number, readonly string[]]>([
    ['shows an owner a channel', '/stats/-1001', SESSION, true, stats, 200, ['-1001']],
    ['shows an owner a topic of a group', '/stats/-1001:7', SESSION, true, stats, 200, ['-1001:7']],
    ['shows an owner a private chat', '/stats/42', SESSION, true, stats, 200, ['42']],
    ['has nothing for a channel that is not there', '/stats/-5', SESSION, true, null, 404, ['-5']],
    ['says nothing of a channel to a visitor', '/stats/-1001', '', true, stats, 403, []],
    ['says nothing of a channel to somebody with another session', '/stats/-1001', SESSION, false, stats, 403, []],
    ['does not exist for a reader’s selection', '/stats/r42', SESSION, true, stats, 404, []],
  ])('%s', async (_, path, cookie, isOwner, found, status, channels) => {
    const answer = await open(path, cookie, isOwner, found)
    expect([answer.status, asked]).toEqual([status, channels])
    if (status !== 404 || channels.length > 0) expect(answer.cache).toBe('no-store')
    if (status !== 200) expect(answer.html).not.toContain('Morning')
  })
})

describe('a link that signs in', () => {
  const signIn = async (fields: Readonly<Record<string, string>>) => {
    const { open } = await web(undefined, undefined, { signIn: async () => ({ session: 's'.repeat(32) }) })
    const headers = { origin: BASE, 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams({ code: 'c'.repeat(32), ...fields }).toString()
    return (await open('/login', { method: 'POST', headers, body })).headers.get('location')
  }

  it.each([
    ['a channel leads to its statistics', { channel: '-1001:7' }, '/stats/-1001:7'],
    ['no channel leads to the status page', {}, '/status'],
    ['an address of another site leads to the status page', { channel: '//evil.example' }, '/status'],
  ])('with %s', async (_, fields, location) => {
    expect(await signIn(fields)).toBe(location)
  })

  it('carries the channel through the page with the button', async () => {
    const { open } = await web()
    const html = async (channel: string) => (await open(`/login?code=${'c'.repeat(32)}&channel=${channel}`)).text()
    expect(await html('-1001')).toContain('name="channel" value="-1001"')
    expect(await html('%22%3E')).not.toContain('name="channel"')
  })
})
