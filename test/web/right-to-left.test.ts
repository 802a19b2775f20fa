/** Pages in a language from right to left, with parts that run the other way. */
import { describe, expect, it } from 'vitest'
import { translatorFor } from '../../src/i18n/translator.ts'
import { DayChart } from '../../src/web/pages/day-chart.tsx'
import { PostLines } from '../../src/web/pages/post-lines.tsx'
import { SetupForm } from '../../src/web/pages/setup.tsx'
import { StatusPage } from '../../src/web/pages/status.tsx'
import { StoryItem } from '../../src/web/pages/story.tsx'
import { style } from '../../src/web/style.ts'
import { pageStory } from './page-story.ts'
import { cell, health, NOW } from './status-samples.ts'

const t = translatorFor('ar')
const english = { title: 'The bridge', code: 'abcdefghij', isReadable: true, at: NOW }

function storyItem(): string {
  const enclosure = { url: 'https://news.example/1.mp3', type: 'audio/mpeg', length: null }
  return String(StoryItem({ t, story: pageStory({ ...english, enclosure }), timezone: 'UTC' }))
}

function postLine(): string {
  const also = [{ source: 'NYT', code: 'klmnopqrst', hasLink: true, isReadable: false }]
  const story = { ...pageStory(english), hasLink: true, original: null, also }
  const post = {
    code: 'AbCdEf',
    at: NOW,
    timezone: 'UTC',
    heading: null,
    language: 'ar',
    count: 1,
    message: 1,
    stories: [story],
  } as const
  return String(PostLines({ post, t }))
}

const days = Array.from({ length: 8 }, (_, at) => ({ label: `${at} نوفمبر`, value: at }))
const chart = (direction: 'ltr' | 'rtl') => String(DayChart({ id: 'a', title: 'A', description: '', days, direction }))

describe('on a page from right to left', () => {
  it.each<readonly [what: string, html: string, part: string]>([
    ['a link of the page stays in its direction under an English headline', storyItem(), '/read" dir="rtl">📖 '],
    ['a file does, too', storyItem(), 'noreferrer" dir="rtl">🎧 '],
    ['so does a link in a post', postLine(), '/read?digest=AbCdEf" dir="rtl">📖 '],
    ['the line of other feeds has the direction of its words', postLine(), '<p class="meta"><bdi>'],
    ['a label of a chart ends with its bar', chart('rtl'), 'text-anchor="start"'],
    [
      'a secret is typed from left to right',
      String(SetupForm({ t, problem: null })),
      '<input type="password" name="secret" dir="ltr"',
    ],
    ['a feed has its own direction', status(), '<bdi>Broken</bdi></a>'],
    ['a channel and its name have their own direction', status(), '<bdi>Morning</bdi> <bdi>(@morning_news)</bdi>'],
  ])('%s', (_, html, part) => {
    expect(html).toContain(part)
  })

  it('a label of a chart from left to right ends with its bar', () => {
    expect(chart('ltr')).toContain('text-anchor="end"')
  })
})

function status(): string {
  return String(StatusPage({ language: 'ar', health, cells: [cell], now: NOW }))
}

describe('the style sheet', () => {
  it('leaves a date in the direction of its language', () => {
    expect(style).not.toMatch(/time ?\{ ?direction/u)
  })

  it('sets an article by its own direction, not by that of the page', () => {
    expect(style).toContain('article[dir=rtl] .prose{')
    expect(style).not.toContain('}[dir=rtl] .prose{')
  })
})
