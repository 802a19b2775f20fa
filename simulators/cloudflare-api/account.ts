/** A simulated Cloudflare account: what it has, what its API was asked, and the faults that a test switches on. */
import type { CrashMoment, RequestCrash } from './request-crash.ts'
import type { UploadedWorker } from './upload.ts'

export const ACCOUNT = 'acc0123456789'
export const API_TOKEN = 'a-token-of-cloudflare'

export interface DeployedWorker extends UploadedWorker {
  readonly crons: readonly string[]
  readonly workersDev: boolean
  /** Custom domains. */
  readonly domains: readonly string[]
}

/** A failing request: refused with a code, or its connection cut before or after it takes effect. */
export interface Fault {
  /** Of `METHOD path`. */
  readonly match: RegExp
  /** Requests that succeed first. */
  readonly after?: number
  readonly times: number
  readonly what: { readonly code: number; readonly message: string } | CrashMoment
}

export interface AccountResources {
  readonly workers: Map<string, DeployedWorker>
  /** Titles of KV namespaces by id. */
  readonly namespaces: Map<string, string>
  /** Of workers.dev; null: none yet. */
  subdomain: string | null
}

export interface CloudflareAccount extends AccountResources {
  /** For CLOUDFLARE_API_BASE_URL. */
  readonly api: string
  /** Where the deployed Worker answers. */
  readonly address: string
  /** Accounts that the login can see; the first is the simulated one. */
  readonly accounts: { readonly id: string; readonly name: string }[]
  /** The resources of the other accounts, by id. */
  readonly otherAccounts: Map<string, AccountResources>
  /** Subdomains of other accounts. */
  readonly takenSubdomains: Set<string>
  /** Ids by name. */
  readonly zones: Map<string, string>
  /** Hosts with a DNS record. */
  readonly dnsRecords: Set<string>
  /** Cron triggers of the account's other Workers: the Free plan has five. */
  otherCrons: number
  /** Every request, as `METHOD path`. */
  readonly requests: string[]
  readonly faults: Fault[]
  /** Stops the deploying machine at one of its requests; null: never. */
  crash: RequestCrash | null
  readonly close: () => Promise<void>
}
