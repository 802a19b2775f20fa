/** "Everything but …": what a person lists becomes a query that leaves out each part. */
import { expect, it } from 'vitest'
import { exclusionsIn } from '../../../src/filter/exclude/exclusions-in.ts'
import { parseFilter } from '../../../src/filter/query/query.ts'

it.each([
  ['a word', 'sport', '-sport'],
  ['words with commas', 'sport, celebrity，天气、体育', '-sport -celebrity -天气 -体育'],
  ['a word a line', 'sport\ncelebrity\n', '-sport -celebrity'],
  ['several words between commas are a phrase', 'sport, north sea', '-sport -"north sea"'],
  ['minus signs that were written already', '-sport, −celebrity, !royals', '-sport -celebrity -royals'],
  ['a phrase in quotes', '"north sea", sport', '-"north sea" -sport'],
  ['a comma in quotes is part of the phrase', '"rain, snow", sport', '-"rain, snow" -sport'],
  ['alternatives', 'rain | snow', '-(rain | snow)'],
  ['a group', '(rain, snow), sport', '-(rain, snow) -sport'],
  ['a word with an exception', 'rain -storm', '-(rain -storm)'],
  ['a field', 'title:storm', '-title:storm'],
  ['the beginning of words', 'celebrit*', '-celebrit*'],
  ['a quote that is never closed ends with its line', '"north\nsport', '-"north -sport'],
  ['nothing', ' , \n', ''],
])('%s', (_, text, query) => {
  expect(exclusionsIn(text)).toBe(query)
})

it.each(['sport, north sea', 'rain | snow', 'rain -storm', '(rain, snow), sport', '天气、体育'])(
  'what “%s” becomes is a query without a question',
  (text) => expect(parseFilter(exclusionsIn(text)).ok).toBe(true),
)
