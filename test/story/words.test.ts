/** The word lists are folded as headlines are, and identify their languages. */
import { describe, expect, it } from 'vitest'
import { Headline } from '../../src/story/headline.ts'
import { scriptOf, wordLists } from '../../src/story/language.ts'
import { normaliseSpelling, withoutMarks } from '../../src/story/spelling.ts'
import { keepsMarks } from '../../src/story/vocabulary.ts'
import { labels, outlets } from '../../src/story/words/labels.ts'
import { distinguishingParts, functionCharacters } from '../../src/story/words/unspaced.ts'
import { casefold } from '../../src/text/casefold.ts'

const words = (text = '') => text.split(/\s+/u).filter((word) => word !== '')

describe.each(wordLists.map((list) => [list.language, list] as const))('%s', (_, list) => {
  const { optional, functionWords, contrasting, distinguishing, synonyms } = list

  it('has function words in one script', () => {
    const scripts = new Set(words(functionWords).map((word) => scriptOf(normaliseSpelling(word))))
    expect([...scripts].filter((script) => script !== null)).toHaveLength(1)
  })

  it('has folded words only', () => {
    const others = words(
      [optional, functionWords, contrasting, distinguishing, synonyms]
        .map((text = '') => text.replaceAll('/', ' '))
        .join(' '),
    ).filter((word) => {
      const folded = casefold(word)
      return (
        (keepsMarks(list) ? normaliseSpelling(folded) : withoutMarks(normaliseSpelling(folded))) !==
        (keepsMarks(list) ? normaliseSpelling(word) : withoutMarks(normaliseSpelling(word)))
      )
    })
    expect(others).toEqual([])
  })

  it('has no optional word that is contrasting or distinguishing', () => {
    const meaningful = new Set(words(`${contrasting} ${distinguishing}`))
    expect(words(optional).filter((word) => meaningful.has(word))).toEqual([])
  })
})

it.each([
  ['labels', labels],
  ['outlets', outlets],
  ['parts', Object.values(distinguishingParts).join(' ')],
  ['characters', functionCharacters],
])('the %s are folded', (_, text) => {
  const wrong = words(text).filter((word) => {
    const plain = word.replaceAll('_', ' ').replace(/\$$/u, '')
    return withoutMarks(normaliseSpelling(casefold(plain))) !== withoutMarks(normaliseSpelling(plain))
  })
  expect(wrong).toEqual([])
})

describe('the language of a headline', () => {
  it.each([
    ['en', 'Ferry runs aground off the coast of Naxos'],
    ['de', 'Fähre läuft vor der Küste von Naxos auf Grund'],
    ['nl', 'Veerboot loopt vast voor de kust van Naxos'],
    ['fr', 'Un ferry s’échoue au large de l’île de Naxos'],
    ['es', 'Un ferri encalla frente a la costa de Naxos'],
    ['pt', 'Balsa encalha na costa da ilha de Naxos e não há feridos'],
    ['it', 'Traghetto si incaglia al largo dell’isola di Naxos'],
    ['pl', 'Prom osiadł na mieliźnie u wybrzeży Naksos'],
    ['tr', 'Naksos açıklarında feribot karaya oturdu, yolcular için seferber olundu'],
    ['vi', 'Phà mắc cạn ngoài khơi đảo Naxos'],
    ['ru', 'Паром сел на мель у побережья острова Наксос'],
    ['uk', 'Пором сів на мілину біля узбережжя острова Наксос'],
    ['ar', 'جنوح عبارة قبالة سواحل جزيرة ناكسوس في اليونان'],
    ['fa', 'یک کشتی مسافربری در نزدیکی جزیره ناکسوس به گل نشست'],
    ['hi', 'नाक्सोस के तट पर नौका फंस गई'],
    ['ko', '낙소스 앞바다에서 여객선 좌초'],
  ])('is %s for “%s”', (language, title) => {
    const { likeliest } = new Headline(casefold(title)).languages
    expect(likeliest.map(({ list }) => list.language)).toEqual([language])
  })

  it('is unknown for words that are in no list', () =>
    expect(new Headline('zmako mokopo wisefe tulakuna lizi').languages.likeliest).toEqual([]))
})
