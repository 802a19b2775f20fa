/** Reads the command line of `npm run upgrade`. */
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../../src/result.ts'
import { wordsOf } from '../terminal.ts'

export interface UpgradeArguments {
  /** A release such as `0.2.0`, or `main`; null: the newest. */
  readonly to: string | null
  /** Address of the git repository that releases come from; null: package.json's `repository`. */
  readonly from: string | null
  /** The Worker's name; null: wrangler.toml's. */
  readonly name: string | null
  /** The release that a copy without common history was made from; null: found out. */
  readonly base: string | null
  /** The branch that is checked out, even if it is not the default one. */
  readonly here: boolean
  readonly dryRun: boolean
  /** Ask nothing. */
  readonly unattended: boolean
}

export const usage = `Usage: npm run upgrade -- [--to VERSION] [--yes] [--dry-run] [--name NAME] [--here] [--base VERSION] [--from URL]

Fetches the newest release, shows what is new, keeps your settings in wrangler.toml and your own changes, runs a few tests, and
deploys. If a test or the deployment fails, everything is put back. Interrupted and run again, it continues.
  --to VERSION    another release, also an older one; main: what is not released yet
  --yes           ask nothing; without it, and with nobody at the terminal, it only shows what is new
  --dry-run       only look, and show what would be done
  --name NAME     the Worker's name (the one in wrangler.toml)
  --here          upgrade the branch that is checked out, even if it is not the default one
  --base VERSION  the release that your copy was made from, where that cannot be found out
  --from URL      the git repository with the releases (the one in package.json)`

/** Fails with what is wrong, in words. */
export function upgradeArguments(words: readonly string[]): Result<UpgradeArguments, string> {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { to: text, from: text, name: text, base: text, here: flag, 'dry-run': flag, yes: flag },
    })
    const { to = null, from = null, name = null, base = null, here } = values
    return ok({ to, from, name, base, here, dryRun: values['dry-run'], unattended: values.yes })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}
