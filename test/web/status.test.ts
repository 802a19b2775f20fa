/** The operator's page: charts on the scale of their quotas, the forecast, delays, pushes and the slowest feeds. */
import { describe, expect, it } from 'vitest'
import { Chart } from '../../src/web/pages/chart.tsx'
import { StatusPage } from '../../src/web/pages/status.tsx'
import { cell, health, NOW } from './status-samples.ts'

const page = (language: 'en' | 'zh' = 'en') =>
  (StatusPage({ language, health, cells: [cell], now: NOW })?.toString() ?? '').replaceAll('&#39;', "'")

describe('a chart', () => {
  const days = [
    { day: '2026-01-04', value: 0 },
    { day: '2026-01-05', value: 257 },
  ]
  const heights = (quota: number | null, projected = 0) => {
    const svg = Chart({ name: 'A', value: '257', forecast: null, label: 'A', days, quota, projected })?.toString() ?? ''
    return [...svg.matchAll(/<rect[^>]* height="([\d.]+)"(?: class="(\w+)")?/gu)].map(
      ([, height, kind = '']) => `${kind} ${height}`,
    )
  }

  it.each([
    ['has a bar on the scale of its quota', 100_000, 0, ['today 1']],
    ['has a bar of a quarter of the quota', 1028, 0, ['today 11']],
    ['shows today’s forecast behind today’s bar', 1028, 514, ['projected 22', 'today 11']],
    ['shows a quota that is exceeded below the bar', 100, 0, ['today 44']],
    ['without a quota has its highest value as the scale', null, 0, ['today 44']],
  ])('%s', (_, quota, projected, bars) => {
    expect(heights(quota, projected)).toEqual(bars)
  })
})

describe('the operator’s page', () => {
  it('says how much of a quota is used, and what the day will need', () => {
    expect(page()).toContain('Rows written: <b>257 of 100,000</b><span>about 540 by midnight UTC</span>')
  })

  it('says how soon news arrived, and names the slowest feeds', () => {
    expect(page()).toContain('half of the news was found within 2 min of its publication, 95% within 1 h.')
    expect(page()).toContain('Slow &lt;b&gt;News&lt;/b&gt;')
    expect(page()).toContain('<td>90 min</td><td>every 30 min</td>')
  })

  it('says what hubs pushed in the last week', () => {
    expect(page()).toContain('Hubs push 2 feeds; 31 documents came from them in the last week.')
  })

  it('names the feeds that fail, with the reason', () => {
    expect(page()).toContain('Broken')
    expect(page()).toContain('(500)')
  })

  it('is in the owner’s language', () => {
    expect(page('zh')).toContain('hub 推送 2 个订阅源，最近一周送来 31 份文件。')
  })
})
