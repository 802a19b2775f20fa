/** A domain of the operator's own: written to wrangler.toml, so that every later deployment keeps it. */
import { OperatorProblem } from '../operator/problem.ts'
import { paint } from '../terminal.ts'
import { domainOf } from './arguments.ts'
import type { Account, Cloudflare } from './cloudflare.ts'
import { codeAdvices } from './cloudflare-codes.ts'
import { type Configuration, changeConfiguration, readConfiguration } from './configuration.ts'
import type { DeployDeps } from './edges.ts'

export interface DomainWish {
  readonly host: string
  /** The Worker's name. */
  readonly name: string
  readonly dryRun: boolean
}

export interface ChosenDomain {
  /** wrangler.toml as it is then. */
  readonly configuration: Configuration
  /** Hosts that lead nowhere else, or may be taken. */
  readonly checkedHosts: readonly string[]
}

/** @throws OperatorProblem where the domain is not to be had; wrangler.toml is as it was then */
export async function useDomain(
  deps: DeployDeps,
  cloudflare: Cloudflare,
  account: Account,
  configuration: Configuration,
  { host, name, dryRun }: DomainWish,
): Promise<ChosenDomain> {
  const { root, terminal } = deps
  if (name !== configuration.name)
    throw new OperatorProblem(
      `wrangler.toml is that of the Worker “${configuration.name}”, and a domain stands in it.`,
      `Keep a folder for each bot: clone Paperboy once more, set name = "${name}" in its wrangler.toml, and run the command there.`,
    )
  const zone = await terminal.step(`The domain of ${host}`, () => cloudflare.zoneOf(account.id, host))
  if (zone === null)
    throw new OperatorProblem(
      `${host} is not below a domain of the account “${account.name}”.`,
      codeAdvices.get(10_082)?.advice ?? '',
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

/** @returns null: there is none */
export async function askDomain(asker: DeployDeps['asker']): Promise<string | null> {
  for (;;) {
    const typed = await asker.text(
      'A name below a domain of yours on Cloudflare, such as news.example.com (Enter: none): ',
    )
    if (typed === '') return null
    const domain = domainOf(typed)
    if (domain !== '') return domain
  }
}

/** Before wrangler replaces what a host leads to now, which it does without a question. @param taken hosts that lead elsewhere */
export async function checkMayTake({ asker }: Pick<DeployDeps, 'asker'>, taken: readonly string[]): Promise<void> {
  if (taken.length === 0) return
  const words = `${taken.join(', ')} has a DNS record or leads to another Worker.`
  if (asker.isThere && (await asker.yes(`${words} Shall it lead to the bot from now on?`, false))) return
  throw new OperatorProblem(
    words,
    'Choose another name below the domain (npm run deploy -- --domain HOST), or delete the record in Cloudflare’s dashboard (the domain, DNS). Then run the same command again.',
  )
}
