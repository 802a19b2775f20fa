/** The stand-in for Workers AI: refuses what the real one would refuse, and counts as it counts. */
import { describe, expect, it } from 'vitest'
import { startAiServer } from '../../../simulators/workers-ai/ai-server.ts'
import { SimulatedWorkersAi } from '../../../simulators/workers-ai/workers-ai.ts'
import { modelNamed } from '../../../src/machine/models.ts'
import { restBinding } from '../../../src/machine/rest-binding.ts'
import { workersAi } from '../../../src/machine/workers-ai.ts'

const glm = '@cf/zai-org/glm-4.7-flash'
const granite = '@cf/ibm-granite/granite-4.0-h-micro'
const m2m = '@cf/meta/m2m100-1.2b'
const messages = [{ role: 'user', content: 'Hello' }]

describe('the stand-in', () => {
  it.each([
    ['no messages', glm, {}],
    ['an empty list of messages', glm, { messages: [] }],
    ['an empty message', glm, { messages: [{ role: 'user', content: '' }] }],
    ['an unknown role', glm, { messages: [{ role: 'robot', content: 'Hello' }] }],
    ['an unknown parameter', glm, { messages, thinking: false }],
    ['an unknown template parameter', glm, { messages, chat_template_kwargs: { thinking: false } }],
    ['rejectIfBusy in the input', glm, { messages, rejectIfBusy: true }],
    ['a temperature that is too high', glm, { messages, temperature: 3 }],
    ['half a token', glm, { messages, max_completion_tokens: 1.5 }],
    ['parameters of chat models', granite, { messages, max_completion_tokens: 10 }],
    ['template parameters', granite, { messages, chat_template_kwargs: { enable_thinking: false } }],
    [
      'no reasoning where it cannot be switched off',
      '@cf/openai/gpt-oss-20b',
      { messages, chat_template_kwargs: { enable_thinking: false } },
    ],
    ['effort where there is none', glm, { messages, reasoning_effort: 'low' }],
    ['messages to translate', m2m, { messages }],
    ['no target language', m2m, { text: 'Hello' }],
    ['a target with a region', m2m, { text: 'Hello', target_lang: 'pt-br' }],
  ])('refuses %s', async (_, model, input) => {
    await expect(new SimulatedWorkersAi().run(model, input)).rejects.toThrow('5006')
  })

  it('refuses options that do not exist', async () => {
    await expect(new SimulatedWorkersAi().run(glm, { messages }, { rejectWhenBusy: true })).rejects.toThrow()
  })

  it('refuses more than fits into the context', async () => {
    const long = [{ role: 'user', content: 'Hello '.repeat(200_000) }]
    await expect(new SimulatedWorkersAi().run(glm, { messages: long })).rejects.toThrow('3006')
  })

  it('refuses models of Workers Paid on Workers Free', async () => {
    const paid = '@cf/zai-org/glm-5.3'
    await expect(new SimulatedWorkersAi().run(paid, { messages })).rejects.toThrow('5035')
    await expect(new SimulatedWorkersAi({ plan: 'paid' }).run(paid, { messages })).resolves.toBeDefined()
  })

  it('spends more where a model thinks', async () => {
    const [thinking, silent] = [new SimulatedWorkersAi(), new SimulatedWorkersAi()]
    await thinking.run(glm, { messages })
    await silent.run(glm, { messages, chat_template_kwargs: { enable_thinking: false } })
    expect(thinking.neurons).toBeGreaterThan(silent.neurons + 10)
  })

  it('refuses everything when the day’s neurons are spent, until the next day', async () => {
    const ai = new SimulatedWorkersAi({ neuronsADay: 10 })
    await ai.run(glm, { messages })
    await expect(ai.run(glm, { messages })).rejects.toThrow('3036')
    ai.reset()
    await expect(ai.run(glm, { messages })).resolves.toBeDefined()
  })

  it('cuts an answer at the limit of tokens', async () => {
    const ai = new SimulatedWorkersAi({ answer: () => 'Hello '.repeat(100) })
    const answer = await ai.run('@cf/aisingapore/gemma-sea-lion-v4-27b-it', { messages, max_tokens: 10 })
    expect(answer).toMatchObject({ choices: [{ finish_reason: 'length' }], usage: { completion_tokens: 10 } })
  })

  it('answers nothing until it is aborted', async () => {
    const ai = new SimulatedWorkersAi()
    ai.fail({ kind: 'never' })
    const controller = new AbortController()
    const answer = ai.run(glm, { messages }, { signal: controller.signal })
    controller.abort(new Error('too late'))
    await expect(answer).rejects.toThrow('too late')
  })
})

describe('the stand-in behind the REST API', () => {
  const request = { kind: 'chat', system: 'Translate into German.', text: 'Hello', maxTokens: 100 } as const
  async function overHttp(
    ai: SimulatedWorkersAi,
    headers: Readonly<Record<string, string>> = { authorization: 'Bearer x' },
  ) {
    const server = await startAiServer(ai)
    try {
      const binding = restBinding({ root: server.url, account: 'abc', headers }, fetch)
      return await workersAi(binding, modelNamed(glm)).complete(request)
    } finally {
      await server.close()
    }
  }

  it('answers as the binding does', async () => {
    const ai = new SimulatedWorkersAi({ answer: () => 'Hallo' })
    const result = await overHttp(ai)
    expect(result).toMatchObject({ ok: true, value: { text: 'Hallo' } })
    expect(result.ok && result.value.neurons).toBeCloseTo(ai.neurons)
  })

  it.each([
    ['quota-spent', 'quota-spent'],
    ['busy', 'busy'],
    ['timeout', 'timeout'],
    ['not-on-plan', 'model-gone'],
    ['gone', 'model-gone'],
    ['html', 'failed'],
  ] as const)('fails as the binding does: %s', async (kind, problem) => {
    const ai = new SimulatedWorkersAi()
    ai.fail({ kind })
    expect(await overHttp(ai)).toMatchObject({ ok: false, problem: { problem: { kind: problem } } })
  })

  it('needs a login', async () => {
    expect(await overHttp(new SimulatedWorkersAi(), {})).toMatchObject({
      ok: false,
      problem: { problem: { kind: 'failed' } },
    })
  })
})
