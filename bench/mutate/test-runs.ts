/** Runs tests in this process: on the unchanged sources, on instrumented ones, or on a mutant. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { createVitest, type TestSpecification } from 'vitest/node'
import { PATIENCE_MS } from '../../test/patience.ts'
import { guarded, recording } from './instrument.ts'
import { mutated, type Site } from './sites.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const here = (file: string) => path.join(import.meta.dirname, file)

/** A changed site. `at`: its index among the file's sites. */
export interface Mutant {
  readonly file: string
  readonly at: number
  readonly site: Site
}

export interface TestRuns {
  /** Finds the test files that reach each site, by `keyOf`, the fastest first. @throws if a test fails */
  reach(
    sites: ReadonlyMap<string, readonly Site[]>,
    tests: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>
  /** Whether one of these tests fails with the mutant. */
  isNoticed(mutant: Mutant, tests: readonly string[]): Promise<boolean>
  stop(): Promise<void>
}

export const keyOf = ({ file, at }: Pick<Mutant, 'file' | 'at'>): string => `${file}:${at}`

const reachedSchema = v.object({ test: v.string(), sites: v.array(v.string()) })

/** Starts vitest once for all runs. */
export async function startTestRuns(): Promise<TestRuns> {
  const folder = mkdtempSync(path.join(tmpdir(), 'reached-sites-'))
  let instrumented: ReadonlyMap<string, readonly Site[]> = new Map()
  let mutant: Mutant | null = null
  const vitest = await createVitest(
    'test',
    {
      root,
      config: false,
      watch: false,
      // The cache is keyed by file, not by mutant.
      fsModuleCache: false,
      include: ['test/**/*.test.ts'],
      pool: 'threads',
      bail: 1,
      isolate: false,
      reporters: [{}],
      silent: true,
      testTimeout: PATIENCE_MS,
      hookTimeout: PATIENCE_MS,
      env: { REACHED_SITES: folder, RUNS_FACTOR: '1' },
      setupFiles: [here('reached-sites.ts')],
    },
    {
      logLevel: 'silent',
      resolve: {
        alias: { 'cloudflare:workers': here('cells-in-node.ts'), 'cloudflare:test': here('cells-in-node.ts') },
      },
      plugins: [
        {
          name: 'mutants',
          enforce: 'pre',
          transform(source, id) {
            const file = path.relative(root, id).replaceAll('\\', '/')
            if (!/^(?:src|test|simulators)\//u.test(file)) return null
            const sites = instrumented.get(file)
            if (sites !== undefined) return recording(source, sites, (at) => keyOf({ file, at }))
            return guarded(file, mutant?.file === file ? mutated(source, mutant.site) : source)
          },
        },
      ],
    },
  )
  const seconds = new Map<string, number>()
  const specifications = await vitest.globTestSpecifications()
  const run = async (some: readonly TestSpecification[]) => {
    const { testModules: all, unhandledErrors } = await vitest.runTestSpecifications([...some])
    const testModules = all.filter(({ moduleId }) => some.some((each) => each.moduleId === moduleId))
    for (const module of testModules) seconds.set(module.moduleId, module.diagnostic().duration)
    return [
      ...testModules.filter((module) => !module.ok()).map(({ moduleId }) => moduleId),
      ...unhandledErrors.map(String),
    ]
  }
  const change = (files: Iterable<string>) => {
    for (const file of files) vitest.invalidateFile(path.join(root, file))
  }
  return {
    async reach(sites, tests) {
      instrumented = sites
      for (const file of readdirSync(folder)) rmSync(path.join(folder, file))
      const selected = specifications.filter(({ moduleId }) =>
        tests.some((place) => path.relative(root, moduleId).startsWith(place)),
      )
      const failed: string[] = []
      for (const each of selected) {
        // A module that an earlier file loaded has computed its lazy values.
        change(sites.keys())
        failed.push(...(await run([each])))
      }
      if (failed.length > 0) throw new Error(`Tests fail without a mutant: ${failed.join(', ')}`)
      instrumented = new Map()
      change(sites.keys())
      const reached = new Map<string, string[]>()
      const fastestFirst = readdirSync(folder)
        .map((file) => v.parse(reachedSchema, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))))
        .toSorted((one, other) => (seconds.get(one.test) ?? 0) - (seconds.get(other.test) ?? 0))
      for (const { test, sites: keys } of fastestFirst)
        for (const key of keys) reached.set(key, [...(reached.get(key) ?? []), test])
      return reached
    },
    async isNoticed(next, tests) {
      mutant = next
      change([next.file])
      try {
        const selected = tests.flatMap((test) => specifications.find(({ moduleId }) => moduleId === test) ?? [])
        for (let from = 0, size = 1; from < selected.length; from += size, size *= 2)
          if ((await run(selected.slice(from, from + size))).length > 0) return true
        return false
      } finally {
        mutant = null
        change([next.file])
      }
    },
    async stop() {
      await vitest.close()
      rmSync(folder, { recursive: true })
    },
  }
}
