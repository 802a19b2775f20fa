/** The few questions to Cloudflare's API that wrangler has no command for: accounts, addresses, and what a Worker is. */
import * as v from 'valibot'
import { networkAdvice, OperatorProblem } from '../operator/problem.ts'
import { wordsOf } from '../terminal.ts'
import type { Access } from './wrangler.ts'

export interface Account {
  readonly id: string
  readonly name: string
}

export interface Cloudflare {
  accounts(): Promise<readonly Account[]>
  /** The account's part of workers.dev addresses; null: it has none yet. */
  subdomain(account: string): Promise<string | null>
  /** @returns false: somebody else has it */
  registerSubdomain(account: string, subdomain: string): Promise<boolean>
  worker(account: string, name: string): Promise<Found>
  /** Id of the KV namespace of this title; null: there is none. */
  namespace(account: string, title: string): Promise<string | null>
}

/** What a Worker of some name is: none, something else, or a Paperboy, and whether it has a webhook's secret. */
export type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'other' }
  | { readonly kind: 'paperboy'; readonly hasSecret: boolean }

/** api.cloudflare.com's own form of answers. */
const answerSchema = v.object({
  success: v.boolean(),
  errors: v.optional(v.array(v.object({ code: v.number(), message: v.string() })), []),
  result: v.optional(v.unknown()),
})

/** What Cloudflare says no to. */
class Refused extends Error {
  readonly code: number
  constructor(code: number, words: string) {
    super(words)
    this.code = code
  }
}

/** As wrangler reads them: the Worker is not there; the account has no subdomain; the name belongs to somebody else. */
const noWorker = [10007, 10090]
const noSubdomain = 10007
const takenSubdomain = [10031, 10036]

/** Bindings that no other Worker has all of. */
const ownBindings = ['STORE', 'CELL', 'DIRECTORY']

/** @param root of the API, without a trailing slash */
export function cloudflareApi(root: string, access: Access): Cloudflare {
  const headers =
    access.kind === 'token'
      ? { authorization: `Bearer ${access.token}` }
      : { 'x-auth-key': access.key, 'x-auth-email': access.email }

  async function call<Schema extends v.GenericSchema>(path: string, schema: Schema, init: RequestInit = {}) {
    let text: string
    try {
      const answer = await fetch(`${root}${path}`, {
        ...init,
        headers: { ...headers, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(30_000),
      })
      text = await answer.text()
    } catch (problem) {
      const cause = problem instanceof Error && problem.cause !== undefined ? problem.cause : problem
      throw new OperatorProblem(`Cloudflare could not be reached: ${wordsOf(cause)}`, networkAdvice)
    }
    const answer = v.safeParse(v.pipe(v.string(), v.parseJson(), answerSchema), text)
    if (!answer.success)
      throw new OperatorProblem('Cloudflare answered with something that is not its API.', networkAdvice)
    if (!answer.output.success) {
      const [first] = answer.output.errors
      throw new Refused(first?.code ?? 0, first?.message ?? 'without a reason')
    }
    const result = v.safeParse(schema, answer.output.result)
    if (!result.success)
      throw new OperatorProblem(`Cloudflare answered ${path} in a way that this version does not know.`, networkAdvice)
    return result.output
  }

  /** Turns every no into words but those that `expected` has an answer for. */
  async function asked<Value>(work: () => Promise<Value>, expected: (code: number) => Value | undefined) {
    try {
      return await work()
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem
      const value = expected(problem.code)
      if (value !== undefined) return value
      throw new OperatorProblem(
        `Cloudflare refuses: ${problem.message} (${problem.code})`,
        'The login may lack a right. Run `npx wrangler login` again, or give the API token the template “Edit Cloudflare Workers”.',
      )
    }
  }

  return {
    accounts: () =>
      asked(
        () => call('/accounts?per_page=50', v.array(v.object({ id: v.string(), name: v.string() }))),
        () => undefined,
      ),
    subdomain: (account) =>
      asked<string | null>(
        async () =>
          (await call(`/accounts/${account}/workers/subdomain`, v.object({ subdomain: v.string() }))).subdomain,
        (code) => (code === noSubdomain ? null : undefined),
      ),
    registerSubdomain: (account, subdomain) =>
      asked<boolean>(
        async () => {
          const body = JSON.stringify({ subdomain })
          await call(`/accounts/${account}/workers/subdomain`, v.unknown(), { method: 'PUT', body })
          return true
        },
        (code) => (takenSubdomain.includes(code) ? false : undefined),
      ),
    worker: (account, name) =>
      asked<Found>(
        async () => {
          const schema = v.object({ bindings: v.optional(v.array(v.object({ name: v.string() })), []) })
          const { bindings } = await call(`/accounts/${account}/workers/scripts/${name}/settings`, schema)
          const names = new Set(bindings.map((binding) => binding.name))
          const isOwn = ownBindings.every((binding) => names.has(binding))
          return isOwn ? { kind: 'paperboy', hasSecret: names.has('WEBHOOK_SECRET') } : { kind: 'other' }
        },
        (code) => (noWorker.includes(code) ? { kind: 'none' } : undefined),
      ),
    namespace: (account, title) =>
      asked<string | null>(
        async () => {
          const schema = v.array(v.object({ id: v.string(), title: v.string() }))
          for (let page = 1; ; page += 1) {
            const some = await call(`/accounts/${account}/storage/kv/namespaces?per_page=100&page=${page}`, schema)
            const found = some.find((namespace) => namespace.title === title)
            if (found !== undefined || some.length < 100) return found?.id ?? null
          }
        },
        () => undefined,
      ),
  }
}
