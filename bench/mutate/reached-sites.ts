/** A setup file of the tests: records the sites that each test file reaches, and ends endless loops. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeEach, expect } from 'vitest'

/** Rounds of loops in one test. */
const ROUNDS = 5_000_000

const { REACHED_SITES: folder = '' } = process.env
const sites = new Set<string>()
let rounds = 0

Object.assign(globalThis, {
  siteReached: (site: string) => sites.add(site),
  loopTick: () => {
    rounds += 1
    if (rounds > ROUNDS) throw new Error('an endless loop')
  },
})

beforeEach(() => {
  rounds = 0
})

afterAll(() => {
  if (sites.size === 0) return
  const test = expect.getState().testPath ?? ''
  writeFileSync(
    path.join(folder, `${encodeURIComponent(path.basename(test))}.json`),
    JSON.stringify({ test, sites: [...sites] }),
  )
})
