/** Doubles of deployed Workers: they answer the admin API from what was uploaded, without running it. */
import * as v from 'valibot'
import { type AdminApi, AdminApiProblem } from '../../scripts/operator/admin-api.ts'
import type { AccountResources, CloudflareAccount, DeployedWorker } from '../../simulators/cloudflare-api/account.ts'
import { reportSchema } from '../../src/admin/report.ts'
import { setUp } from '../../src/admin/setup.ts'
import { telegramReport } from '../../src/admin/telegram.ts'
import { claimCodeOf, secretPrintOf } from '../../src/composition/environment.ts'
import { telegramCaller } from '../../src/telegram/client.ts'

/** What a Worker's Durable Objects store. */
export interface Memory {
  readonly facts: Map<string, string>
  readonly cell: string
  /** Time of the backup that was restored last; null: none was. */
  readonly restored: string | null
  readonly retired: boolean
  readonly claimed: boolean
  readonly channels: number
}

const emptyMemory: Memory = {
  facts: new Map(),
  cell: 'nothing yet',
  restored: null,
  retired: false,
  claimed: true,
  channels: 0,
}

const amount = { spent: 0, projected: 0, quota: null }
const spending = {
  kvReads: amount,
  kvWrites: amount,
  rowsRead: amount,
  rowsWritten: amount,
  kvBytes: { spent: 0, quota: null },
}

export class WorkerDoubles {
  readonly memories = new Map<string, Memory>()
  readonly #account: CloudflareAccount
  readonly #telegram: string

  /** @param telegram root of the simulated Bot API */
  constructor(account: CloudflareAccount, telegram: string) {
    this.#account = account
    this.#telegram = telegram
  }

  memory(address: string): Memory {
    return this.memories.get(address) ?? { ...emptyMemory, facts: new Map() }
  }

  #workerAt(address: string): DeployedWorker | undefined {
    const { hostname } = new URL(address)
    const [name = '', subdomain = ''] = hostname.split('.')
    const holdings: readonly AccountResources[] = [this.#account, ...this.#account.otherAccounts.values()]
    const all = holdings.flatMap(({ workers }) => [...workers.values()])
    const domain = all.find(({ domains }) => domains.includes(hostname))
    if (domain !== undefined) return domain
    return holdings.find((holding) => holding.subdomain === subdomain)?.workers.get(name)
  }

  adminApi(address: string, token: string): AdminApi {
    const text = (worker: DeployedWorker, name: string) =>
      worker.bindings.find((binding) => binding.name === name)?.text ?? ''
    const there = () => {
      const worker = this.#workerAt(address)
      if (worker === undefined || !worker.workersDev)
        throw new AdminApiProblem('no-paperboy', `${address} is nothing`, {
          status: 404,
          answer: { kind: 'not-routed' },
        })
      if (text(worker, 'BOT_TOKEN') !== token)
        throw new AdminApiProblem('other-token', 'another token', { status: 401 })
      return worker
    }
    const keep = (change: Partial<Memory>) => this.memories.set(address, { ...this.memory(address), ...change })
    const call = telegramCaller({ fetch, token, root: this.#telegram })
    const ask: AdminApi['text'] = async (path, { method, body } = {}) => {
      there()
      const url = new URL(path, 'http://double')
      if (path === 'retire') {
        await call('deleteWebhook', {})
        keep({ retired: true })
        return '{}'
      }
      if (method !== 'PUT') {
        if (url.pathname === '/documents') return '{"documents":[],"cursor":null}'
        return url.pathname === '/directory' ? '{}' : this.memory(address).cell
      }
      const backup = url.searchParams.get('backup')
      const { restored, channels } = this.memory(address)
      if (url.pathname === '/directory') return '{"state":"restored"}'
      if (restored === backup) return '{"state":"already"}'
      keep({ cell: String(body), restored: backup, channels: channels + 1 })
      return '{"state":"restored"}'
    }
    return {
      text: ask,
      json: async (path, schema, how) => v.parse(v.pipe(v.string(), v.parseJson(), schema), await ask(path, how)),
      report: async () => {
        const worker = there()
        const { retired, claimed, channels } = this.memory(address)
        return v.parse(reportSchema, {
          build: text(worker, 'BUILD') || null,
          botId: Number.parseInt(token, 10),
          secretPrint: secretPrintOf({ WEBHOOK_SECRET: text(worker, 'WEBHOOK_SECRET') }),
          publicUrl: address,
          plan: 'free',
          cells: Number(text(worker, 'CELLS')) || 1,
          claimed,
          retired,
          health: {
            ok: true,
            lastCycle: null,
            channels: { total: channels, paused: 0 },
            feeds: { ok: 0, failing: 0 },
            waitingHeadlines: 0,
            spending,
            problems: [],
          },
          channels: [],
          failing: [],
        })
      },
      setUp: (wish) => {
        const worker = there()
        const { facts } = this.memory(address)
        keep({ facts })
        const WEBHOOK_SECRET = text(worker, 'WEBHOOK_SECRET')
        const settings = {
          publicUrl: null,
          webhookSecret: WEBHOOK_SECRET,
          secretPrint: secretPrintOf({ WEBHOOK_SECRET }),
          claimCode: claimCodeOf({ WEBHOOK_SECRET }),
          ownerIds: [],
          cells: 1,
        }
        const directory = {
          fact: async (name: string) => facts.get(name) ?? null,
          setFact: async (name: string, value: string) => void facts.set(name, value),
          isOwned: async () => this.memory(address).claimed,
        }
        const cell = {
          isShutDown: async () => this.memory(address).retired,
          setShutDown: async (retired: boolean) => void keep({ retired }),
        }
        return setUp({ call, directory, cells: [cell], settings }, { ...wish, origin: address })
      },
      telegram: async () => {
        there()
        return telegramReport({ call })
      },
      hello: async () => ({ sent: 1, refused: 0 }),
    }
  }
}
