/** Plans an upgrade in git's object database; the folder stays unchanged. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { CONFIGURATION_FILE, parseConfiguration } from '../deploy/configuration.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { changelogBetween, compareReleases } from './changelog.ts'
import { findBase, TRAILER } from './find-base.ts'
import { type Git, identityFor } from './git.ts'
import { mergeConfiguration } from './merge-configuration.ts'
import { mergeTrees } from './merge-trees.ts'
import { type Checkout, checkInTheWay, someOf } from './preflight.ts'
import { findRelease, type Release, versionAt } from './releases.ts'

export interface Plan {
  readonly release: Release
  readonly version: string
  readonly changelog: string
  /** The commit that the branch moves to. */
  readonly next: string
  /** `next` is the release itself; else a merge commit, which the operator can push. */
  readonly isFastForward: boolean
  /** The operator's repository shares no history with upstream, as after Cloudflare's button. */
  readonly isCopy: boolean
  readonly files: number
  readonly configuration: { readonly before: string; readonly after: string }
  /** Why a rollback may be impossible. */
  readonly hasNewMigration: boolean
  readonly hasNewerData: boolean
}

export interface PlanOptions {
  readonly to: string | null
  readonly base: string | null
}

/** @returns `next` is null if there is nothing to upgrade to @throws OperatorProblem */
export async function planUpgrade(
  git: Git,
  root: string,
  { head }: Checkout,
  options: PlanOptions,
): Promise<Plan | { readonly release: Release; readonly version: string; readonly next: null }> {
  const release = await findRelease(git, options.to)
  const version = await versionAt(git, head)
  const named = options.base === null ? null : (await findRelease(git, options.base)).commit
  const base = await findBase(git, head, named)
  const isContained = await isAncestor(git, release.commit, base.commit)
  const isOlder = compareReleases(release.version, version) < 0
  const isWanted = options.to === null ? !isContained && !isOlder : base.commit !== release.commit
  if (!isWanted) return { release, version, next: null }

  const isBehind = await isAncestor(git, head, release.commit)
  const configurationAt = (commit: string) => git.text(['show', `${commit}:${CONFIGURATION_FILE}`])
  const [before, committed, theirs] = [
    await configurationAt(base.commit),
    await configurationAt(head),
    await configurationAt(release.commit),
  ]
  const inFolder = await readFile(path.join(root, CONFIGURATION_FILE), 'utf8')
  const merge = (own: string) => kept(mergeConfiguration({ base: before, own, release: theirs }))
  const configuration = { before: inFolder, after: merge(inFolder) }
  const next = isBehind
    ? release.commit
    : await commitUpgrade(git, head, release, base.commit, base.isShared, merge(committed))
  await checkInTheWay(git, root, head, next)

  const changed = await git.list(['diff-tree', '-r', '-z', '--name-only', '--no-renames', head, next])
  return {
    release,
    version,
    next,
    configuration,
    isFastForward: isBehind,
    isCopy: !base.isShared,
    files: changed.length,
    changelog: changelogBetween(await changelogAt(git, release.commit), {
      before: await changelogAt(git, head),
      from: version,
      to: release.version,
      withUnreleased: !release.isTagged,
    }),
    hasNewMigration: hasNewMigration(committed, theirs),
    hasNewerData: !isContained && changed.some((file) => storedForms.has(file)),
  }
}

function kept(merged: ReturnType<typeof mergeConfiguration>): string {
  if (merged.ok) return merged.value
  throw new OperatorProblem(
    `${CONFIGURATION_FILE}: you and the release both changed ${merged.problem.join(', ')}. Nothing was changed.`,
    `Undo your change of that in ${CONFIGURATION_FILE}, then run the same command again.`,
  )
}

async function commitUpgrade(
  git: Git,
  head: string,
  release: Release,
  base: string,
  isShared: boolean,
  configuration: string,
): Promise<string> {
  const { tree, conflicts } = await mergeTrees(git, { base, own: head, release: release.commit, configuration })
  if (conflicts.length > 0)
    throw new OperatorProblem(
      `You and the release changed the same places of: ${someOf(conflicts)}. Nothing was changed.`,
      `Undo your changes of these files and commit that; after the upgrade, make them again. git diff ${base.slice(0, 10)} shows all your changes.`,
    )
  const isNews = isShared && !(await isAncestor(git, release.commit, head))
  const parents = [head, ...(isNews ? [release.commit] : [])].flatMap((parent) => ['-p', parent])
  const message = `Upgrade to ${release.label}\n\n${TRAILER} ${release.commit}\n`
  return git.line(['commit-tree', tree, ...parents], { input: message, environment: await identityFor(git) })
}

async function isAncestor(git: Git, one: string, other: string): Promise<boolean> {
  return git.says(['merge-base', '--is-ancestor', one, other])
}

async function changelogAt(git: Git, commit: string): Promise<string> {
  const { code, output } = await git.run(['show', `${commit}:CHANGELOG.md`])
  return code === 0 ? output : ''
}

/** Cloudflare refuses a rollback behind a migration of Durable Object classes. */
function hasNewMigration(before: string, after: string): boolean {
  const known = new Set(parseConfiguration(before).migrations.map(({ tag }) => tag))
  return parseConfiguration(after).migrations.some(({ tag }) => !known.has(tag))
}

/** A new form of stored data changes one of these files (docs/developers.md, “Stored data”). */
const storedForms = new Set(['src/store/tables.ts', 'src/store/directory-tables.ts', 'test/store/released.test.ts'])
