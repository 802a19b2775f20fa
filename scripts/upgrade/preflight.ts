/** Checks whether the folder can be upgraded. */
import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { CONFIGURATION_FILE } from '../deploy/configuration.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { Git } from './git.ts'

export interface Checkout {
  readonly branch: string
  readonly head: string
}

const unfinished = {
  MERGE_HEAD: 'merge',
  'rebase-merge': 'rebase',
  'rebase-apply': 'rebase',
  CHERRY_PICK_HEAD: 'cherry-pick',
  REVERT_HEAD: 'revert',
} as const

/** @throws OperatorProblem unless the folder is a git repository */
export async function checkRepository(git: Git, root: string): Promise<void> {
  const { code, output } = await git.run(['rev-parse', '--show-toplevel'])
  if (code === 0 && realpathSync(output.trim()) === realpathSync(root)) return
  throw new OperatorProblem(
    'This folder is not a git repository, so there is nothing to compare a release with.',
    'Clone Paperboy (README.md has the command), copy wrangler.toml and the folder .paperboy/ there, and continue there.',
  )
}

/** @param anyBranch also a branch that is not the default one @throws OperatorProblem */
export async function checkFolder(git: Git, root: string, anyBranch: boolean): Promise<Checkout> {
  const signs = Object.entries(unfinished)
  const words = signs.flatMap(([file]) => ['--git-path', file])
  const files = (await git.line(['rev-parse', ...words])).split('\n')
  for (const [place, [, what]] of signs.entries())
    if (existsSync(path.resolve(root, files[place] ?? '')))
      throw new OperatorProblem(
        `A ${what} is not finished here.`,
        `Finish it, or abandon it with git ${what} --abort, then run the same command again.`,
      )
  const branch = (await git.run(['symbolic-ref', '--quiet', '--short', 'HEAD'])).output.trim()
  if (branch === '')
    throw new OperatorProblem('No branch is checked out here.', 'Run git switch main, then the same command again.')
  const usual = (await git.run(['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD'])).output.trim()
  const main = usual.replace(/^origin\//u, '')
  if (main !== '' && main !== branch && !anyBranch)
    throw new OperatorProblem(
      `The branch ${branch} is checked out, not ${main}.`,
      `Run git switch ${main}, or add --here to upgrade ${branch}.`,
    )
  await checkChanges(git)
  const own = path.join(root, CONFIGURATION_FILE)
  if (!existsSync(own))
    throw new OperatorProblem(
      `${CONFIGURATION_FILE} is missing.`,
      `Run git checkout -- ${CONFIGURATION_FILE}, then the same command again.`,
    )
  return { branch, head: await git.line(['rev-parse', 'HEAD']) }
}

/** Files with changes that are not committed, except wrangler.toml. */
export async function changesIn(git: Git): Promise<readonly string[]> {
  const status = await git.list(['status', '--porcelain', '-z', '--untracked-files=no', '--no-renames'])
  return status.map((line) => line.slice(3)).filter((file) => file !== CONFIGURATION_FILE)
}

/** Changes would be lost, or be part of the upgrade's commit. @throws OperatorProblem */
export async function checkChanges(git: Git): Promise<void> {
  const changed = await changesIn(git)
  if (changed.length === 0) return
  throw new OperatorProblem(
    `There are changes that are not committed: ${someOf(changed)}.`,
    'Commit them (git commit -a) or put them aside (git stash), then run the same command again.',
  )
}

/** @throws OperatorProblem if new files of the release exist in the folder, unknown to git */
export async function checkInTheWay(git: Git, root: string, head: string, next: string): Promise<void> {
  const added = await git.list(['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--diff-filter=A', head, next])
  const inTheWay = added.filter((file) => existsSync(path.join(root, file)))
  if (inTheWay.length === 0) return
  throw new OperatorProblem(
    `The release has files that exist here already and are not committed: ${someOf(inTheWay)}.`,
    'Move them elsewhere, then run the same command again. Nothing was changed.',
  )
}

/** A path inside git's own folder. */
export async function gitPath(git: Git, root: string, file: string): Promise<string> {
  return path.resolve(root, await git.line(['rev-parse', '--git-path', file]))
}

const SHOWN = 8

export function someOf(files: readonly string[]): string {
  const more = files.length - SHOWN
  return `${files.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
