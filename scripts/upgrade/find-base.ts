/** Finds the upstream commit of the operator's sources: the base of a three-way merge. */
import { CONFIGURATION_FILE } from '../deploy/configuration.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { Git } from './git.ts'
import { UPSTREAM } from './releases.ts'

/** Trailer of an upgrade's commit message that names the upstream commit. */
export const TRAILER = 'Paperboy-Release:'

export interface Base {
  readonly commit: string
  readonly isShared: boolean
}

/**
 * @param head name of the operator's commit
 * @param named the base that the operator named; null: none
 */
export async function findBase(git: Git, head: string, named: string | null): Promise<Base> {
  const shared = await newestUpstream(git, head)
  const isShared = shared !== null
  if (named !== null) return { commit: named, isShared }
  const recorded = await recordedIn(git, head)
  // A later merge by hand takes precedence.
  if (recorded !== null && (shared === null || (await git.says(['merge-base', '--is-ancestor', shared, recorded.by]))))
    return { commit: recorded.release, isShared }
  return { commit: shared ?? (await originOf(git, head)), isShared }
}

/** The newest upstream commit in a branch's history; null: none. */
async function newestUpstream(git: Git, head: string): Promise<string | null> {
  const lines = (await git.line(['rev-list', '--boundary', head, '--not', `--glob=${UPSTREAM}`])).split('\n')
  if (lines[0] === '') return head
  const boundary = lines.flatMap((line) => (line.startsWith('-') ? [line.slice(1)] : []))
  if (boundary.length < 2) return boundary[0] ?? null
  return (await git.line(['merge-base', '--independent', ...boundary])).split('\n')[0] ?? null
}

/** The newest upgrade in a branch's history; null: none with a known release. */
async function recordedIn(git: Git, head: string): Promise<{ readonly by: string; readonly release: string } | null> {
  const log = await git.text(['log', '-1', `--grep=^${TRAILER} [0-9a-f]`, '--format=%H%n%B', head])
  const [, by, release] = new RegExp(`^([0-9a-f]+)\\n.*^${TRAILER} ([0-9a-f]{40,64})$`, 'msu').exec(log) ?? []
  if (by === undefined || release === undefined || !(await git.says(['cat-file', '-e', `${release}^{commit}`])))
    return null
  return { by, release }
}

/** Cloudflare's button writes its settings into wrangler.toml, and leaves workflows out. */
const isChangedByButton = (file: string) =>
  file === CONFIGURATION_FILE || file === '.github' || file.startsWith('.github/')

/** A copy with more changes is another program, or was changed before its first commit. */
const MAX_CHANGED_FILES = 10
const MAX_CANDIDATES = 20

/** The upstream commit that is closest to the first commit of a copy. */
async function originOf(git: Git, head: string): Promise<string> {
  const first = (await git.line(['rev-list', '--max-parents=0', head])).split('\n').at(-1) ?? head
  const entries = (await git.list(['ls-tree', '-z', first])).flatMap((line) => {
    const [, object, name] = /^\d+ \w+ ([0-9a-f]+)\t(.*)$/su.exec(line) ?? []
    return object === undefined || name === undefined || isChangedByButton(name) ? [] : [{ object, name }]
  })
  const commits = (await git.line(['rev-list', `--glob=${UPSTREAM}`])).split('\n')
  const input = commits.flatMap((commit) => entries.map(({ name }) => `${commit}:${name}\n`)).join('')
  const objects = (await git.line(['cat-file', '--batch-check=%(objectname)'], { input })).split('\n')
  const candidates = commits
    .map((commit, place) => {
      const found = objects.slice(place * entries.length, (place + 1) * entries.length)
      return { commit, different: entries.filter(({ object }, at) => found[at] !== object).length }
    })
    .toSorted((one, other) => one.different - other.different)
    .slice(0, MAX_CANDIDATES)
  let nearest = { commit: '', changed: MAX_CHANGED_FILES + 1 }
  for (const { commit } of candidates) {
    const files = await git.list(['diff-tree', '-r', '-z', '--name-only', '--no-renames', commit, first])
    const changed = files.filter((file) => !isChangedByButton(file)).length
    if (changed < nearest.changed) nearest = { commit, changed }
  }
  if (nearest.changed <= MAX_CHANGED_FILES) return nearest.commit
  throw new OperatorProblem(
    'The release that your copy was made from cannot be found: its first commit resembles none.',
    'Name the release: npm run upgrade -- --base 0.1.0. CHANGELOG.md in your copy has its number.',
  )
}
