/** Reads the Worker's state at Cloudflare's API, without asking for a login. */
import type { Account, Cloudflare, WorkerState } from '../deploy/cloudflare.ts'
import { type Configuration, configurationOf, hasRoutes, readConfiguration, routesOf } from '../deploy/configuration.ts'
import { chooseAccount } from '../deploy/credentials.ts'
import type { DeployDeps } from '../deploy/deps.ts'
import { namespaceIn } from '../deploy/desired-worker.ts'
import { findNamespace, publicAddress, sharedAddress } from '../deploy/target.ts'
import type { Keys } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { noPrompts } from '../operator/prompts.ts'
import { createTerminal } from '../terminal.ts'

export type CloudflareView =
  | { readonly kind: 'logged-out'; readonly address: string | null }
  | { readonly kind: 'unread'; readonly address: null; readonly problem: string; readonly advice: string }
  | {
      readonly kind: 'read'
      readonly cloudflare: Cloudflare
      readonly account: Account
      readonly configuration: Configuration
      readonly current: WorkerState | null
      /** The address that `npm run deploy` uses; null: unknown. */
      readonly address: string | null
      /** Id of the KV namespace that `npm run deploy` would use; null: it would create one. */
      readonly namespace: string | null
      readonly namespaceExists: boolean
    }

export async function readCloudflare(deps: DeployDeps, name: string, keys: Keys): Promise<CloudflareView> {
  try {
    const configuration = await readConfiguration(deps.root)
    const own = publicAddress(deps, configuration, name)
    const access = await deps.wrangler.access()
    if (access === null) return { kind: 'logged-out', address: own }
    const cloudflare = deps.cloudflare(access)
    const { environment } = deps
    const terminal = createTerminal({ write: () => {} })
    const account = await chooseAccount(
      { environment, prompts: noPrompts },
      cloudflare,
      configuration.account_id ?? null,
      keys.account,
    )
    const [current, subdomain] = await Promise.all([
      cloudflare.worker(account.id, name, hasRoutes(routesOf(configurationOf(configuration, name)))),
      cloudflare.subdomain(account.id),
    ])
    const bound = current === null ? null : namespaceIn(current)
    const [namespace, namespaceExists] = await Promise.all([
      findNamespace({ terminal }, { cloudflare, account, configuration, options: { name } }, current),
      bound === null ? false : cloudflare.hasNamespace(account.id, bound),
    ])
    const shared = current === null || subdomain === null ? null : sharedAddress(name, subdomain)
    return {
      kind: 'read',
      cloudflare,
      account,
      configuration,
      current,
      address: own ?? shared,
      namespace,
      namespaceExists,
    }
  } catch (problem) {
    if (!(problem instanceof OperatorProblem)) throw problem
    return { kind: 'unread', address: null, problem: problem.message, advice: problem.advice }
  }
}
