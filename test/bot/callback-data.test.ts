/** Callback data fits into 64 bytes and is read back, and buttons of other versions are recognised as stale. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type CallbackData, readCallbackData, writeCallbackData } from '../../src/bot/callback-data.ts'
import { limits } from '../../src/limits.ts'
import { channelIdSchema } from '../../src/model.ts'

const channel = v.parse(channelIdSchema, '-1009999999999999:2147483647')

const callbacks: readonly CallbackData[] = [
  { kind: 'post', feed: 999_999_999, channel },
  { kind: 'choose', state: 999_999_999, index: 9, channel },
  { kind: 'addto', state: 999_999_999, channel },
  { kind: 'restore', feed: 999_999_999, channel },
  { kind: 'go', screen: 'language', at: 999_999_999, channel },
  { kind: 'home' },
  { kind: 'set', setting: 'template', value: 'a-value_of-20-letter', channel },
  { kind: 'ask', about: 'template', at: 999_999_999, channel },
  { kind: 'undo', state: 999_999_999 },
  { kind: 'lessof', code: '0123456789', channel },
  { kind: 'exclude', state: 999_999_999, index: 3, channel },
  { kind: 'answer', state: 999_999_999, index: 9, channel },
  { kind: 'speak', language: 'zh' },
  { kind: 'keep', keep: 10, channel },
  { kind: 'keep', keep: 0, channel },
  { kind: 'keep', keep: 'all', channel },
]

it.each(callbacks)('the data of a $kind callback fits and is read back', (callback) => {
  const data = writeCallbackData(callback)
  expect(new TextEncoder().encode(data).length).toBeLessThanOrEqual(limits.telegram.callbackDataBytes)
  expect(readCallbackData(data)).toEqual(callback)
})

describe('readCallbackData', () => {
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
  ])('does not accept "%s"', (data) => {
    expect(readCallbackData(data)).toBeNull()
  })
})

it.each([
  ['go:feed:12:-1001_7', { kind: 'go', screen: 'feed', at: 12, channel: '-1001:7' }],
  ['exclude:3:1:-1001', { kind: 'exclude', state: 3, index: 1, channel: '-1001' }],
  ['set:schedule:0800-1800:-1001', { kind: 'set', setting: 'schedule', value: '0800-1800', channel: '-1001' }],
  ['ask:filter:0:5', { kind: 'ask', about: 'filter', at: 0, channel: '5' }],
  ['tongues', { kind: 'tongues' }],
  ['undo:9', { kind: 'undo', state: 9 }],
])('the button %s, which is in chats already, stays valid', (data, callback) => {
  expect(readCallbackData(data)).toEqual(callback)
})
