/** Russian plurals: 1 and 21, 2, and 5, 11 and 100 take different forms. */
import { describe, expect, it } from 'vitest'
import { translatorFor } from '../../src/i18n/translator.ts'

const { text } = translatorFor('ru')

describe('a number of channels', () => {
  it.each([
    [0, '0 каналов'],
    [1, '1 канал'],
    [2, '2 канала'],
    [5, '5 каналов'],
    [11, '11 каналов'],
    [21, '21 канал'],
    [100, '100 каналов'],
  ])('%d', (count, channels) => {
    expect(text('channels.tooMany', { count })).toBe(`У вас ${channels}. Больше этот бот одному человеку не разрешает.`)
  })
})

describe('a number of feeds', () => {
  it.each([
    [0, 'Добавлено 0 лент'],
    [1, 'Добавлена 1 лента'],
    [2, 'Добавлены 2 ленты'],
    [5, 'Добавлено 5 лент'],
    [11, 'Добавлено 11 лент'],
    [21, 'Добавлена 21 лента'],
    [100, 'Добавлено 100 лент'],
  ])('%d', (count, feeds) => {
    expect(text('imports.added', { count, channel: 'News' })).toContain(`📥 ${feeds} в <b>News</b>.`)
  })
})

describe('a number of headlines', () => {
  it.each([
    [0, '0 заголовков ждут'],
    [1, '1 заголовок ждёт'],
    [2, '2 заголовка ждут'],
    [5, '5 заголовков ждут'],
    [11, '11 заголовков ждут'],
    [21, '21 заголовок ждёт'],
    [100, '100 заголовков ждут'],
  ])('%d', (count, headlines) => {
    expect(text('notices.backlog', { count })).toBe(`${headlines}. Отправить?`)
  })
})
