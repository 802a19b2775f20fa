/** New titles in a message that was sent: only where they fit, and only what shows them. */
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { correctedMessage } from '../../src/cycle/corrected-message.ts'
import { limits } from '../../src/limits.ts'
import { channelIdSchema } from '../../src/model.ts'
import type { Contents } from '../../src/store/message-contents.ts'
import type { Message } from '../../src/store/messages.ts'

const channel = v.parse(channelIdSchema, '-1001')
const line = (code: string, title: string) => ({
  code,
  html: `• <a href="https://p.example/${code}">${title}</a>`,
  plain: `• ${title}\nhttps://p.example/${code}`,
})

function messageOf(contents: Contents, end = '', form: Message['form'] = 'html'): Message {
  const text = (of: 'html' | 'plain') => `${contents.map((each) => each[of]).join('\n')}${end}`
  const state = {
    silent: false,
    preview: null,
    state: 'sent',
    at: 0,
    attempts: 1,
    probed: 0,
    digest: null,
    cursors: null,
  } as const
  return {
    ...{ headlines: [], buttons: [], instead: [] },
    id: 1,
    channel,
    html: text('html'),
    plain: text('plain'),
    contents: [...contents],
    form,
    telegramId: 7,
    ...state,
  }
}

const correction = (code: string, was: string, title: string) => ({
  ...{ channel, code, was, title, at: 0 },
  ...{ wasTranslated: null, translation: null, original: null },
})
const [one, two] = [line('A', 'Bread'), line('B', 'Milk')]
const toButter = correction('A', 'Bread', 'Butter')
const gathered = { into: 'A', evidence: 'title' } as const
const named = (text: string) => ({ html: `${one.html} (also: ${text})`, plain: one.plain })
const listed = { ...one, html: one.html.replace('• ', '') }
const richOf = (html: string) => `<ul><li>${html}</li>${'<li>x</li>'.repeat(limits.telegram.messageEntities)}</ul>`
const room = (units: number, most: number = limits.telegram.messageUnits) => 'x'.repeat(most - units)
const captionRoom = (units: number) => room(units, limits.telegram.captionUnits)

interface Case {
  readonly name: string
  readonly message: Message
  readonly corrections?: readonly ReturnType<typeof correction>[]
  /** The text afterwards; null: it stays. */
  readonly html: string | null
  readonly left?: number
}

const cases: readonly Case[] = [
  {
    name: 'has all of its corrections at once',
    message: messageOf([one, two]),
    corrections: [toButter, correction('B', 'Milk', 'Cheese & wine')],
    html: `${line('A', 'Butter').html}\n${line('B', 'Cheese &amp; wine').html}`,
  },
  { name: 'that has the title already stays', message: messageOf([line('A', 'Butter')]), html: null },
  { name: 'without the former title is left', message: messageOf([line('A', 'Something else')]), html: null, left: 1 },
  { name: 'without the headline is left', message: messageOf([two]), html: null, left: 1 },
  {
    name: 'takes the last character that fits',
    message: messageOf([one], `\n${room('• Butter\n'.length)}`),
    html: `${line('A', 'Butter').html}\n${room('• Butter\n'.length)}`,
  },
  {
    name: 'without room for the title is left',
    message: messageOf([one], `\n${room('• Butter\n'.length - 1)}`),
    html: null,
    left: 1,
  },
  {
    name: 'in plain text has room for the address too, or is left',
    message: messageOf([one], `\n${room('• Butter\nhttps://p.example/A\n'.length - 1)}`, 'plain'),
    html: null,
    left: 1,
  },
  {
    name: 'of a photo takes the last character that fits its caption',
    message: messageOf([one], `\n${captionRoom('• Butter\n'.length)}`, 'photo'),
    html: `${line('A', 'Butter').html}\n${captionRoom('• Butter\n'.length)}`,
  },
  {
    name: 'of a photo without room in its caption is left',
    message: messageOf([one], `\n${captionRoom('• Butter\n'.length - 1)}`, 'photo'),
    html: null,
    left: 1,
  },
  {
    name: 'takes no further entities than Telegram shows',
    message: messageOf([one], '\n<b>x</b>'.repeat(limits.telegram.messageEntities - 1)),
    corrections: [correction('A', 'Bread', 'Bread #butter')],
    html: null,
    left: 1,
  },
  {
    name: 'of any number of lists takes a title that would be an entity elsewhere',
    message: { ...messageOf([], '', 'rich'), contents: [listed], html: richOf(listed.html), plain: listed.plain },
    corrections: [correction('A', 'Bread', 'Bread #butter')],
    html: richOf(listed.html).replace('Bread', 'Bread #butter'),
  },
  {
    name: 'with one correction that fits and one that does not has the one that fits',
    message: messageOf([one, two], `\n${room('• Butter\n• Milk\n'.length)}`),
    corrections: [toButter, correction('B', 'Milk', 'Milk and honey')],
    html: `${line('A', 'Butter').html}\n${two.html}\n${room('• Butter\n• Milk\n'.length)}`,
    left: 1,
  },
  {
    name: 'whose headline stands as a name in another line stays',
    message: {
      ...messageOf([{ ...one, ...named('Post') }]),
      contents: [
        { ...one, ...named('Post') },
        { code: 'B', html: 'Post', plain: 'Post', gathered },
      ],
    },
    corrections: [correction('B', 'Milk', 'Cheese')],
    html: null,
  },
  {
    name: 'has the title of a headline whose line continues one with many feeds',
    message: messageOf([one, { ...two, gathered }]),
    corrections: [correction('B', 'Milk', 'Cheese')],
    html: `${one.html}\n${line('B', 'Cheese').html}`,
  },
  {
    name: 'whose headline was taken back stays',
    message: messageOf([{ ...one, isRetracted: true }]),
    html: null,
  },
  { name: 'that left the headline out stays', message: messageOf([{ code: 'A', html: '', plain: '' }]), html: null },
]

it.each(cases)('a message $name', ({ message, corrections = [toButter], html, left = 0 }) => {
  const corrected = correctedMessage(message, corrections, 'Untitled')
  expect(corrected.message?.html ?? null).toBe(html)
  expect([corrected.left.length, corrected.made.length]).toEqual([left, corrections.length - left])
  for (const content of corrected.message?.contents ?? []) expect(corrected.message?.html).toContain(content.html)
})
