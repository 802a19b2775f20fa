/** wrangler.toml of a release with the operator's settings in it. */
import { isDeepStrictEqual } from 'node:util'
import { parse, patch } from '@decimalturn/toml-patch'
import * as v from 'valibot'
import { err, ok, type Result } from '../../src/result.ts'
import { CONFIGURATION_FILE, parseConfiguration } from '../deploy/configuration.ts'
import { OperatorProblem } from '../operator/problem.ts'

type Table = Readonly<Record<string, unknown>>
const tableSchema = v.record(v.string(), v.unknown())
/** The parser's tables have no prototype. */
const isSame = (one: unknown, other: unknown) => isDeepStrictEqual(one, other, { skipPrototype: true })
const isTable = (value: unknown): value is Table => !Array.isArray(value) && v.is(tableSchema, value)

/** What belongs to the release. Everything else is the operator's: where both changed it, the operator's value stays. */
const ofRelease = new Set([
  'main',
  'compatibility_date',
  'compatibility_flags',
  'durable_objects',
  'migrations',
  'triggers',
])

/** What tells one entry of an array of tables from another. */
const identities = ['binding', 'name', 'tag', 'pattern'] as const

export interface Configurations {
  /** What the operator started from. */
  readonly base: string
  readonly own: string
  readonly release: string
}

/**
 * The release's text, comments and layout included, with what `own` has otherwise than `base`.
 * Fails with the names that both changed and that belong to the release.
 */
export function mergeConfiguration({ base, own, release }: Configurations): Result<string, readonly string[]> {
  // Says in words what is wrong with a text.
  for (const text of [base, own, release]) parseConfiguration(text)
  const [before, mine, theirs] = [base, own, release].map((text) => v.parse(tableSchema, parse(text)))
  const conflicts: string[] = []
  const merged = mergeTables(before ?? {}, mine ?? {}, theirs ?? {}, (path) => {
    const isReleases = ofRelease.has(path[0] ?? '')
    if (isReleases) conflicts.push(path.join('.'))
    return isReleases
  })
  if (conflicts.length > 0) return err(conflicts)
  if (isSame(merged, theirs)) return ok(release)
  // Inline: a new table or array of tables could only stand at the end, where what follows would be in it.
  const text = patch(release, merged, { inlineTableStart: 0 })
  if (isSame(v.parse(tableSchema, parse(text)), merged)) return ok(text)
  throw new OperatorProblem(
    `Your settings could not be put into the new ${CONFIGURATION_FILE}.`,
    'Please report this with your wrangler.toml. Until then take the release’s file and enter your settings by hand.',
  )
}

/** Which side wins where both changed a value. @returns true: the release */
type Choose = (path: readonly string[]) => boolean

function mergeTables(base: Table, own: Table, release: Table, choose: Choose, path: readonly string[] = []): Table {
  const names = [...new Set([...Object.keys(release), ...Object.keys(own)])]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = mergeValues(base[name], own[name], release[name], choose, [...path, name])
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** @returns undefined: it is not there */
function mergeValues(base: unknown, own: unknown, release: unknown, choose: Choose, path: readonly string[]): unknown {
  if (isSame(own, base) || isSame(own, release)) return release
  if (isSame(release, base)) return own
  if (isTable(own) && isTable(release)) return mergeTables(isTable(base) ? base : {}, own, release, choose, path)
  // The order of migrations counts: they are one value.
  const isWhole = ofRelease.has(path[0] ?? '')
  const [before, mine, theirs] = [base ?? [], own, release].map((value) => (isWhole ? null : entriesOf(value)))
  if (before && mine && theirs) return Object.values(mergeTables(before, mine, theirs, choose, path))
  return choose(path) ? release : own
}

/** An array of tables by what identifies its entries; null: it is none, or they have nothing of that kind. */
function entriesOf(value: unknown): Table | null {
  if (!Array.isArray(value)) return null
  const entries = value.map((entry: unknown) => {
    const key = isTable(entry)
      ? identities.map((name) => entry[name]).find((each) => typeof each === 'string')
      : undefined
    return typeof key === 'string' ? ([key, entry] as const) : null
  })
  const known = entries.filter((entry) => entry !== null)
  const table = Object.fromEntries(known)
  return Object.keys(table).length === value.length ? table : null
}
