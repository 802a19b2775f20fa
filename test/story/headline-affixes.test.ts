/** Labels before a headline, and the outlet behind it, are no part of the story. */
import { describe, expect, it } from 'vitest'
import { Headline } from '../../src/story/headline.ts'
import { casefold } from '../../src/text/casefold.ts'

const title = 'Ferry with forty tourists runs aground off the island of Naxos in a storm'
/** Label and outlet. */
const affixesOf = (text: string, source = '') => new Headline(casefold(text), casefold(source)).affixes.slice(0, 2)

describe('a label', () => {
  it.each([
    ['[Live] ', 'live'],
    ['Breaking news: ', 'breaking news'],
    ['[Live Watch Video Foto] ', 'live watch video foto'],
    ['[Live Foto Video Elo Eil] ', ''],
    ['[Live ferry] ', ''],
    ['Breaking: Live: ', 'breakinglive'],
    ['Breaking: Live: Watch: ', 'breakinglive'],
    ['Top stories: ', ''],
  ])('before the title is stripped: “%s” → “%s”', (before, label) => {
    expect(affixesOf(before + title)).toEqual([label, ''])
  })
})

describe('an outlet', () => {
  it.each([
    [' | Aegean Herald', '', 'aegean herald'],
    [' - One Two Three Four Herald', '', 'one two three four herald'],
    [' - One Two Three Four Five Herald', '', ''],
    [' - Herald 24', '', ''],
    [' - Meltemi', 'The Meltemi', 'meltemi'],
    [' - The Meltemi', 'Meltemi', 'the meltemi'],
    [' - Meltemi Naxos', 'Meltemi Paros', ''],
    [' - Meltemi', '', ''],
    [' - what nobody expected', '', ''],
    [' | Herald | Times', '', 'timesherald'],
    [' | Herald | Times | Post', '', 'posttimes'],
    ['_新华网', '', '新华网'],
  ])('behind the title is stripped: “%s”, of the feed “%s” → “%s”', (behind, source, outlet) => {
    expect(affixesOf(title + behind, source)).toEqual(['', outlet])
  })
})

it.each([
  ['Harbour - Aegean Herald', ['', '']],
  ['News - Herald', ['news', '']],
])('in “%s” the longer part is the headline', (text, affixes) => {
  expect(affixesOf(text)).toEqual(affixes)
})
