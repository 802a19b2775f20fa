/** `npm run upgrade`: another release in the place of this one, tried, deployed, and put back if that fails. */
import path from 'node:path'
import { askTerminal, nobody } from './operator/ask.ts'
import { runCommand } from './operator/run.ts'
import { upgradeArguments, usage } from './upgrade/arguments.ts'
import { newSources, workerVersions } from './upgrade/children.ts'
import { gitIn } from './upgrade/git.ts'
import { upgrade } from './upgrade/upgrade.ts'

const root = path.resolve(import.meta.dirname, '..')

await runCommand({ usage, parse: upgradeArguments }, async (options, terminal) => {
  const { env } = process
  const asker = options.unattended ? nobody : askTerminal()
  await upgrade(options, {
    root,
    runGit: gitIn(root),
    terminal,
    asker,
    sources: newSources(root, env, !asker.isThere),
    versions: workerVersions(root, env),
  })
})
