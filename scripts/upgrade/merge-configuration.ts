/** A release's wrangler.toml with the operator's settings. */
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

/** Keys of the release. Everywhere else the operator's value wins. */
const ofRelease = new Set(['main', 'compatibility_date', 'compatibility_flags', 'durable_objects', 'migrations'])

/** Identify an entry in an array of tables. */
const identities = ['binding', 'name', 'tag', 'pattern'] as const

export interface Configurations {
  readonly base: string
  readonly own: string
  readonly release: string
}

/**
 * The release's text with its comments and layout, and the differences between `base` and `own`.
 * Fails with the keys of the release that both changed.
 */
export function mergeConfiguration({ base, own, release }: Configurations): Result<string, readonly string[]> {
  // Throws with advice.
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
  // Inline: a new table could only be at the end of the file, and would contain what follows.
  const text = patch(release, merged, { inlineTableStart: 0 })
  if (isSame(v.parse(tableSchema, parse(text)), merged)) return ok(text)
  throw new OperatorProblem(
    `Your settings could not be put into the new ${CONFIGURATION_FILE}.`,
    'Please report this with your wrangler.toml. Until then take the release’s file and enter your settings by hand.',
  )
}

/** Whether the release's value wins where both changed it. */
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

/** @returns undefined: no value */
function mergeValues(base: unknown, own: unknown, release: unknown, choose: Choose, path: readonly string[]): unknown {
  if (isSame(own, base) || isSame(own, release)) return release
  if (isSame(release, base)) return own
  if (isTable(own) && isTable(release)) return mergeTables(isTable(base) ? base : {}, own, release, choose, path)
  // The order of migrations matters: they are one value.
  const isWhole = ofRelease.has(path[0] ?? '')
  const [before, mine, theirs] = [base ?? [], own, release].map((value) => (isWhole ? null : entriesOf(value)))
  if (before && mine && theirs) return Object.values(mergeTables(before, mine, theirs, choose, path))
  return choose(path) ? release : own
}

/** The entries of an array of tables by their identity; null: not such an array. */
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
