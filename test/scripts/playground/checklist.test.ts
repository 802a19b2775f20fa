/** The playground's checklist: which steps are done by what is seen in Telegram and in the Worker. */
import { expect, it } from 'vitest'
import { doneSteps, type Observed, steps } from '../../../playground/checklist.ts'

const nothing: Observed = {
  cards: [],
  channels: [{ schedule: { kind: 'live' }, filters: ['', ''], isTranslated: false, feeds: ['http://127.0.0.1/a.xml'] }],
  isReadingPageOpened: false,
  files: [],
  isStrangerAnswered: false,
  isReaderHere: false,
}
const channel = (change: Partial<Observed['channels'][number]>): Partial<Observed> => ({
  channels: [
    { schedule: { kind: 'live' }, filters: [''], isTranslated: false, feeds: ['http://127.0.0.1/a.xml'], ...change },
  ],
})
const card = (kind: 'unread' | 'sent' | 'known'): Partial<Observed> => ({
  cards: [
    { places: [] },
    { places: [{ channel: 'News', fate: kind === 'sent' ? { kind, seconds: null } : { kind } }] },
  ],
})

it.each<[string, Partial<Observed>, readonly string[]]>([
  ['nothing has happened', {}, []],
  ['an item is published, and the Worker has not read it', card('unread'), []],
  ['the Worker has sent an item', card('sent'), ['publish']],
  ['an item turns out to be known', card('known'), ['publish']],
  ['the channel has a filter', channel({ filters: ['-weather'] }), ['filter']],
  ['a feed has a filter', channel({ filters: ['', '-weather'] }), ['filter']],
  ['the channel has digest times', channel({ schedule: { kind: 'times' } }), ['times']],
  ['the channel gets a digest every few hours', channel({ schedule: { kind: 'every' } }), ['times']],
  ['the channel shows headlines in another language', channel({ isTranslated: true }), ['translate']],
  ['a reading page is opened', { isReadingPageOpened: true }, ['read']],
  ['a file is sent, none of whose feeds is added', { files: ['xmlUrl="http://127.0.0.1/b.xml"'] }, []],
  ['a file is sent, one of whose feeds is added', { files: ['xmlUrl="http://127.0.0.1/a.xml"'] }, ['import']],
  ['the bot has answered a stranger', { isStrangerAnswered: true }, ['stranger']],
  ['somebody follows a channel', { isReaderHere: true }, ['reader']],
])('when %s, the right steps are done', (_when, change, expected) => {
  expect(doneSteps({ ...nothing, ...change })).toEqual(expected)
})

it('every step can be done', () => {
  const all = { ...nothing, ...card('sent'), isReadingPageOpened: true, isStrangerAnswered: true, isReaderHere: true }
  const settings = channel({ filters: ['-a'], isTranslated: true, schedule: { kind: 'week' } })
  expect(doneSteps({ ...all, ...settings, files: ['http://127.0.0.1/a.xml'] })).toEqual(steps)
})
