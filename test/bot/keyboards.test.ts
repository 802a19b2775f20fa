/** The texts of buttons fit, and empty rows make no keyboard. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import type { CallbackData } from '../../src/bot/callback-data.ts'
import { button, inlineKeyboard } from '../../src/bot/keyboards.ts'
import { channelIdSchema } from '../../src/model.ts'
import type { ButtonStyle } from '../../src/telegram/methods.ts'

const channel = v.parse(channelIdSchema, '-1001')

it('a long button is shortened to 60 characters, and no emoji is cut in two', () => {
  const { text } = button('🧑'.repeat(100), { kind: 'post', feed: 1, channel })
  expect([...text]).toHaveLength(60)
  expect(text.isWellFormed()).toBe(true)
})

const styles: readonly (readonly [name: string, data: CallbackData, style: ButtonStyle | undefined])[] = [
  ['a button that removes a feed is red', { kind: 'remove', feed: 1, channel }, 'danger'],
  ['a button that removes a channel is red', { kind: 'forget', channel }, 'danger'],
  ['a button that deletes a post is red', { kind: 'erase', code: '0123456789', channel }, 'danger'],
  ['a button that clears a filter is red', { kind: 'clear', at: 0, channel }, 'danger'],
  ['a button that resumes sending is green', { kind: 'resume', channel }, 'success'],
  ['a button that posts the newest headlines is blue', { kind: 'post', feed: 1, channel }, 'primary'],
  ['a button that asks first has no style', { kind: 'go', screen: 'sure', at: 0, channel }, undefined],
]
it.each(styles)('%s', (_, data, style) => expect(button('x', data).style).toBe(style))

it('a keyboard leaves out empty rows, and is none without buttons', () => {
  const home = button('Home', { kind: 'home' })
  expect(inlineKeyboard([[], [home]])).toEqual({ inline_keyboard: [[home]] })
  expect(inlineKeyboard([[]])).toBeUndefined()
})
