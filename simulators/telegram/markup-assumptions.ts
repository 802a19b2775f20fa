/** Assumptions about times, quotes and buttons of messages. */
import * as v from 'valibot'
import { type Assumption, message, outcomeOf, refusal, send } from './assumption.ts'

const entitiesSchema = v.array(
  v.object({ type: v.string(), unix_time: v.optional(v.number()), date_time_format: v.optional(v.string()) }),
)

/** The types of entities, with the values of times. */
function entityNames(entities: unknown): string {
  const read = v.safeParse(entitiesSchema, entities)
  if (!read.success) return 'none'
  return read.output
    .map(({ type, unix_time: time, date_time_format: format }) => [type, time, format].filter(Boolean).join(' '))
    .join(', ')
}

const keyboardSchema = v.object({
  inline_keyboard: v.tuple([v.tuple([v.record(v.string(), v.unknown())])]),
})

function firstButton({ reply_markup: markup }: Record<string, unknown>): Record<string, unknown> {
  const read = v.safeParse(keyboardSchema, markup)
  return read.success ? read.output.inline_keyboard[0][0] : {}
}

export const markupAssumptions: readonly Assumption[] = [
  {
    name: 'a time and an expandable quote are entities',
    why: 'each person sees times in their own zone, and summaries are quotes',
    expected: 'date_time 1647531900 dt, expandable_blockquote',
    try: async (testChannel) => {
      const html =
        '<tg-time unix="1647531900" format="dt">17 Mar</tg-time>\n<blockquote expandable>It says so.</blockquote>'
      const sent = await send(testChannel, { text: html, parse_mode: 'HTML' })
      return sent.ok ? entityNames(message(sent)['entities']) : outcomeOf(sent)
    },
  },
  refusal(
    'a time in an unknown format is refused',
    'the answer is then sent again without it',
    "400 Bad Request: can't parse entities: Invalid date format used",
    (testChannel) =>
      send(testChannel, { text: '<tg-time unix="1647531900" format="x">17 Mar</tg-time>', parse_mode: 'HTML' }),
  ),
  {
    name: 'a button has its style',
    why: 'buttons that delete are red',
    expected: 'danger',
    try: async (testChannel) => {
      const button = { text: 'x', callback_data: 'x', style: 'danger' }
      const sent = await send(testChannel, { text: 'styled', reply_markup: { inline_keyboard: [[button]] } })
      return sent.ok ? String(firstButton(message(sent))['style']) : outcomeOf(sent)
    },
  },
  refusal(
    'a button of an unknown style is refused',
    'the simulated Telegram refuses it too',
    "400 Bad Request: can't parse inline keyboard button: invalid button style specified",
    (testChannel) =>
      send(testChannel, {
        text: 'styled',
        reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x', style: 'red' }]] },
      }),
  ),
  {
    name: 'an unknown field of a button is ignored',
    why: 'an older server does not know the style',
    expected: 'ok',
    try: async (testChannel) => {
      const button = { text: 'x', callback_data: 'x', unheard_of: 'x' }
      return outcomeOf(await send(testChannel, { text: 'more', reply_markup: { inline_keyboard: [[button]] } }))
    },
  },
]
