/** The texts of buttons fit, and empty rows make no keyboard. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { button, inlineKeyboard } from '../../src/bot/keyboards.ts'
import { channelIdSchema } from '../../src/model.ts'

const channel = v.parse(channelIdSchema, '-1001')

it('a long button is shortened to 60 characters, and no emoji is cut in two', () => {
  const { text } = button('🧑'.repeat(100), { kind: 'post', feed: 1, channel })
  expect([...text]).toHaveLength(60)
  expect(text.isWellFormed()).toBe(true)
})

it('a keyboard leaves out empty rows, and is none without buttons', () => {
  const home = button('Home', { kind: 'home' })
  expect(inlineKeyboard([[], [home]])).toEqual({ inline_keyboard: [[home]] })
  expect(inlineKeyboard([[]])).toBeUndefined()
})
