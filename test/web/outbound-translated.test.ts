/** Translated headlines in outbound feeds: marked, with their originals, in every format. */
import { expect, it } from 'vitest'
import type { ChannelPage, PageStory } from '../../src/cell/channel-page.ts'
import { outboundFormats } from '../../src/web/outbound/formats.ts'
import { outboundFeed } from '../../src/web/outbound/outbound-feed.ts'
import { brokenRules } from './feed-rules/broken-rules.ts'
import { children, textIn, xmlTree } from './feed-rules/xml-tree.ts'
import { pageStory } from './page-story.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const story: PageStory = pageStory({
  ...{ at: NOON, code: 'abcdefghij', title: 'Bread & milk', summary: 'They are dearer.', language: 'en' },
  translation: { language: 'de', text: 'Brot & Milch' },
})
const page: ChannelPage = {
  ...{ version: 'v', title: 'Channel', username: 'channel', language: 'en', timezone: 'UTC' },
  ...{ reading: true, modified: NOON, stories: [story], newestDay: null },
}

function write(ending: 'rss' | 'atom' | 'json', text?: string): string {
  const place = { base: 'https://pb.example', username: 'channel', ending, now: NOON + 1000 }
  const feed = outboundFeed(page, place, new Map(text === undefined ? [] : [[story.code, text]]))
  return outboundFormats.find((format) => format.ending === ending)?.write(feed) ?? ''
}

it('RSS has the original before the summary and the text', () => {
  const [channel = xmlTree('<none/>')] = children(xmlTree(write('rss', '<p>Text</p>')), 'channel')
  const [item = xmlTree('<none/>')] = children(channel, 'item')
  expect(textIn(item, 'title')).toBe('🤖 Brot & Milch')
  expect(textIn(item, 'description')).toBe('🤖 Original: Bread &amp; milk · They are dearer.')
  expect(textIn(item, 'content:encoded')).toBe('<p dir="auto">🤖 Original: Bread &amp; milk</p><p>Text</p>')
})

it('Atom has the language of the translation, too', () => {
  const [entry = xmlTree('<none/>')] = children(xmlTree(write('atom')), 'entry')
  expect(textIn(entry, 'title')).toBe('🤖 Brot & Milch')
  expect(children(entry, 'title')[0]?.attributes['xml:lang']).toBe('de')
  expect(textIn(entry, 'summary')).toBe('🤖 Original: Bread & milk · They are dearer.')
})

it('JSON Feed has the original before the summary', () => {
  const [item] = JSON.parse(write('json')).items
  expect([item.title, item.content_text]).toEqual(['🤖 Brot & Milch', '🤖 Original: Bread & milk · They are dearer.'])
})

it.each(['rss', 'atom', 'json'] as const)('%s keeps its rules', (ending) => {
  expect(brokenRules(ending, write(ending, '<p>Text</p>'))).toEqual([])
})
