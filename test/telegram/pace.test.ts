/** Telegram's limits on how fast messages may follow each other. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { chatIdSchema } from '../../src/model.ts'
import { Pace } from '../../src/telegram/pace.ts'

const group = v.parse(chatIdSchema, -100)
const other = v.parse(chatIdSchema, -200)
const person = v.parse(chatIdSchema, 300)

it('lets the first message go at once', () => {
  expect(new Pace().delay(group, 0)).toBe(0)
})

it('sends one message a second to a chat, and others meanwhile', () => {
  const pace = new Pace()
  pace.sent(group, 0)
  expect(pace.delay(group, 400)).toBe(600)
  expect(pace.delay(other, 400)).toBe(0)
  expect(pace.delay(group, 1000)).toBe(0)
})

it('sends 20 messages a minute to a group, but not to a person', () => {
  const pace = new Pace()
  for (let second = 0; second < 20; second += 1) {
    pace.sent(group, second * 1000)
    pace.sent(person, second * 1000)
  }
  expect(pace.delay(group, 20_000)).toBe(40_000)
  expect(pace.delay(person, 20_000)).toBe(0)
})

it('sends 30 messages a second in all', () => {
  const pace = new Pace()
  for (let chat = 1; chat <= 30; chat += 1) pace.sent(v.parse(chatIdSchema, chat), 100)
  expect(pace.delay(person, 600)).toBe(500)
})
