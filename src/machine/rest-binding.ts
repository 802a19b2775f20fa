/** Workers AI over HTTP, for programs outside of Cloudflare: developers.cloudflare.com/workers-ai/get-started/rest-api. */
import * as v from 'valibot'
import type { AiBinding } from './workers-ai.ts'

export interface RestAddress {
  /** Of Cloudflare's API, without a trailing slash. */
  readonly root: string
  readonly account: string
  /** The login. */
  readonly headers: Readonly<Record<string, string>>
}

const answerSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    success: v.boolean(),
    errors: v.nullish(v.array(v.object({ code: v.number(), message: v.string() })), []),
    result: v.optional(v.unknown()),
  }),
)

class RestError extends Error {
  override readonly name = 'AiError'
  readonly status: number
  constructor(status: number, text: string) {
    super(text)
    this.status = status
  }
}

export function restBinding({ root, account, headers }: RestAddress, request: typeof fetch): AiBinding {
  return {
    async run(model, input, { rejectIfBusy, signal }) {
      const answer = await request(`${root}/accounts/${account}/ai/run/${model}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ ...input, options: { rejectIfBusy } }),
        signal,
      })
      const parsed = v.safeParse(answerSchema, await answer.text())
      if (!parsed.success) throw new RestError(answer.status, 'Something other than Cloudflare’s API answered')
      const { success, errors, result } = parsed.output
      const [first] = errors ?? []
      if (!success) throw new RestError(answer.status, `${first?.code ?? 0}: ${first?.message ?? ''}`)
      return result
    },
  }
}
