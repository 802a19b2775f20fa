/** A bot without named owners is closed until it is claimed with the code that the operator has seen. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Paperboy, SECRET, startPaperboy } from './paperboy.ts'

let paperboy: Paperboy

const CODE = createHash('sha256').update(`paperboy claim ${SECRET}`).digest('base64url').slice(0, 16)

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: '' })
  for (const [id, firstName] of [
    [1, 'Ann'],
    [2, 'Bob'],
  ] as const) {
    paperboy.world.addPerson({ id, firstName, languageCode: 'en' })
  }
})

afterAll(() => paperboy.stop())

async function start(person: number, payload?: string): Promise<string> {
  paperboy.world.start(person, payload)
  await paperboy.settle()
  return paperboy.world.messages(person).at(-1)?.text ?? ''
}

it('a person without the code does not own the bot', async () => {
  expect(await start(1)).toContain('private')
  expect(await start(1, 'wrong-code-000000')).toContain('private')
})

it('the first person with the code owns the bot, and nobody else can claim it', async () => {
  expect(await start(1, CODE)).toContain('yours now')
  expect(await start(2, CODE)).toContain('private')
  expect(await start(1)).toContain('Hello')
})
