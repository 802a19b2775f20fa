/** `npm run contract -- --model`: trials of models, through the stand-in over HTTP. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { contractArguments } from '../../scripts/commands.ts'
import { headlines } from '../../scripts/contract/headlines.ts'
import { chosenBinding, estimateTable, printTrials } from '../../scripts/contract/models.ts'
import { estimateModel, tryModel } from '../../scripts/contract/try-models.ts'
import { noPrompts } from '../../scripts/operator/prompts.ts'
import { root } from '../../scripts/operator/run-command.ts'
import { startAiServer } from '../../simulators/workers-ai/ai-server.ts'
import { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { modelNamed, modelNames } from '../../src/machine/models.ts'
import { workersAi } from '../../src/machine/workers-ai.ts'

const glm = '@cf/zai-org/glm-4.7-flash'

/** Milliseconds: ten more each time. */
function clock(): () => number {
  let ms = 0
  return () => (ms += 10)
}

describe('a trial of a model', () => {
  it('says what was translated, how long it took and what it cost', async () => {
    const ai = new SimulatedWorkersAi()
    const trial = await tryModel(workersAi(ai, modelNamed(glm)), 'de', clock())
    expect(trial).toMatchObject({ model: glm, headlines: 45, p50: 10, p95: 10 })
    expect(trial.translated).toBeGreaterThan(40)
    expect(trial.briefing.sentences).toBeGreaterThan(0)
    expect(trial.neurons + trial.briefing.neurons).toBeCloseTo(ai.neurons, -0.5)
    expect(trial.neuronsPer300).toBeGreaterThan(trial.neurons)
  })

  it('counts changed numbers and names', async () => {
    const ai = new SimulatedWorkersAi({
      answer: ({ lines }) =>
        lines
          .map((_, at) => `${at + 1}. Etwas geschah in Ort ${String.fromCharCode(0x61 + (at % 20)).repeat(5)}`)
          .join('\n'),
    })
    const trial = await tryModel(workersAi(ai, modelNamed(glm)), 'de', clock())
    expect(trial.original.changed).toBeGreaterThan(30)
    expect(trial.agreement).toBeLessThan(20)
  })

  it('of a model that is gone leaves all headlines in the original', async () => {
    const trial = await tryModel(workersAi(new SimulatedWorkersAi(), modelNamed('@cf/nobody/none')), 'en', clock())
    expect(trial).toMatchObject({ translated: 0, original: { 'model-gone': trial.headlines }, neurons: 0 })
  })
})

describe('npm run contract', () => {
  const ask = async (environment: Readonly<Record<string, string>>, isIn: boolean) => {
    const lines: string[] = []
    const wrangler = { access: async () => (isIn ? ({ kind: 'token', token: 'x' } as const) : null) }
    const binding = await chosenBinding({
      root,
      environment,
      prompts: noPrompts,
      wrangler: { ...wrangler, login: async () => false, deploy: async () => {} },
    })
    await printTrials(binding, [glm], 'de', { say: (line) => void lines.push(line) }, true)
    return { what: binding.what, trials: JSON.parse(lines.join('')) }
  }

  it('asks the account of the login', async () => {
    const ai = new SimulatedWorkersAi()
    const server = await startAiServer(ai)
    try {
      const environment = { CLOUDFLARE_API_BASE_URL: server.url, CLOUDFLARE_ACCOUNT_ID: 'abc' }
      const { what, trials } = await ask(environment, true)
      expect(what).toContain('abc')
      expect(trials).toMatchObject([{ model: glm, headlines: 45 }])
      expect(ai.calls.length).toBeGreaterThan(2)
    } finally {
      await server.close()
    }
  })

  it('asks the stand-in without a login, and says so', async () => {
    const { what, trials } = await ask({}, false)
    expect(what).toContain('no login')
    expect(trials).toMatchObject([{ model: glm, headlines: 45 }])
  })

  it('takes several models and a language', () => {
    expect(contractArguments(['--model', 'a', '--model', 'b', '--to', 'pt-br'])).toMatchObject({
      ok: true,
      value: { models: ['a', 'b'], to: 'pt-br' },
    })
    expect(contractArguments(['--to', 'xx'])).toMatchObject({ ok: false })
  })
})

it('the table in the operators’ document has what models cost', async () => {
  const rows = estimateTable(await Promise.all(modelNames.map(estimateModel))).split('\n')
  const document = readFileSync(path.join(root, 'docs', 'operators.md'), 'utf8')
  expect(rows.filter((row) => !document.includes(row))).toEqual([])
})

it('the headlines are fifty in ten languages', () => {
  expect(headlines).toHaveLength(50)
  expect(new Set(headlines.map(({ language }) => language)).size).toBe(10)
})
