/** Calls of Workers AI: requests that it accepts, answers of every form, and its errors. */
import { describe, expect, it } from 'vitest'
import { type AiFault, SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { problemOfError } from '../../src/machine/call-problem.ts'
import { modelNamed, modelNames } from '../../src/machine/models.ts'
import type { ModelRequest } from '../../src/machine/text-model.ts'
import { workersAi } from '../../src/machine/workers-ai.ts'

const chat: ModelRequest = { kind: 'chat', system: 'Translate into German.', text: 'Hello', maxTokens: 200 }
const translation: ModelRequest = { kind: 'translation', text: 'Hello', source: 'en', target: 'de' }
const requestFor = (name: string) => (modelNamed(name).shape === 'translation' ? translation : chat)
const chatModel = '@cf/zai-org/glm-4.7-flash'
const classicModel = '@cf/ibm-granite/granite-4.0-h-micro'

async function ask(name: string, faults: readonly AiFault[] = [], answer = 'Hallo') {
  const ai = new SimulatedWorkersAi({ answer: () => answer })
  ai.fail(...faults)
  // No test waits for a model that does not answer.
  return { ai, result: await workersAi(ai, modelNamed(name), 5).complete(requestFor(name)) }
}

describe('a call', () => {
  it.each(modelNames)('is one that %s accepts and answers', async (name) => {
    const { ai, result } = await ask(name)
    expect(result).toMatchObject({ ok: true, value: { text: 'Hallo', isCut: false } })
    // What it says that it costs is what it costs.
    expect(result.ok && result.value.neurons).toBeCloseTo(ai.neurons)
  })

  it('switches reasoning off where that is possible', async () => {
    const { ai } = await ask(chatModel)
    expect(ai.calls.map(({ input }) => input.thinks)).toEqual([false])
  })

  it('leaves room for reasoning that cannot be switched off', async () => {
    const { ai } = await ask('@cf/openai/gpt-oss-20b')
    expect(ai.calls[0]?.input.maxTokens).toBe(2200)
  })

  it('to a model that only translates cannot ask for anything else', async () => {
    const ai = new SimulatedWorkersAi()
    const result = await workersAi(ai, modelNamed('@cf/meta/m2m100-1.2b')).complete(chat)
    expect(result).toEqual({ ok: false, problem: { problem: { kind: 'not-set-up' }, neurons: 0 } })
    expect(ai.calls).toEqual([])
  })
})

describe('an answer', () => {
  const used: readonly (readonly [string, string, AiFault, string])[] = [
    ['without usage', chatModel, { kind: 'no-usage' }, 'Hallo'],
    ['without usage in the classic form', classicModel, { kind: 'no-usage' }, 'Hallo'],
    ['behind thoughts', chatModel, { kind: 'thoughts', text: '<think>The user wants German.</think>\n' }, 'Hallo'],
    ['behind the end of thoughts', chatModel, { kind: 'thoughts', text: 'The user wants German.</think>\n' }, 'Hallo'],
    [
      'behind channels',
      chatModel,
      { kind: 'text', text: '<|channel|>analysis<|message|>Hm<|end|><|channel|>final<|message|>Hallo' },
      'Hallo',
    ],
    ['before a token of its template', chatModel, { kind: 'text', text: 'Hallo<|im_end|>' }, 'Hallo'],
    ['in the other form', chatModel, { kind: 'value', value: { response: 'Hallo' } }, 'Hallo'],
    [
      'in the other form too',
      classicModel,
      { kind: 'value', value: { choices: [{ message: { content: 'Hallo' } }] } },
      'Hallo',
    ],
    [
      'with usage that says nothing',
      chatModel,
      { kind: 'value', value: { response: 'Hallo', usage: { tokens: 'many' } } },
      'Hallo',
    ],
  ]
  it.each(used)('is used: %s', async (_, name, fault, text) => {
    const { result } = await ask(name, [fault])
    expect(result).toMatchObject({ ok: true, value: { text } })
    expect(result.ok && result.value.neurons).toBeGreaterThan(0)
  })

  const unusable: readonly (readonly [string, string, AiFault])[] = [
    ['null', chatModel, { kind: 'null-content' }],
    ['null in the classic form', classicModel, { kind: 'null-content' }],
    ['nothing', chatModel, { kind: 'empty' }],
    ['thoughts without an end', chatModel, { kind: 'text', text: '<think>First, I will' }],
    ['a page of a proxy', chatModel, { kind: 'html' }],
    ['parsed JSON', classicModel, { kind: 'value', value: { response: { '1': 'Hallo' } } }],
    ['a number of a batch', chatModel, { kind: 'value', value: { request_id: 'x' } }],
    ['no choices', chatModel, { kind: 'value', value: { choices: [] } }],
    ['undefined', chatModel, { kind: 'value', value: undefined }],
    ['more than is read', chatModel, { kind: 'value', value: { response: 'x'.repeat(30_000) } }],
  ]
  it.each(unusable)('cannot be used, and costs: %s', async (_, name, fault) => {
    const { result } = await ask(name, [fault])
    expect(result).toMatchObject({ ok: false, problem: { problem: { kind: 'bad-answer' } } })
    expect(!result.ok && result.problem.neurons).toBeGreaterThan(0)
  })

  it.each([chatModel, classicModel])('that ends at the limit of tokens says so: %s', async (name) => {
    const { result } = await ask(name, [], 'Hallo '.repeat(300))
    expect(result).toMatchObject({ ok: true, value: { isCut: true } })
  })
})

describe('an error', () => {
  const errors: readonly (readonly [string, string, AiFault, string])[] = [
    ['the quota', chatModel, { kind: 'quota-spent' }, 'quota-spent'],
    ['the quota, as the binding says it', chatModel, { kind: 'quota-spent-in-binding' }, 'quota-spent'],
    [
      'the quota under an unknown code',
      chatModel,
      { kind: 'error', message: '4999: you have used up your daily free allocation of 10,000 neurons' },
      'quota-spent',
    ],
    ['no capacity', chatModel, { kind: 'busy' }, 'busy'],
    ['too many requests', chatModel, { kind: 'error', message: 'Too many requests' }, 'busy'],
    ['a timeout', chatModel, { kind: 'timeout' }, 'timeout'],
    ['no answer', chatModel, { kind: 'never' }, 'timeout'],
    ['a model of another plan', chatModel, { kind: 'not-on-plan' }, 'model-gone'],
    ['a model that is for Workers Paid', '@cf/zai-org/glm-5.3', { kind: 'empty' }, 'model-gone'],
    ['terms', chatModel, { kind: 'terms' }, 'model-gone'],
    ['a model that is gone', chatModel, { kind: 'gone' }, 'model-gone'],
    ['a model that never was', '@cf/nobody/nothing', { kind: 'empty' }, 'model-gone'],
    [
      'a retired model',
      chatModel,
      { kind: 'error', message: '5008: This model was deprecated on 2026-05-30' },
      'model-gone',
    ],
    ['JSON mode', chatModel, { kind: 'error', message: 'JSON Mode couldn’t be met' }, 'bad-answer'],
    ['anything else', chatModel, { kind: 'error', message: 'kj/async.c++:12: disconnected' }, 'failed'],
    ['a number that is no code', chatModel, { kind: 'error', message: 'worker 3036 said hello' }, 'failed'],
  ]
  it.each(errors)('is understood: %s', async (_, name, fault, kind) => {
    const { result } = await ask(name, [fault])
    expect(result).toMatchObject({ ok: false, problem: { problem: { kind } } })
  })

  it.each([
    [403, 'model-gone'],
    [408, 'timeout'],
    [429, 'busy'],
    [500, 'failed'],
  ])('without a code is understood by its HTTP status: %i', (status, kind) => {
    expect(problemOfError(Object.assign(new Error('no'), { status })).kind).toBe(kind)
  })

  it.each([[{ status: 429 }], ['busy'], [null], [undefined]])('may be anything: %j', (thrown) => {
    expect(problemOfError(thrown).kind).toBe('failed')
  })

  it('does not carry its message, which may have a secret', async () => {
    const { result } = await ask(chatModel, [{ kind: 'error', message: '5008: Authorization: Bearer secret-token' }])
    expect(JSON.stringify(result)).not.toContain('secret')
    expect(JSON.stringify(result)).toContain('code 5008')
  })

  it('counts a timeout as spent, and a refusal as free', async () => {
    const [late, refused] = [await ask(chatModel, [{ kind: 'never' }]), await ask(chatModel, [{ kind: 'busy' }])]
    expect(!late.result.ok && late.result.problem.neurons).toBeGreaterThan(0)
    expect(refused.result).toMatchObject({ problem: { neurons: 0 } })
  })
})
