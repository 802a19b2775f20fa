/** What buttons carry fits into 64 bytes, and is read back as it was meant. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { button, dataOf, type Press, readPress } from '../../src/bot/keyboards.ts'
import { inChunks } from '../../src/bot/reply.ts'
import { limits } from '../../src/limits.ts'
import { channelIdSchema } from '../../src/model.ts'

const channel = v.parse(channelIdSchema, '-1009999999999999:2147483647')

const presses: readonly Press[] = [
  { kind: 'post', feed: 999_999_999, channel },
  { kind: 'choose', memo: 999_999_999, index: 9, channel },
  { kind: 'addto', memo: 999_999_999, channel },
  { kind: 'restore', feed: 999_999_999, channel },
  { kind: 'go', screen: 'language', at: 999_999_999, channel },
  { kind: 'home' },
  { kind: 'set', setting: 'template', value: 'a-value_of-20-letter', channel },
  { kind: 'ask', about: 'template', at: 999_999_999, channel },
  { kind: 'undo', memo: 999_999_999 },
  { kind: 'lessof', code: '0123456789', channel },
  { kind: 'exclude', memo: 999_999_999, index: 3, channel },
  { kind: 'speak', language: 'zh' },
  { kind: 'keep', keep: 10, channel },
  { kind: 'keep', keep: 0, channel },
  { kind: 'keep', keep: 'all', channel },
]

it.each(presses)('$kind', (press) => {
  const data = dataOf(press)
  expect(new TextEncoder().encode(data).length).toBeLessThanOrEqual(limits.telegram.callbackDataBytes)
  expect(readPress(data)).toEqual(press)
})

describe('data of another time or hand', () => {
  it.each([
    '',
    'post',
    'post:x:-1001',
    'choose:1:-1001',
    'keep:-1:-1001',
    'drop:1:-1001',
    'post:1:abc',
    'keep:all:',
    'home:1',
    'constructor',
    'go:nowhere:0:-1001',
  ])('%s means nothing', (data) => {
    expect(readPress(data)).toBeNull()
  })
})

it('shortens a long title, and cuts no emoji in two', () => {
  const { text } = button('🧑'.repeat(100), { kind: 'post', feed: 1, channel })
  expect([...text]).toHaveLength(60)
  expect(text.isWellFormed()).toBe(true)
})

it('cuts long texts between lines', () => {
  const lines = Array.from({ length: 10 }, (_, index) => `line ${index}`)
  const chunks = inChunks(lines.join('\n'), 20)
  expect(chunks.join('\n').split('\n')).toEqual(lines)
  for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(20)
})
