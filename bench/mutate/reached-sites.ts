/** A setup file of the tests: records the sites that each test file reaches, and ends endless loops. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeEach, expect } from 'vitest'

/** Maximum rounds of loops in one test, and their time in ms on a busy machine. */
const ROUNDS = 20_000_000
const LOOPS_MS = 120_000

const { REACHED_SITES: folder = '' } = process.env
const sites = new Set<string>()
let rounds = 0
let began = Date.now()

Object.assign(globalThis, {
  siteReached: (site: string) => sites.add(site),
  loopTick: () => {
    rounds += 1
    if (rounds > ROUNDS || Date.now() - began > LOOPS_MS) throw new Error('an endless loop')
  },
})

beforeEach(() => {
  rounds = 0
  began = Date.now()
})

afterAll(() => {
  if (sites.size === 0) return
  const test = expect.getState().testPath ?? ''
  writeFileSync(
    path.join(folder, `${encodeURIComponent(path.relative(process.cwd(), test))}.json`),
    JSON.stringify({ test, sites: [...sites] }),
  )
})
