/** Moves the branch, the folder and wrangler.toml to another commit; can be repeated after a kill at any point. */
import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CONFIGURATION_FILE } from '../deploy/configuration.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { type Git, identityFor } from './git.ts'
import type { Journal, JournalEntry } from './journal.ts'
import { changesIn, checkChanges, gitPath } from './preflight.ts'

interface MoveDeps {
  readonly git: Git
  readonly root: string
  readonly journal: Journal
}

/** Requires a folder without changes except in wrangler.toml. git refuses to overwrite later changes. */
export async function moveSources({ git, root, journal }: MoveDeps, entry: JournalEntry): Promise<void> {
  await checkChanges(git)
  await journal.write(entry)
  await git.text(['checkout', '--quiet', 'HEAD', '--', CONFIGURATION_FILE])
  const { to, configuration } = goalOf(entry)
  await git.text(['reset', '--quiet', '--keep', to])
  await putConfiguration(git, root, to, configuration)
}

/**
 * After a kill the folder may be partly changed. Its content is kept in a commit.
 * @returns the name of that commit; null: the folder was complete
 * @throws OperatorProblem if something else was checked out since
 */
export async function finishMovingSources(deps: MoveDeps, entry: JournalEntry): Promise<string | null> {
  const { git, root, journal } = deps
  const head = await git.line(['rev-parse', 'HEAD'])
  const branch = (await git.run(['symbolic-ref', '--quiet', '--short', 'HEAD'])).output.trim()
  if (branch !== entry.branch || (head !== entry.from && head !== entry.to))
    throw new OperatorProblem(
      `An upgrade to ${entry.label} on the branch ${entry.branch} was interrupted, and something else was checked out since.`,
      `wrangler.toml as it was before is in ${journal.savedConfiguration}. Put back what you need of it, delete the folder ${path.dirname(journal.savedConfiguration)}, then run the same command again.`,
    )
  const { to, configuration } = goalOf(entry)
  const hasLock = existsSync(await gitPath(git, root, 'index.lock'))
  if (head === to && !hasLock && (await changesIn(git)).length === 0) {
    // Keeps a file that was edited since.
    const own = await readFile(path.join(root, CONFIGURATION_FILE), 'utf8')
    const committed = await git.text(['show', `${to}:${CONFIGURATION_FILE}`])
    if (own.replaceAll('\r\n', '\n') === committed) await putConfiguration(git, root, to, configuration)
    return null
  }
  // A killed git leaves its locks.
  for (const lock of ['index.lock', 'HEAD.lock', `refs/heads/${branch}.lock`])
    await rm(await gitPath(git, root, lock), { force: true })
  const kept = (
    await git.run(['stash', 'create', 'Before an interrupted upgrade went on'], { environment: await identityFor(git) })
  ).output.trim()
  if (kept !== '') await git.text(['update-ref', 'refs/paperboy/interrupted', kept])
  await git.text(['reset', '--quiet', '--hard', to])
  await putConfiguration(git, root, to, configuration)
  return kept === '' ? null : kept
}

function goalOf({ phase, from, to, before, after }: JournalEntry): {
  readonly to: string
  readonly configuration: string
} {
  return phase === 'forward' ? { to, configuration: after } : { to: from, configuration: before }
}

/** Leaves the file alone if git wrote the same text, with the operator's line endings. */
async function putConfiguration(git: Git, root: string, commit: string, text: string): Promise<void> {
  if ((await git.text(['show', `${commit}:${CONFIGURATION_FILE}`])) === text) return
  const file = path.join(root, CONFIGURATION_FILE)
  await writeFile(`${file}.unfinished`, text, { flush: true })
  await rename(`${file}.unfinished`, file)
}
