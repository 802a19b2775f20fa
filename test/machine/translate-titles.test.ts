/** Titles through a model: batches, answers that are only partly usable, and what a failure leaves. */
import { describe, expect, it } from 'vitest'
import { answerFromTable, answerWithMarks } from '../../simulators/workers-ai/mark.ts'
import { type AiFault, SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { type Language, languages } from '../../src/language.ts'
import { modelNamed } from '../../src/machine/models.ts'
import { neuronsAtMost } from '../../src/machine/text-model.ts'
import { titleBatches, translateTitles } from '../../src/machine/translate-titles.ts'
import { workersAi } from '../../src/machine/workers-ai.ts'

const german = new Map([
  ['Storm kills 37', 'Sturm tötet 37 Menschen'],
  ['Parliament votes', 'Das Parlament stimmt ab'],
  ['Apple shows iPhone 17', 'Apple zeigt iPhone 17'],
])
const titles = [...german.keys()].map((text) => ({ text, language: 'en' }))

async function translate(
  options: {
    readonly model?: string
    readonly target?: Language
    readonly faults?: readonly AiFault[]
    readonly texts?: readonly string[]
    readonly answer?: ConstructorParameters<typeof SimulatedWorkersAi>[0]
  } = {},
) {
  const { model = '', target = 'de', faults = [], texts } = options
  const ai = new SimulatedWorkersAi(options.answer ?? { answer: answerFromTable(german) })
  ai.fail(...faults)
  const asked = texts?.map((text) => ({ text, language: 'en' })) ?? titles
  const { titles: translated, neurons } = await translateTitles(workersAi(ai, modelNamed(model), 5), asked, target)
  const outcomes = translated.map((title) => (title.ok ? title.value : title.problem.kind))
  const atMost = titleBatches(modelNamed(model), asked, target).reduce(
    (sum, { request }) => sum + neuronsAtMost(modelNamed(model), request),
    0,
  )
  return { ai, outcomes, neurons, atMost }
}

const numbered = (...lines: readonly string[]) => lines.map((line, at) => `${at + 1}. ${line}`).join('\n')
const answer = (text: string) => ({ answer: { answer: () => text } })

describe('titles', () => {
  it.each(['', '@cf/ibm-granite/granite-4.0-h-micro', '@cf/qwen/qwen3-30b-a3b-fp8', '@cf/openai/gpt-oss-20b'])(
    'are translated in one call: %s',
    async (model) => {
      const { ai, outcomes, neurons, atMost } = await translate({ model })
      expect(outcomes).toEqual([...german.values()])
      expect(ai.calls).toHaveLength(1)
      expect(neurons).toBeCloseTo(ai.neurons)
      expect(neurons).toBeLessThanOrEqual(atMost)
    },
  )

  it('are translated one by one by a model that only translates', async () => {
    const { ai, outcomes, neurons, atMost } = await translate({ model: '@cf/meta/m2m100-1.2b' })
    expect(outcomes).toEqual([...german.values()])
    expect(ai.calls.map(({ input }) => input.languages)).toEqual(titles.map(() => ({ source: 'en', target: 'de' })))
    expect(neurons).toBeLessThanOrEqual(atMost)
  })

  it('in a language that such a model does not know cost no call, and do not stop the others', async () => {
    const ai = new SimulatedWorkersAi({ answer: answerFromTable(german) })
    const asked = [{ text: 'Saluton al ĉiuj', language: 'eo' }, ...titles]
    const { titles: translated } = await translateTitles(workersAi(ai, modelNamed('@cf/meta/m2m100-1.2b')), asked, 'de')
    expect(translated.map(({ ok }) => ok)).toEqual([false, true, true, true])
    expect(ai.calls).toHaveLength(3)
  })

  it('are at most twenty in a call', async () => {
    const texts = Array.from({ length: 45 }, (_, at) => `Parliament votes on ${at + 100} laws`)
    const { ai, outcomes } = await translate({ texts })
    expect(ai.calls.map(({ asked }) => asked.lines.length)).toEqual([20, 20, 5])
    expect(outcomes).toEqual(texts)
  })

  it('need no call if there are none', async () => {
    const { ai, outcomes } = await translate({ texts: [] })
    expect([ai.calls, outcomes]).toEqual([[], []])
  })

  it('that are too long, or empty, are not sent', async () => {
    const { ai, outcomes } = await translate({ texts: ['x '.repeat(151), ' ', 'Parliament votes', 'y '.repeat(150)] })
    expect(outcomes.slice(0, 3)).toEqual(['bad-answer', 'bad-answer', 'Das Parlament stimmt ab'])
    expect(ai.calls.map(({ asked }) => asked.lines)).toEqual([['Parliament votes', 'y '.repeat(150).trim()]])
  })

  it('are not sent to a model that does not know the language', async () => {
    const { ai, outcomes, atMost } = await translate({ model: '@cf/meta/llama-3.2-3b-instruct', target: 'ko' })
    expect([ai.calls, outcomes, atMost]).toEqual([[], titles.map(() => 'not-set-up'), 0])
  })

  it.each([
    [
      'a changed number',
      numbered('Sturm tötet 73', 'Das Parlament stimmt ab', 'Apple zeigt iPhone 17'),
      [0, 'changed'],
    ],
    ['a lost name', numbered('Sturm tötet 37', 'Das Parlament stimmt ab', 'Apple zeigt ein Telefon'), [2, 'changed']],
    ['a missing line', '1. Sturm tötet 37\n3. Apple zeigt iPhone 17', [1, 'bad-answer']],
    [
      'a link',
      numbered('Sturm tötet 37', 'Das Parlament stimmt ab: evil.com', 'Apple zeigt iPhone 17'),
      [1, 'bad-answer'],
    ],
  ] as const)('are judged one by one: %s', async (_, text, [place, kind]) => {
    const { outcomes } = await translate(answer(text))
    expect(outcomes[place]).toBe(kind)
    expect(outcomes.filter((outcome) => outcome === 'bad-answer' || outcome === 'changed')).toHaveLength(1)
  })

  it.each([
    ['swapped lines', numbered('Das Parlament stimmt ab', 'Sturm tötet 37', 'Apple zeigt iPhone 17')],
    ['the same line for all', numbered('Das Parlament stimmt ab', 'Das Parlament stimmt ab', 'Apple zeigt iPhone 17')],
    ['another title', numbered('Sturm tötet 37', 'Apple shows iPhone 17 instead', 'Apple zeigt iPhone 17')],
  ])('do not get the text of another: %s', async (_, text) => {
    const { outcomes } = await translate(answer(text))
    expect(outcomes[1]).toMatch(/^(?:bad-answer|changed)$/u)
    expect(outcomes[2]).toBe('Apple zeigt iPhone 17')
  })

  it('keep the lines of an answer that was cut, without the last', async () => {
    const { outcomes } = await translate({ faults: [{ kind: 'cut' }] })
    expect(outcomes[0]).toBe('Sturm tötet 37 Menschen')
    expect(outcomes[2]).toBe('bad-answer')
  })

  it.each(['quota-spent', 'busy', 'gone', 'timeout'] as const)(
    'are not sent after a call that found: %s',
    async (kind) => {
      const texts = Array.from({ length: 45 }, (_, at) => `Parliament votes on ${at + 100} laws`)
      const { ai, outcomes } = await translate({ texts, faults: [{ kind }] })
      expect(ai.calls).toHaveLength(1)
      expect(new Set(outcomes).size).toBe(1)
    },
  )

  it('are sent after a call whose answer could not be used', async () => {
    const texts = Array.from({ length: 25 }, (_, at) => `Parliament votes on ${at + 100} laws`)
    const { outcomes, neurons, ai } = await translate({ texts, faults: [{ kind: 'empty' }] })
    expect(outcomes.slice(18, 22)).toEqual(['bad-answer', 'bad-answer', texts[20], texts[21]])
    expect(neurons).toBeCloseTo(ai.neurons)
  })

  it('end at the quota of the day', async () => {
    const texts = Array.from({ length: 45 }, (_, at) => `Parliament votes on ${at + 100} laws`)
    const { outcomes } = await translate({ texts, answer: { answer: answerFromTable(german), neuronsADay: 1 } })
    expect(outcomes[0]).toBe(texts[0])
    expect(outcomes[44]).toBe('quota-spent')
  })
})

describe('marks of the stand-in', () => {
  const texts = [
    'Storm kills 37 in F-16 base',
    '金正恩想从普京身上得到什么',
    'В Москве прошёл парад 9 мая',
    '首相、12月に訪中へ',
    'البرلمان يقر ميزانية 2027',
    '국회, 예산안 5조 3000억원 통과',
    '@NASA: 3.5 million watch #Artemis launch',
    'Inflation fällt auf 2,5 %',
  ]
  it.each(languages)('pass as translations into %s, and are clearly none', async (target) => {
    const { outcomes } = await translate({ target, texts, answer: { answer: answerWithMarks } })
    for (const [at, outcome] of outcomes.entries()) expect(`${texts[at]}: ${outcome}`).toContain(`: ⟦${target}⟧ `)
  })
})
