/** `npm run upgrade`: replaces the sources with another release, tests and deploys it, and puts all back if that fails. */
import { upgradeArguments } from './commands.ts'
import { noPrompts, terminalPrompts } from './operator/prompts.ts'
import { root, runCommand } from './operator/run-command.ts'
import { gitIn } from './upgrade/git.ts'
import { newSources } from './upgrade/new-sources.ts'
import { upgrade } from './upgrade/upgrade.ts'
import { workerVersions } from './upgrade/worker-versions.ts'

await runCommand('upgrade', upgradeArguments, async (options, terminal) => {
  const { env } = process
  const prompts = options.unattended ? noPrompts : terminalPrompts()
  await upgrade(options, {
    root,
    runGit: gitIn(root),
    terminal,
    prompts,
    sources: newSources(root, env, !prompts.isInteractive),
    versions: workerVersions(root, env),
  })
})
