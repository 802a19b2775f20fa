/** The operator's own domain, written to wrangler.toml, so that later deployments keep it. */
import type { DeployArguments } from '../commands.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { paint } from '../terminal.ts'
import type { Account, Cloudflare } from './cloudflare.ts'
import { codeAdvices } from './cloudflare-codes.ts'
import { type Configuration, changeConfiguration, readConfiguration } from './configuration.ts'
import type { DeployDeps } from './deps.ts'
import { domainOf } from './host-names.ts'

/**
 * @returns the changed wrangler.toml, and the hosts that may lead to the Worker
 * @throws OperatorProblem if the domain cannot be used; wrangler.toml is unchanged then
 */
export async function useDomain(
  deps: DeployDeps,
  cloudflare: Cloudflare,
  account: Account,
  configuration: Configuration,
  host: string,
  { name, dryRun }: Pick<DeployArguments, 'name' | 'dryRun'>,
): Promise<{ readonly configuration: Configuration; readonly checkedHosts: readonly string[] }> {
  const { root, terminal } = deps
  if (name !== configuration.name)
    throw new OperatorProblem(
      `wrangler.toml is that of the Worker “${configuration.name}”, and the domain would be written to it.`,
      `Keep a folder for each bot: clone Paperboy once more, set name = "${name}" in its wrangler.toml, and run the command there.`,
    )
  const zone = await terminal.step(`The domain of ${host}`, () => cloudflare.zoneOf(account.id, host))
  if (zone === null)
    throw new OperatorProblem(
      `${host} is not below a domain of the account “${account.name}”.`,
      codeAdvices.get(10_082)?.[1] ?? '',
    )
  if (dryRun) {
    terminal.say(`${paint('blue', '→')} wrangler.toml: ${host} would be its domain`)
    return { configuration, checkedHosts: [] }
  }
  const taken = await cloudflare.takenHosts(account.id, name, [host])
  if (taken !== null) await checkMayTake(deps, taken)
  await changeConfiguration(root, { domain: host, vars: { PUBLIC_URL: `https://${host}` } })
  terminal.say(`${paint('green', '✓')} wrangler.toml: ${host} is its domain`)
  return { configuration: await readConfiguration(root), checkedHosts: taken === null ? [] : [host] }
}

/** @returns null if the operator has none */
export async function askDomain(prompts: DeployDeps['prompts']): Promise<string | null> {
  const typed = await prompts.text(
    'A name below a domain of yours on Cloudflare, such as news.example.com (Enter: none):',
    { validate: (text) => (text === '' || domainOf(text) !== '' ? undefined : 'This is not a host name.') },
  )
  return typed === '' ? null : domainOf(typed)
}

/** wrangler replaces the targets of these hosts without a question. @param taken hosts that lead elsewhere */
export async function checkMayTake({ prompts }: Pick<DeployDeps, 'prompts'>, taken: readonly string[]): Promise<void> {
  if (taken.length === 0) return
  const words = `${taken.join(', ')} has a DNS record or leads to another Worker.`
  if (prompts.isInteractive && (await prompts.confirm(`${words} Point it to the bot from now on?`, false))) return
  throw new OperatorProblem(
    words,
    'Choose another name below the domain (npm run deploy -- --domain HOST), or delete the record in Cloudflare’s dashboard (the domain, DNS). Then run the same command again.',
  )
}
