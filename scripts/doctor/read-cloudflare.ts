/** Reads at Cloudflare's API what the Worker is; nobody is asked to log in. */
import type { Account, Cloudflare, WorkerState } from '../deploy/cloudflare.ts'
import { type Configuration, configurationOf, hasRoutes, readConfiguration, routesOf } from '../deploy/configuration.ts'
import { findNamespace, publicAddress, sharedAddress } from '../deploy/place.ts'
import { namespaceIn } from '../deploy/wanted-worker.ts'
import { chooseAccount } from '../deploy/who.ts'
import { nobody } from '../operator/ask.ts'
import type { Keys } from '../operator/keys.ts'
import { OperatorProblem } from '../operator/problem.ts'
import { createTerminal } from '../terminal.ts'
import type { DoctorDeps } from './deps.ts'

export type CloudflareView =
  /** `address`: by PUBLIC_URL; null: it has none. */
  | { readonly kind: 'logged-out'; readonly address: string | null }
  | { readonly kind: 'unread'; readonly address: null; readonly problem: string; readonly advice: string }
  | {
      readonly kind: 'read'
      readonly cloudflare: Cloudflare
      readonly account: Account
      /** wrangler.toml. */
      readonly configuration: Configuration
      /** Null: the account has no Worker of this name. */
      readonly there: WorkerState | null
      /** Where `npm run deploy` puts the Worker; null: nobody knows. */
      readonly address: string | null
      /** Id of the KV namespace that `npm run deploy` would use; null: it would make one. */
      readonly namespace: string | null
      /** The KV namespace that the Worker is bound to exists. */
      readonly isNamespaceThere: boolean
    }

export async function readCloudflare(deps: DoctorDeps, name: string, keys: Keys): Promise<CloudflareView> {
  try {
    const configuration = await readConfiguration(deps.root)
    const own = publicAddress(deps, configuration, name)
    const access = await deps.wrangler.access()
    if (access === null) return { kind: 'logged-out', address: own }
    const cloudflare = deps.cloudflare(access)
    const { environment } = deps
    const terminal = createTerminal({ write: () => {} })
    const hints = { configured: configuration.account_id ?? null, kept: keys.account }
    const account = await chooseAccount({ environment, asker: nobody, terminal }, cloudflare, hints)
    const [there, subdomain] = await Promise.all([
      cloudflare.worker(account.id, name, hasRoutes(routesOf(configurationOf(configuration, name)))),
      cloudflare.subdomain(account.id),
    ])
    const bound = there === null ? null : namespaceIn(there)
    const [namespace, isNamespaceThere] = await Promise.all([
      findNamespace({ terminal }, { cloudflare, account, configuration, options: { name } }, there),
      bound === null ? false : cloudflare.hasNamespace(account.id, bound),
    ])
    const shared = there === null || subdomain === null ? null : sharedAddress(name, subdomain)
    return {
      kind: 'read',
      cloudflare,
      account,
      configuration,
      there,
      address: own ?? shared,
      namespace,
      isNamespaceThere,
    }
  } catch (problem) {
    if (!(problem instanceof OperatorProblem)) throw problem
    return { kind: 'unread', address: null, problem: problem.message, advice: problem.advice }
  }
}
