/** The roles and roots of words, for invented languages. */
import { describe, expect, it } from 'vitest'
import { Vocabulary } from '../../src/story/vocabulary.ts'
import type { WordList } from '../../src/story/words/list.ts'

const vocabulary = (list: Partial<WordList>) =>
  new Vocabulary({ language: 'xx', functionWords: '', contrasting: '', distinguishing: '', ...list })

describe('a word', () => {
  const { distinguishing, functionWords } = { distinguishing: 'un* *ex não', functionWords: 'não the' }
  it.each([
    ['has its first role', 'nao', 'distinguishing'],
    ['has the role of a beginning of two letters', 'unfair', 'distinguishing'],
    ['has the role of an ending of two letters', 'convex', 'distinguishing'],
    ['has its own role', 'the', 'function'],
  ])('%s', (_, word, role) => {
    expect(vocabulary({ distinguishing, functionWords }).sense(word)?.role).toBe(role)
  })
  it('has no role if it is in no list', () => {
    expect(vocabulary({ distinguishing, functionWords }).sense('fair')).toBeNull()
  })
  it('keeps its marks in Vietnamese', () => {
    const vietnamese = vocabulary({ language: 'vi', distinguishing: 'không' })
    expect(vietnamese.sense('không')).not.toBeNull()
    expect(vietnamese.sense('khong')).toBeNull()
  })
})

describe('the root of a word', () => {
  it.each([
    ['lacks a suffix', 's', 'cats', 'cat'],
    ['has at least three letters', 's', 'gas', 'gas'],
    ['has at least two syllables in Korean', '에서', '한국에서', '한국'],
    ['is the word if it has no suffix', 's', 'table', 'table'],
  ])('%s', (_, suffixes, word, root) => {
    expect(vocabulary({ suffixes }).root(word)).toBe(root)
  })
})
