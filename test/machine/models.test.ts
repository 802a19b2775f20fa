/** Models, their prices, and estimates. */
import { describe, expect, it } from 'vitest'
import { publishedModels } from '../../simulators/workers-ai/published-models.ts'
import { languages } from '../../src/language.ts'
import { defaultModel, modelNamed, modelNames, neuronsOf, writes } from '../../src/machine/models.ts'
import { neuronsAtMost } from '../../src/machine/text-model.ts'
import { tokensAtMost } from '../../src/machine/tokens.ts'

describe('models', () => {
  it('have the published prices', () => {
    for (const name of modelNames)
      expect(publishedModels.get(name)).toMatchObject({
        input: modelNamed(name).input,
        output: modelNamed(name).output,
      })
  })

  it('have the published reasoning', () => {
    for (const name of modelNames) expect(publishedModels.get(name)?.reasoning).toBe(modelNamed(name).reasoning)
  })

  it.each(['', '  '])('are the default one without a name: “%s”', (name) => {
    expect(modelNamed(name)).toBe(modelNamed(defaultModel.name))
  })

  it('of which the default one writes every language of the bot, without reasoning', () => {
    expect(languages.filter((language) => !writes(defaultModel, language))).toEqual([])
    expect(defaultModel.reasoning).toBe('optional')
  })

  it('whose name is unknown are the dearest', () => {
    const unknown = modelNamed('@cf/somebody/new-model')
    expect(unknown).toMatchObject({ name: '@cf/somebody/new-model', shape: 'chat', languages: null })
    for (const name of modelNames) {
      expect(unknown.input).toBeGreaterThan(modelNamed(name).input)
      expect(unknown.output).toBeGreaterThan(modelNamed(name).output)
    }
  })

  it('cost neurons for tokens in and out', () => {
    expect(neuronsOf(modelNamed('@cf/zai-org/glm-4.7-flash'), { inputTokens: 10_500, outputTokens: 9000 })).toBeCloseTo(
      385.35,
    )
  })
})

describe('estimates', () => {
  it.each([
    ['English', 'Parliament passes the budget after a long debate', 9],
    ['Russian', 'Парламент принял бюджет после долгих дебатов', 13],
    ['Chinese', '议会经过长时间辩论后通过预算', 14],
    ['Japanese', '議会が長い審議の末に予算案を可決', 20],
  ])('are not below what tokenizers count in %s', (_, text, counted) => {
    expect(tokensAtMost(text)).toBeGreaterThanOrEqual(counted)
  })

  it('include the reasoning that cannot be switched off', () => {
    const request = { kind: 'chat', system: 'a', text: 'b', maxTokens: 100 } as const
    const [silent, thinking] = [modelNamed('@cf/zai-org/glm-4.7-flash'), modelNamed('@cf/openai/gpt-oss-20b')]
    expect(neuronsAtMost(silent, request)).toBeLessThan(5)
    expect(neuronsAtMost(thinking, request)).toBeGreaterThan(50)
  })
})
