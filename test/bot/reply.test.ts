/** What the bot's answers become where Telegram refuses their markup. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { sendMessage } from '../../src/bot/reply.ts'
import { chatIdSchema } from '../../src/model.ts'
import type { Refusal } from '../../src/result.ts'
import { timeTag } from '../../src/text/time-tag.ts'

const time = timeTag(Date.UTC(2026, 10, 28, 8), '28 Nov')
const badText: Refusal = {
  kind: 'bad-text',
  description: 'Bad Request: can\'t parse entities: Unsupported start tag "tg-time"',
}
const [person, group] = [v.parse(chatIdSchema, 7), v.parse(chatIdSchema, -1007)]

/** Sends an answer to a server that refuses texts with one of these. @returns what was sent, in its order */
async function textsFor(chat: typeof person, html: string, refused: readonly string[], edits: number | null = null) {
  const texts: string[] = []
  await sendMessage(
    {
      call: async (_, parameters) => {
        const text = 'text' in parameters ? String(parameters.text) : ''
        const isHtml = 'parse_mode' in parameters && parameters.parse_mode === 'HTML'
        texts.push(isHtml ? `HTML: ${text}` : text)
        const isRefused = isHtml && refused.some((part) => text.includes(part))
        return isRefused ? { ok: false, problem: badText } : { ok: true, value: { message_id: 1 } }
      },
      sleep: async () => {},
      unsent: [],
    },
    { chat, thread: null },
    html,
    undefined,
    edits,
  )
  return texts
}

const html = `<b>Next</b>: ${time}`
const cases: readonly (readonly [name: string, sent: Promise<readonly string[]>, texts: readonly string[]])[] = [
  ['a person gets times as tags', textsFor(person, html, []), [`HTML: ${html}`]],
  ['a group gets them as texts in the channel’s zone', textsFor(group, html, []), ['HTML: <b>Next</b>: 28 Nov']],
  [
    'a server that does not know the tag gets the rest of the markup',
    textsFor(person, html, ['<tg-time']),
    [`HTML: ${html}`, 'HTML: <b>Next</b>: 28 Nov'],
  ],
  ['so does an edit', textsFor(person, html, ['<tg-time'], 5), [`HTML: ${html}`, 'HTML: <b>Next</b>: 28 Nov']],
  [
    'a server that refuses all markup gets plain text',
    textsFor(person, html, ['<']),
    [`HTML: ${html}`, 'HTML: <b>Next</b>: 28 Nov', 'Next: 28 Nov'],
  ],
  ['an answer without times is plain text at once', textsFor(person, '<b>Hi</b>', ['<']), ['HTML: <b>Hi</b>', 'Hi']],
]
it.each(cases)('%s', async (_, sent, texts) => {
  expect(await sent).toEqual(texts)
})
