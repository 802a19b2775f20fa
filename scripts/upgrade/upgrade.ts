/** `npm run upgrade`: plan, ask, move the sources, test and deploy them, or put everything back. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { UpgradeArguments } from '../commands.ts'
import { CONFIGURATION_FILE, parseConfiguration } from '../deploy/configuration.ts'
import { OperatorProblem } from '../operator/problem.ts'
import type { Prompts } from '../operator/prompts.ts'
import { paint, type Terminal } from '../terminal.ts'
import { createGit, type Git, type RunGit } from './git.ts'
import { type Journal, type JournalEntry, openJournal } from './journal.ts'
import { finishMovingSources, moveSources } from './move-sources.ts'
import type { NewSources } from './new-sources.ts'
import { type Plan, planUpgrade } from './plan.ts'
import { checkFolder, checkRepository, gitPath } from './preflight.ts'
import { fetchReleases, repositoryOf } from './releases.ts'
import { decideRollback, stayReasons, type WorkerVersions } from './worker-versions.ts'

export interface UpgradeDeps {
  readonly root: string
  readonly runGit: RunGit
  readonly terminal: Terminal
  readonly prompts: Prompts
  readonly sources: NewSources
  readonly versions: WorkerVersions
}

interface Work extends UpgradeDeps {
  readonly git: Git
  readonly journal: Journal
}

export async function upgrade(options: UpgradeArguments, deps: UpgradeDeps): Promise<void> {
  const { root, terminal } = deps
  const git = createGit(deps.runGit)
  await checkRepository(git, root)
  const journal = openJournal(await gitPath(git, root, 'paperboy-upgrade'))
  const work = { ...deps, git, journal }

  const interrupted = await journal.read()
  if (interrupted !== null) {
    if (options.dryRun) {
      terminal.say(`An upgrade to ${interrupted.label} was interrupted; npm run upgrade continues it.`)
      return
    }
    if ((await resume(work, interrupted)) === 'forward') return testAndDeploy(work, interrupted, options.name)
  }

  const checkout = await checkFolder(git, root, options.here)
  const from = options.from ?? repositoryOf(await readFile(path.join(root, 'package.json'), 'utf8'))
  await terminal.step('The releases', () => fetchReleases(git, from))
  const plan = await terminal.step('What an upgrade would change', () => planUpgrade(git, root, checkout, options))
  if (plan.next === null) {
    terminal.say(`\n  Already the newest: ${plan.version}.`)
    return
  }
  show(terminal, plan)
  if (options.dryRun) {
    terminal.say('\n  This was a dry run: nothing was changed.')
    return
  }
  const question = `Upgrade the branch ${checkout.branch} from ${plan.version} to ${plan.release.label}, and deploy it?`
  if (!options.unattended && !(await deps.prompts.confirm(question, false))) {
    const next = deps.prompts.isInteractive ? '' : ' To upgrade without a question: npm run upgrade -- --yes'
    terminal.say(`\n  Nothing was changed.${next}`)
    return
  }
  const { isFastForward, isCopy, hasNewMigration, hasNewerData } = plan
  const entry: JournalEntry = {
    ...{ phase: 'forward', branch: checkout.branch, from: checkout.head, to: plan.next, label: plan.release.label },
    ...plan.configuration,
    ...{ isFastForward, isCopy, hasNewMigration, hasNewerData, deployed: null },
  }
  await terminal.step(`The sources are those of ${entry.label}`, () => moveSources(work, entry))
  await testAndDeploy(work, entry, options.name)
}

function show(terminal: Terminal, { changelog, version, release, files }: Plan): void {
  terminal.say(`\n${paint('bold', `${version} → ${release.label}`)}, ${files} ${files === 1 ? 'file' : 'files'}\n`)
  terminal.say(changelog === '' ? '  CHANGELOG.md says nothing about it.' : changelog)
  terminal.say('')
}

/** Completes the move of an interrupted upgrade. */
async function resume(work: Work, entry: JournalEntry): Promise<JournalEntry['phase']> {
  const { terminal } = work
  const what = entry.phase === 'forward' ? 'continues' : 'is put back'
  const kept = await terminal.step(`The interrupted upgrade to ${entry.label} ${what}`, () =>
    finishMovingSources(work, entry),
  )
  if (kept !== null) terminal.say('  The folder’s content until now: git show refs/paperboy/interrupted')
  if (entry.phase === 'back') await work.journal.clear()
  return entry.phase
}

async function testAndDeploy(work: Work, entry: JournalEntry, named: string | null): Promise<void> {
  const { root, journal, sources, versions, terminal } = work
  const name = named ?? parseConfiguration(await readFile(path.join(root, CONFIGURATION_FILE), 'utf8')).name
  if (!sources.canInstall())
    throw new OperatorProblem(
      'The sources are upgraded; their packages cannot be installed while this program runs.',
      'Run npm ci, then npm run upgrade: it continues from here.',
    )
  if (!(await sources.smoke())) {
    await putBack(work, entry)
    throw new OperatorProblem(
      `The tests of ${entry.label} failed on this machine, so it was not deployed. Your sources are as they were before.`,
      'The lines above name the tests. Try again later, or report it.',
    )
  }
  const before = entry.deployed ?? (await terminal.step('The deployed version', () => versions.current(name)))
  await journal.write({ ...entry, deployed: before })
  if (await sources.deploy(name)) {
    await journal.clear()
    terminal.say(`\n${paint('green', '✓')} Upgraded to ${entry.label}.${pushHint(entry, 'Now')}`)
    return
  }
  const after = await versions.current(name)
  const { hasNewMigration, hasNewerData } = entry
  const decision = decideRollback({ before, after, hasNewMigration, hasNewerData })
  const again = 'Correct what the lines above name, then run'
  if (decision.kind === 'stay') {
    await journal.clear()
    throw new OperatorProblem(
      `The deployment of ${entry.label} failed. ${stayReasons[decision.why]} Your sources are those of ${entry.label}.`,
      `${again} npm run deploy; npm run upgrade brings a later release.${pushHint(entry, 'Then')}`,
    )
  }
  if (decision.kind === 'roll-back') {
    const { version } = decision
    const isBack = await terminal.step('Cloudflare rolls back to the previous version', () =>
      versions.rollBack(name, version),
    )
    if (!isBack) {
      await journal.clear()
      throw new OperatorProblem(
        `The deployment of ${entry.label} failed, and Cloudflare did not roll back to the previous version. Your sources are those of ${entry.label}.`,
        `${again} npm run deploy. Or roll back by hand: npx wrangler rollback ${version} --name ${name}`,
      )
    }
  }
  await putBack(work, entry)
  const state = decision.kind === 'roll-back' ? 'The previous version answers again' : 'Nothing was uploaded'
  throw new OperatorProblem(
    `The deployment of ${entry.label} failed. ${state}, and your sources are as they were before.`,
    `${again} npm run upgrade again.`,
  )
}

async function putBack(work: Work, entry: JournalEntry): Promise<void> {
  await work.terminal.step('The sources are put back', () => moveSources(work, { ...entry, phase: 'back' }))
  await work.journal.clear()
}

function pushHint({ isFastForward, isCopy }: JournalEntry, when: 'Now' | 'Then'): string {
  if (isFastForward) return ''
  const why = isCopy
    ? 'if pushes to your repository deploy the bot, the next one would otherwise deploy the older sources'
    : 'your repository gets the upgrade too'
  return `\n${paint('blue', '→')} ${when} run git push: ${why}.`
}
