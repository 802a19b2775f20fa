/** Strangers' requests cost a handful of rows, by workerd's own count. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Deployment, startDeployment } from '../../bench/bench-requests/deployment.ts'
import { isWithinLimit, maxRows, measure } from '../../bench/bench-requests/measure.ts'
import { requestCases } from '../../bench/bench-requests/request-cases.ts'
import { app } from '../../src/web/app.ts'
import { isLong } from '../runs.ts'

const strangers = requestCases.filter(({ who }) => who === 'stranger')

it('every web route is measured', () => {
  const reached = new Set(
    strangers.flatMap(({ page }) => {
      if (page === undefined) return []
      const [handlers] = app.router.match(page.method, page.path)
      return handlers.map(([[handler]]) => handler)
    }),
  )
  const routes = app.routes.filter(({ method }) => method !== 'ALL')
  expect(routes.length).toBeGreaterThan(20)
  expect(routes.filter(({ handler }) => !reached.has(handler)).map(({ method, path }) => `${method} ${path}`)).toEqual(
    [],
  )
})

describe('with feeds, channels and updates', () => {
  let deployment: Deployment

  beforeAll(async () => {
    deployment = await startDeployment({ feeds: 24, channels: 4, updates: isLong ? 2000 : 300 })
  })

  afterAll(async () => {
    await deployment.stop()
  })

  it(`a stranger’s web request costs at most ${maxRows.web} rows, and a stranger’s update at most ${maxRows.update}`, async () => {
    const measured = await measure(deployment, strangers, 1, 1)
    expect(measured.filter((each) => !isWithinLimit(each))).toEqual([])
  })

  it('a verification that repeats another one writes no row of its own, and a document few', async () => {
    const hubs = requestCases.filter(({ who }) => who === 'hub')
    const [verification, document] = await measure(deployment, hubs, 3)
    // Among a few requests, one may write the row of the object's usage.
    expect(verification?.rowsWritten).toBeLessThan(1)
    expect(document?.rowsWritten).toBeLessThanOrEqual(5)
  })
})
