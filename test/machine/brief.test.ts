/** Briefings: which sentences of a model stay, and which headlines each one links to. */
import { describe, expect, it } from 'vitest'
import { answerWithMarks } from '../../simulators/workers-ai/mark.ts'
import { type AiFault, SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { type Language, languages } from '../../src/language.ts'
import { briefHeadlines, briefingAtMost } from '../../src/machine/brief.ts'
import { modelNamed } from '../../src/machine/models.ts'
import { readCitedSentences } from '../../src/machine/read-cited.ts'
import { workersAi } from '../../src/machine/workers-ai.ts'

const headlines = [
  {
    title: 'Storm kills 37 in Kent',
    text: 'The storm hit on Monday. Some 12,500 homes have no power.',
    language: 'en',
  },
  { title: 'Parliament passes budget', text: 'It grows by 2.5 percent.', language: 'en' },
  { title: 'Apple shows iPhone 17', text: '', language: 'en' },
]

async function brief(
  options: {
    readonly answer?: string
    readonly target?: Language
    readonly model?: string
    readonly faults?: readonly AiFault[]
    readonly news?: typeof headlines
  } = {},
) {
  const { answer, target = 'de', model = '', faults = [], news = headlines } = options
  const ai = new SimulatedWorkersAi({ answer: answer === undefined ? answerWithMarks : () => answer })
  ai.fail(...faults)
  const briefing = await briefHeadlines(workersAi(ai, modelNamed(model), 5), news, target)
  return { ai, briefing, atMost: briefingAtMost(modelNamed(model), news, target) }
}

const sentences = [
  'Ein Sturm tötet 37 Menschen in Kent. [1]',
  'Das Parlament verabschiedet den Haushalt. [2]',
  'Apple zeigt das iPhone 17. [3]',
]

describe('a briefing', () => {
  it('has sentences with the places of their headlines', async () => {
    const { ai, briefing, atMost } = await brief({ answer: sentences.join('\n') })
    expect(briefing).toMatchObject({
      ok: true,
      value: {
        sentences: [
          { text: 'Ein Sturm tötet 37 Menschen in Kent.', cites: [0] },
          { text: 'Das Parlament verabschiedet den Haushalt.', cites: [1] },
          { text: 'Apple zeigt das iPhone 17.', cites: [2] },
        ],
      },
    })
    expect(briefing.ok && briefing.value.neurons).toBeCloseTo(ai.neurons)
    expect(ai.neurons).toBeLessThanOrEqual(atMost)
  })

  it('may use the texts of its headlines', async () => {
    const { briefing } = await brief({
      answer: 'In Kent sind 12.500 Häuser ohne Strom; der Haushalt wächst um 2,5 Prozent. [1][2]',
    })
    expect(briefing).toMatchObject({ value: { sentences: [{ cites: [0, 1] }] } })
  })

  it.each([
    ['no citation', 'Die Lage ist ernst.'],
    ['an unknown number', 'Die Lage ist ernst. [4]'],
    ['a known and an unknown number', 'Die Lage ist ernst. [1][99]'],
    ['number 0', 'Die Lage ist ernst. [0]'],
    ['a number of another headline', 'Die Regierung verliert 37 Sitze. [2]'],
    ['a number of nobody', 'Der Sturm tötet 38 Menschen. [1]'],
    ['a name that its headlines lack', 'Das Parlament fragt OpenAI. [2]'],
    ['a link', 'Mehr dazu auf evil.com [1]'],
    ['markup', '**Der Sturm** tötet Menschen. [1]'],
    ['another language', 'Буря убила людей в Кенте. [1]'],
    ['the text of a headline that it does not cite', 'Apple shows iPhone 17, sagt das Parlament. [2]'],
    ['too many words', `Der Sturm ${'und der Wind '.repeat(40)} tötet Menschen. [1]`],
  ])('leaves out a sentence with %s', async (_, sentence) => {
    const { briefing } = await brief({ answer: [sentence, ...sentences.slice(2)].join('\n') })
    expect(briefing.ok && briefing.value.sentences.map(({ cites }) => cites)).toEqual([[2]])
  })

  it('has at most five sentences, and none twice', async () => {
    const many = Array.from({ length: 9 }, (_, at) => `Der Sturm ist stark${'!'.repeat(at + 1)} [1]`)
    const { briefing } = await brief({ answer: [many[0], ...many].join('\n') })
    expect(briefing.ok && briefing.value.sentences.map(({ text }) => text)).toEqual(
      many.slice(0, 5).map((line) => line.slice(0, -4)),
    )
  })

  it.each([
    ['nothing that may stay', { answer: 'Ich fasse gern zusammen.' }, 'bad-answer'],
    ['a spent quota', { faults: [{ kind: 'quota-spent' }] }, 'quota-spent'],
    ['a model that only translates', { model: '@cf/meta/m2m100-1.2b' }, 'not-set-up'],
    ['a model without the language', { model: '@cf/meta/llama-3.2-3b-instruct', target: 'ja' }, 'not-set-up'],
    ['a single headline', { news: headlines.slice(0, 1) }, 'bad-answer'],
  ] as const)('is a problem: %s', async (_, options, kind) => {
    const { briefing } = await brief(options)
    expect(briefing).toMatchObject({ ok: false, problem: { problem: { kind } } })
  })

  it('is made of a bounded part of a long digest', async () => {
    const news = Array.from({ length: 500 }, (_, at) => ({
      title: `Storm number ${at}`,
      text: 'Wind. '.repeat(2000),
      language: 'en',
    }))
    const { ai } = await brief({ news })
    expect(ai.calls[0]?.asked.lines.join('').length).toBeLessThanOrEqual(12_000)
  })

  it('is made of the first headlines', async () => {
    const news = Array.from({ length: 60 }, (_, at) => ({ title: `Storm number ${at}`, text: '', language: 'en' }))
    const { ai } = await brief({ news })
    expect(ai.calls[0]?.asked.lines).toHaveLength(40)
  })

  it.each([
    [2, 'Write 2 to 2 short'],
    [3, 'Write 3 to 3 short'],
    [9, 'Write 3 to 5 short'],
  ])('of %i headlines has as many sentences as they need', async (count, words) => {
    const news = Array.from({ length: count }, (_, at) => ({ title: `Storm number ${at}`, text: '', language: 'en' }))
    const { ai } = await brief({ news })
    expect(ai.calls[0]?.asked.system).toContain(words)
  })

  it('may cite four headlines in a sentence, and not five', async () => {
    const news = Array.from({ length: 6 }, (_, at) => ({ title: `Storm number ${at}`, text: '', language: 'en' }))
    const { briefing } = await brief({ news, answer: 'Es stürmt. [1][2][3][4]\nEs stürmt sehr. [1][2][3][4][5]' })
    expect(briefing.ok && briefing.value.sentences.map(({ cites }) => cites)).toEqual([[0, 1, 2, 3]])
  })

  it('understands numbers in the language of its headlines', async () => {
    const news = headlines.map((headline) => ({
      ...headline,
      title: `${headline.title}: 5 Billionen Euro`,
      language: 'de',
    }))
    const { briefing } = await brief({
      news,
      target: 'en',
      answer: 'It costs 5 trillion euros. [1][2]\nIt costs 5 billion. [1]',
    })
    expect(briefing.ok && briefing.value.sentences.map(({ cites }) => cites)).toEqual([[0, 1]])
  })

  it.each([
    ['a model that only translates', '@cf/meta/m2m100-1.2b', headlines, 'de'],
    ['a model without the language', '@cf/meta/llama-3.2-3b-instruct', headlines, 'ja'],
    ['a single headline', '', headlines.slice(0, 1), 'de'],
  ] as const)('costs nothing where nothing is asked: %s', (_, model, news, target) => {
    expect(briefingAtMost(modelNamed(model), news, target)).toBe(0)
    expect(briefingAtMost(modelNamed(''), headlines.slice(0, 2), 'de')).toBeGreaterThan(0)
  })

  it.each(languages)('of marks passes in %s', async (target) => {
    const { briefing } = await brief({ target })
    expect(briefing.ok && briefing.value.sentences.map(({ cites }) => cites)).toEqual([[0], [1], [2]])
  })
})

describe('citations', () => {
  it.each([
    ['behind the full stop', 'Eins. [1]', [{ text: 'Eins.', numbers: [1] }]],
    ['before the full stop', 'Eins [1].', [{ text: 'Eins.', numbers: [1] }]],
    ['several', 'Eins. [1][4]', [{ text: 'Eins.', numbers: [1, 4] }]],
    ['several in one bracket', 'Eins. [1, 4]', [{ text: 'Eins.', numbers: [1, 4] }]],
    ['the same twice', 'Eins. [1][1]', [{ text: 'Eins.', numbers: [1] }]],
    [
      'in Chinese',
      '一。【1】二。［2］',
      [
        { text: '一。', numbers: [1] },
        { text: '二。', numbers: [2] },
      ],
    ],
    ['in Arabic digits', 'واحد. [١]', [{ text: 'واحد.', numbers: [1] }]],
    ['with the brackets of the request', 'Eins. ⟦1⟧', [{ text: 'Eins.', numbers: [1] }]],
    [
      'two sentences on a line',
      'Eins. [1] Zwei. [2]',
      [
        { text: 'Eins.', numbers: [1] },
        { text: 'Zwei.', numbers: [2] },
      ],
    ],
    ['a sentence before it that cites nothing', 'Das ist gelogen. Eins. [1]', [{ text: 'Eins.', numbers: [1] }]],
    [
      'an abbreviation before it',
      'Dr. Meier vs. J. P. Smith [1]',
      [{ text: 'Dr. Meier vs. J. P. Smith', numbers: [1] }],
    ],
    ['text behind it', 'Eins. [1] Und noch etwas.', [{ text: 'Eins.', numbers: [1] }]],
    [
      'a list',
      '- Eins. [1]\n2. Zwei. [2]',
      [
        { text: 'Eins.', numbers: [1] },
        { text: 'Zwei.', numbers: [2] },
      ],
    ],
    ['nothing but a number', '[1]', []],
  ])('are read: %s', (_, answer, found) => {
    expect(readCitedSentences(answer)).toEqual(found)
  })
})
