/** What readers are told: nothing of feeds, filters and the commands of owners. */
import { describe, expect, it } from 'vitest'
import type { Fate } from '../../src/cell/fate.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import { NOW } from './samples.ts'

const texts = textsFor('en')
const ofOwners = /feed|filter|item|\/list|\/stories|\/channels|\/filter/iu
const into = { title: 'Rain', source: 'Morning', link: null }
const backTest = { passed: 1, total: 2, open: 0, hidden: [] }
const mistake = { mistake: 'unclosed-group', text: '(rain', at: 0, length: 1, suggestion: '(rain)' } as const

function whyOf(fate: Fate): string {
  const why = {
    title: 'Storm',
    link: null,
    source: 'Morning',
    at: NOW,
    fate,
    translation: null,
    fullText: null,
    corrected: null,
  }
  return texts.why([why], 'UTC', true)
}

describe('a reader is not told of feeds, filters or commands of owners', () => {
  it.each<[about: string, text: string]>([
    ['a headline that waits in a pause', whyOf({ kind: 'waiting', next: null })],
    ['a headline that is left out', whyOf({ kind: 'left-out' })],
    ['a headline that did not come', whyOf({ kind: 'gone' })],
    ['a headline on the line of another', whyOf({ kind: 'gathered', into, evidence: 'title', post: null })],
    ['words that are tried', texts.wordsSet('Morning', 'rain, snow', backTest)],
    ['words with a mistake', texts.wordsMistake({ kind: 'filter-syntax', ...mistake })],
    ['words that can be read in several ways', texts.filterUnclear('Morning', 'rain snow', null, ['rain', 'snow'])],
    ['a failure', texts.t.text('start.failed')],
  ])('%s', (_, text) => expect(text.replace('Filtered out', '')).not.toMatch(ofOwners))
})

it('a correction of a reader’s words can be sent as it is', () => {
  expect(texts.wordsMistake({ kind: 'filter-syntax', ...mistake })).toContain('Perhaps: <code>(rain)</code>')
})
