/** Requests of strangers cost a handful of rows, by workerd's own count. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doors } from '../../bench/bench-doors/doors.ts'
import { isKept, measure, promised } from '../../bench/bench-doors/measure.ts'
import { type Stage, setStage } from '../../bench/bench-doors/stage.ts'
import { app } from '../../src/web/app.ts'
import { runs } from '../runs.ts'

const strangers = doors.filter(({ who }) => who === 'stranger')

it('every route of the web is measured', () => {
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
  let stage: Stage

  beforeAll(async () => {
    stage = await setStage({ feeds: 24, channels: 4, updates: runs(1) > 1 ? 2000 : 300 })
  })

  afterAll(async () => {
    await stage.stop()
  })

  it(`no request from the open web costs more than ${promised.open} rows, no message of a stranger more than ${promised.message}`, async () => {
    const measured = await measure(stage, strangers, 1)
    expect(measured.filter((each) => !isKept(each))).toEqual([])
  })
})
