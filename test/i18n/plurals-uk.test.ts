/** Ukrainian plurals: 1 and 21, 2, and 5, 11 and 100 take different forms. */
import { describe, expect, it } from 'vitest'
import { translatorFor } from '../../src/i18n/translator.ts'

const { text } = translatorFor('uk')

describe('a number of channels', () => {
  it.each([
    [0, '0 каналів'],
    [1, '1 канал'],
    [2, '2 канали'],
    [5, '5 каналів'],
    [11, '11 каналів'],
    [21, '21 канал'],
    [100, '100 каналів'],
  ])('%d', (count, channels) => {
    expect(text('channels.tooMany', { count })).toBe(`У вас ${channels}. Більше цей бот одній людині не дозволяє.`)
  })
})

describe('a number of feeds', () => {
  it.each([
    [0, '0 стрічок'],
    [1, '1 стрічку'],
    [2, '2 стрічки'],
    [5, '5 стрічок'],
    [11, '11 стрічок'],
    [21, '21 стрічку'],
    [100, '100 стрічок'],
  ])('%d', (count, feeds) => {
    expect(text('imports.added', { count, channel: 'News' })).toContain(`📥 ${feeds} додано в <b>News</b>.`)
  })
})

describe('a number of headlines', () => {
  it.each([
    [0, '0 заголовків чекають'],
    [1, '1 заголовок чекає'],
    [2, '2 заголовки чекають'],
    [5, '5 заголовків чекають'],
    [11, '11 заголовків чекають'],
    [21, '21 заголовок чекає'],
    [100, '100 заголовків чекають'],
  ])('%d', (count, headlines) => {
    expect(text('notices.backlog', { count })).toBe(`${headlines}. Надіслати?`)
  })
})
