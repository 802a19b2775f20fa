/** Lighthouse's scores of a page. */

import * as v from 'valibot'
import { runProgram } from '../../scripts/run-program.ts'
import type { WebPage } from './find-pages.ts'

const MIN_SCORE = 98
const categories = ['performance', 'accessibility', 'best-practices'] as const

const report = v.object({
  runtimeError: v.optional(v.object({ message: v.string() })),
  categories: v.record(
    v.string(),
    v.object({
      score: v.nullable(v.number()),
      auditRefs: v.array(v.object({ id: v.string(), weight: v.number() })),
    }),
  ),
  audits: v.record(
    v.string(),
    v.object({ title: v.string(), score: v.nullable(v.number()), explanation: v.optional(v.string()) }),
  ),
})

export interface Scores {
  /** Such as `100 99 100 100`. */
  readonly text: string
  readonly faults: readonly string[]
}

/** A busy machine lowers the score of performance, or lets the browser miss its start, so the first good result of a few counts. */
const TRIES = 3

/** @param program the path of Lighthouse's command @param chrome the path of the browser */
export async function scoresOf(page: WebPage, program: string, chrome: string): Promise<Scores> {
  for (let tried = 1; ; tried++) {
    const scores = await measured(page, program, chrome)
    const isOfMachine =
      scores.faults.length > 0 && scores.faults.every((fault) => /^(?:performance|Lighthouse)/u.test(fault))
    if (!isOfMachine || tried === TRIES) return scores
  }
}

async function measured(page: WebPage, program: string, chrome: string): Promise<Scores> {
  const names = [...categories, ...(page.isIndexed ? ['seo'] : [])]
  const options = [
    ...['--quiet', '--output=json', '--output-path=stdout', `--only-categories=${names.join(',')}`],
    // Addresses in a page name its public host.
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking',
    // It fetches robots.txt as the page would, which the page's policy forbids; errors in the console are checked beside axe,
    // without those of pictures, whose hosts do not exist.
    '--skip-audits=robots-txt,errors-in-console',
    // Other answers than 200 have pages as well.
    '--ignore-status-code',
  ]
  const { output, errors } = await runProgram(
    process.execPath,
    [program, `${page.visitor.url}${page.path}`, ...options],
    { cwd: process.cwd(), env: { ...process.env, CHROME_PATH: chrome } },
  )
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), report), output)
  if (!parsed.success) return { text: '–', faults: [`Lighthouse failed: ${errors.trim().split('\n').at(-1)}`] }
  const { output: result } = parsed
  if (result.runtimeError !== undefined)
    return { text: '–', faults: [`Lighthouse failed: ${result.runtimeError.message}`] }
  const scores = names.map((name) => [name, Math.round((result.categories[name]?.score ?? 0) * 100)] as const)
  const faults = scores.flatMap(([name, score]) => {
    if (score >= MIN_SCORE) return []
    const low = (result.categories[name]?.auditRefs ?? []).flatMap(({ id, weight }) => {
      const audit = result.audits[id]
      return weight > 0 && audit !== undefined && (audit.score ?? 1) < 0.9
        ? [[audit.title, audit.explanation ?? ''].join(' ').trim()]
        : []
    })
    return [`${name} ${score}: ${low.join(' · ')}`]
  })
  return { text: scores.map(([, score]) => score).join(' '), faults }
}
