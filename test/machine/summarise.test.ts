/** Summaries of an article: which sentences of a model stay. */
import { describe, expect, it } from 'vitest'
import { answerWithMarks } from '../../simulators/workers-ai/mark.ts'
import { type AiFault, SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { languages } from '../../src/language.ts'
import { modelNamed } from '../../src/machine/models.ts'
import { summarise, summaryAtMost } from '../../src/machine/summarise.ts'
import { workersAi } from '../../src/machine/workers-ai.ts'

const text = [
  'A storm hit Kent on Monday and killed 37 people. Some 12,500 homes have no power.',
  'The government will spend $1.5 billion on new walls, the minister said on 3 May.',
  'Schools stay closed until Friday. Trains run again in most of the county, and buses will follow. '.repeat(5),
].join('\n')
const article = { title: 'Storm in Kent', text, language: 'en' }

async function sum(
  options: {
    readonly answer?: string
    readonly model?: string
    readonly faults?: readonly AiFault[]
    readonly text?: string
  } = {},
) {
  const ai = new SimulatedWorkersAi({ answer: () => options.answer ?? '' })
  ai.fail(...(options.faults ?? []))
  const asked = { ...article, text: options.text ?? text }
  const summary = await summarise(workersAi(ai, modelNamed(options.model ?? ''), 5), asked, 'de')
  return { ai, summary, atMost: summaryAtMost(modelNamed(options.model ?? ''), asked, 'de') }
}

describe('a summary', () => {
  it.each([
    ['on lines', '\n'],
    ['in one paragraph', ' '],
    ['in a list', '\n- '],
  ])('has the sentences of the model, %s', async (_, between) => {
    const sentences = [
      'Ein Sturm hat in Kent 37 Menschen getötet.',
      'Die Regierung gibt 1,5 Milliarden Dollar aus.',
      'Die Schulen bleiben bis Freitag geschlossen.',
    ]
    const { ai, summary, atMost } = await sum({ answer: sentences.join(between) })
    expect(summary).toMatchObject({ ok: true, value: { sentences } })
    expect(summary.ok && summary.value.neurons).toBeCloseTo(ai.neurons)
    expect(ai.neurons).toBeLessThanOrEqual(atMost)
  })

  it.each([
    ['a number that the article lacks', 'Der Sturm tötet 38 Menschen in Kent.'],
    ['an amount that the article lacks', 'Die Regierung gibt 1,5 Millionen Dollar aus.'],
    ['a link', 'Mehr unter https://evil.example/ hier.'],
    ['markup', '## Zusammenfassung'],
    ['another script', 'Буря убила людей.'],
    ['too many words', `Der Sturm ${'und der Wind '.repeat(40)}tötet.`],
  ])('leaves out a sentence with %s', async (_, sentence) => {
    const { summary } = await sum({ answer: `${sentence}\nDie Züge fahren wieder.` })
    expect(summary).toMatchObject({ ok: true, value: { sentences: ['Die Züge fahren wieder.'] } })
  })

  it('has at most three sentences', async () => {
    const { summary } = await sum({ answer: 'Der Sturm kam.\nDer Wind kam.\nDie Züge fahren.\nDie Busse fahren.' })
    expect(summary.ok && summary.value.sentences).toHaveLength(3)
  })

  it('leaves out the sentence in which an answer was cut', async () => {
    const { summary } = await sum({
      answer: `Der Sturm kam.\nDer Wind${' und der Wind'.repeat(15)}`,
      faults: [{ kind: 'cut' }],
    })
    expect(summary).toMatchObject({ value: { sentences: ['Der Sturm kam.'] } })
  })

  it.each([
    ['nothing that may stay', { answer: 'Буря убила людей.' }, 'bad-answer'],
    ['a busy model', { faults: [{ kind: 'busy' }] }, 'busy'],
    ['a short article', { text: 'A storm hit Kent.' }, 'bad-answer'],
    ['a model that only translates', { model: '@cf/meta/m2m100-1.2b' }, 'not-set-up'],
  ] as const)('is a problem: %s', async (_, options, kind) => {
    const { summary } = await sum(options)
    expect(summary).toMatchObject({ ok: false, problem: { problem: { kind } } })
  })

  it('is not asked of a model without the language, or about a short article', async () => {
    const llama = modelNamed('@cf/meta/llama-3.2-3b-instruct')
    const ai = new SimulatedWorkersAi()
    expect(await summarise(workersAi(ai, llama), article, 'ja')).toMatchObject({
      problem: { problem: { kind: 'not-set-up' } },
    })
    expect(summaryAtMost(llama, article, 'ja')).toBe(0)
    expect(summaryAtMost(modelNamed(''), { ...article, text: 'A storm.' }, 'de')).toBe(0)
    expect(summaryAtMost(modelNamed('@cf/meta/m2m100-1.2b'), article, 'de')).toBe(0)
    expect(ai.calls).toEqual([])
  })

  it('is made of the beginning of a long article', async () => {
    const { ai } = await sum({ answer: 'Der Sturm kam.', text: text.repeat(100) })
    expect(ai.calls[0]?.asked.lines.join('\n').length).toBeLessThanOrEqual(8400)
  })

  it.each(languages)('of marks passes in %s', async (target) => {
    const marked = { ...article, text: text.replace('billion', 'million') }
    const ai = new SimulatedWorkersAi({ answer: answerWithMarks })
    const summary = await summarise(workersAi(ai, modelNamed('')), marked, target)
    expect(summary.ok && summary.value.sentences).toHaveLength(3)
  })
})
