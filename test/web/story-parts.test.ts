/** Parts of a story on pages: its summary and its file. */
import { describe, expect, it } from 'vitest'
import { translatorFor } from '../../src/i18n/translator.ts'
import { enclosureLabel } from '../../src/web/pages/enclosure.tsx'
import { storySummary } from '../../src/web/pages/story-summary.ts'

describe('a summary', () => {
  it.each([
    ['is shown', 'Title', 'What happened next.', 'What happened next.'],
    ['is cut after a word', 'Title', 'word '.repeat(20).trim(), `${'word '.repeat(7).trim()}…`],
    ['that is the title is left out', 'The bridge', 'The bridge', ''],
    [
      'is shown without the title',
      'The bridge',
      'The bridge – it stays closed until spring.',
      'it stays closed until spring.',
    ],
    ['with a short rest is left out', 'The bridge', 'The bridge. More', ''],
    [
      'goes on where the title was cut',
      'The bridge stays …',
      'The bridge stays closed until the spring.',
      '… closed until the spring.',
    ],
    ['may begin with the title by chance', 'The', 'Theodora opened the bridge.', 'Theodora opened the bridge.'],
    ['of a story without a title is shown', '', 'What happened next.', 'What happened next.'],
    ['may be empty', 'Title', '', ''],
  ])('%s', (_, title, summary, shown) => {
    expect(storySummary(title, summary, 36)).toBe(shown)
  })
})

describe('a file is', () => {
  const file = (name: string, type: string | null = null, length: number | null = null) => ({
    url: `https://e.org/${name}`,
    type,
    length,
  })
  it.each([
    [file('1', 'audio/mpeg', 34_500_000), '🎧 Audio, 35 MB'],
    [file('1.mp3?x=1'), '🎧 Audio'],
    [file('1', 'video/mp4', 1_250_000_000), '▶ Video, 1,250 MB'],
    [file('1.webm', 'application/octet-stream'), '▶ Video'],
    [file('1', 'application/pdf', 300_000), '📎 PDF, 0.3 MB'],
    [file('1.epub'), '📎 EPUB'],
    [file('1.mp4', 'application/x-bittorrent', 1_500_000), '📎 Torrent, 1.5 MB'],
    [file('1.bin', '"><script>', 0), '📎 File'],
    [file('1.mp3', null, 1), '🎧 Audio'],
    [file('1.mp3', null, 999_999_999_999_999), '🎧 Audio'],
  ])('%j: %s', (enclosure, label) => {
    expect(enclosureLabel(enclosure, translatorFor('en'))).toBe(label)
  })

  it('named in the reader’s language', () => {
    expect(enclosureLabel(file('1.mp3', null, 34_500_000), translatorFor('zh'))).toBe('🎧 音频，35 MB')
  })
})
