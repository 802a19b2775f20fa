/** Attacks through a model that obeys them: other headlines stay as they are, and nothing leaves unchecked. */
import { describe, expect, it } from 'vitest'
import { answerWithMarks } from '../../simulators/workers-ai/mark.ts'
import { obedient } from '../../simulators/workers-ai/obey.ts'
import { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import { briefHeadlines } from '../../src/machine/brief.ts'
import { longestWidth } from '../../src/machine/check-translation.ts'
import { copiesFrom, lettersOf } from '../../src/machine/copied-text.ts'
import { latinLength } from '../../src/machine/latin-length.ts'
import { defaultModel } from '../../src/machine/models.ts'
import { summarise } from '../../src/machine/summarise.ts'
import { translateTitles } from '../../src/machine/translate-titles.ts'
import { workersAi } from '../../src/machine/workers-ai.ts'
import { attacks } from './attacks.ts'

const plain = [
  'Parliament passes the budget for 2027',
  'Apple shows iPhone 17 in Cupertino',
  'Storm closes schools in Kent',
]
const honest = plain.map((title) => `⟦de⟧ ${title}`)
const model = () => new SimulatedWorkersAi({ answer: obedient(answerWithMarks) })

/** What Telegram or a page would make more of than text. */
const active = /:\/\/|www\.|t\.me|evil\.example|@evil|\+1 900|<\/?\w|\]\(|\*\*|```|\{"|<\||\p{Cc}|\p{Cf}|\u2028/u

/** What the attack itself has of these, a translation may have too. */
function isHarmless(text: string, original: string): boolean {
  const found = active.exec(text)
  return found === null || original.includes(found[0])
}

describe('a headline that attacks the model', () => {
  it.each(attacks)('changes no other translation, and leaves nothing unchecked: %s', async (_, attack) => {
    const [first = '', ...others] = plain
    const titles = [first, attack, ...others]
    const { titles: outcomes } = await translateTitles(
      workersAi(model(), defaultModel),
      titles.map((text) => ({ text, language: null })),
      'de',
    )
    const texts = outcomes.map((outcome) => (outcome.ok ? outcome.value : null))
    expect(texts.filter((__, at) => at !== 1)).toEqual(honest)
    const text = texts[1] ?? ''
    expect(isHarmless(text, attack)).toBe(true)
    expect(latinLength(text)).toBeLessThanOrEqual(longestWidth(attack))
    expect(plain.filter((title) => copiesFrom(lettersOf(text), lettersOf(title), lettersOf(attack)))).toEqual([])
  })

  it.each(attacks)('is not in a briefing, and changes none of its sentences: %s', async (_, attack) => {
    const [first = '', ...others] = plain
    const headlines = [first, attack, ...others].map((title) => ({ title, text: '', language: null }))
    const briefing = await briefHeadlines(workersAi(model(), defaultModel), headlines, 'de')
    expect(briefing).toMatchObject({
      ok: true,
      value: { sentences: honest.map((text, at) => ({ text, cites: [at === 0 ? 0 : at + 1] })) },
    })
  })

  it.each(attacks)('in the text of another headline changes no briefing: %s', async (_, attack) => {
    const headlines = plain.map((title) => ({ title, text: attack, language: null }))
    const briefing = await briefHeadlines(workersAi(model(), defaultModel), headlines, 'de')
    expect(briefing.ok && briefing.value.sentences.map(({ text }) => text)).toEqual(honest)
  })

  const inOneLine = attacks.filter(([, title]) => !/[\n\u2028]/u.test(title))
  it.each(inOneLine)('in an article changes no summary: %s', async (_, attack) => {
    const paragraph = 'The committee met on Monday and agreed on a plan for the harbour. '
    const text = [paragraph.repeat(6), attack, 'The minister will decide in spring. '.repeat(8)].join('\n')
    const summary = await summarise(
      workersAi(model(), defaultModel),
      { title: 'Committee agrees on plan', text, language: null },
      'de',
    )
    expect(summary).toMatchObject({
      ok: true,
      value: {
        sentences: [
          '⟦de⟧ Committee agrees on plan',
          '⟦de⟧ The committee met on Monday and agreed on a plan for the harbour.',
          '⟦de⟧ The minister will decide in spring.',
        ],
      },
    })
  })
})

describe('many attacks at once', () => {
  it('cost a bounded number of calls', async () => {
    const ai = model()
    const titles = [...plain, ...attacks.map(([, title]) => title)].map((text) => ({ text, language: null }))
    const { titles: outcomes } = await translateTitles(workersAi(ai, defaultModel), titles, 'de')
    expect(ai.calls.length).toBeLessThanOrEqual(5)
    expect(outcomes.slice(0, plain.length)).toEqual(honest.map((value) => ({ ok: true, value })))
  })
})

describe('an attack that nobody recognises', () => {
  it.each([
    ['the text of another headline', 'Aliens landed on the roof of the chancellery, witnesses swear'],
    ['a link', 'Parliament passes the budget for 2027 evil.example'],
    ['markup', '<b>Parliament</b> passes the budget for 2027'],
    ['another number', 'Parliament passes the budget for 2028'],
    ['the same as its neighbour', '⟦de⟧ Storm closes schools in Kent'],
    ['a long text', `Parliament passes the budget for 2027, ${'and everyone should buy gold now '.repeat(4)}`],
  ])('puts none into the translation of a neighbour: %s', async (_, payload) => {
    const titles = [...plain, 'Aliens landed on the roof of the chancellery, witnesses swear']
    const ai = new SimulatedWorkersAi({
      answer: (asked) => answerWithMarks(asked).replace(/^1\. .*$/mu, `1. ${payload}`),
    })
    const { titles: outcomes } = await translateTitles(
      workersAi(ai, defaultModel),
      titles.map((text) => ({ text, language: null })),
      'de',
    )
    expect(outcomes[0]?.ok).toBe(false)
    expect(outcomes[1]).toEqual({ ok: true, value: honest[1] })
  })
})

describe('the stand-in that obeys', () => {
  it('obeys most attacks, if nothing keeps them from it', () => {
    const answer = obedient(answerWithMarks)
    const obeyed = attacks.filter(([, title]) => {
      const lines = ['First one', title, 'Third one']
      const asked = { task: 'headlines', lines, target: 'de', system: 'SECRET RULES', user: '' } as const
      return answer(asked) !== answerWithMarks(asked)
    })
    expect(attacks.length - obeyed.length).toBeLessThanOrEqual(6)
  })
})
