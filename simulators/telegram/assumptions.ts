/** The simulated Telegram's assumptions about the real one, each as an experiment in a test channel with its expected result. */
import { MOST as MOST_ENTITIES } from './entities.ts'
import { MOST_DATA_BYTES } from './markup.ts'
import { MOST_UNITS } from './text.ts'

/** An answer of the Bot API. */
export type Observed =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: number; readonly description: string }

export interface Laboratory {
  /** The test channel. */
  readonly channel: number | string
  /** The bot's own id. */
  readonly bot: number
  readonly call: (method: string, parameters: object) => Promise<Observed>
  /** Id of a post in the channel by somebody else; null: none. */
  readonly foreignPost: number | null
  /** The kinds of updates that the webhook requests. */
  readonly updateKinds: readonly string[]
  /** Waits: Telegram allows one message a second per chat. */
  readonly rest: () => Promise<void>
}

export interface Assumption {
  readonly name: string
  /** Why Paperboy relies on it. */
  readonly why: string
  /** @returns the result as text; `unknown`: it could not be tried */
  readonly try: (laboratory: Laboratory) => Promise<string>
  readonly expected: string
}

const text = (units: number) => 'a'.repeat(units)
const message = (observed: Observed): Record<string, unknown> =>
  observed.ok && typeof observed.result === 'object' && observed.result !== null
    ? (observed.result as Record<string, unknown>)
    : {}
const idOf = (observed: Observed): number => Number(message(observed)['message_id'] ?? Number.NaN)
const said = (observed: Observed) => (observed.ok ? 'ok' : `${observed.code} ${observed.description}`)

async function send({ call, channel, rest }: Laboratory, parameters: object): Promise<Observed> {
  const answer = await call('sendMessage', { chat_id: channel, disable_notification: true, ...parameters })
  await rest()
  return answer
}

const refusal = (
  name: string,
  why: string,
  expected: string,
  act: (laboratory: Laboratory) => Promise<Observed>,
): Assumption => ({ name, why, expected, try: async (laboratory) => said(await act(laboratory)) })

/** A probe: an edit without a markup (cycle/reconcile.ts). */
const probe = ({ call, channel }: Laboratory, id: number) =>
  call('editMessageReplyMarkup', { chat_id: channel, message_id: id })

const NOT_MODIFIED =
  '400 Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

export const assumptions: readonly Assumption[] = [
  {
    name: 'message ids in a channel are consecutive',
    why: 'a message whose answer was lost is looked for behind the last known id',
    expected: 'ids 1 apart, 1 apart',
    try: async (laboratory) => {
      const ids = []
      for (const word of ['one', 'two', 'three']) ids.push(idOf(await send(laboratory, { text: word })))
      const [one = 0, two = 0, three = 0] = ids
      return `ids ${two - one} apart, ${three - two} apart`
    },
  },
  {
    name: 'a probe of the bot’s own post says that nothing changed',
    why: 'so it is known to have been sent',
    expected: NOT_MODIFIED,
    try: async (laboratory) => said(await probe(laboratory, idOf(await send(laboratory, { text: 'probe me' })))),
  },
  {
    name: 'a probe behind the last post finds nothing',
    why: 'so it is known not to have been sent',
    expected: '400 Bad Request: message to edit not found',
    try: async (laboratory) => {
      const last = idOf(await send(laboratory, { text: 'the last one' }))
      return said(await probe(laboratory, last + 1))
    },
  },
  {
    name: 'a probe of a deleted post finds nothing',
    why: 'a gap in the ids ends no search',
    expected: '400 Bad Request: message to edit not found',
    try: async (laboratory) => {
      const { call, channel } = laboratory
      const id = idOf(await send(laboratory, { text: 'soon gone' }))
      await call('deleteMessage', { chat_id: channel, message_id: id })
      return said(await probe(laboratory, id))
    },
  },
  {
    name: 'a probe of another’s post is refused',
    why: 'it differs from one of the bot’s own',
    expected: "400 Bad Request: message can't be edited",
    try: async (laboratory) =>
      laboratory.foreignPost === null ? 'unknown' : said(await probe(laboratory, laboratory.foreignPost)),
  },
  {
    name: `a message holds ${MOST_UNITS} units`,
    why: 'digests are split by it',
    expected: 'ok',
    try: async (laboratory) => said(await send(laboratory, { text: text(MOST_UNITS) })),
  },
  refusal('and not one more', 'as above', '400 Bad Request: message is too long', (laboratory) =>
    send(laboratory, { text: text(MOST_UNITS + 1) }),
  ),
  {
    name: 'units are counted after the HTML is read, in UTF-16',
    why: 'links and bold letters cost no room in a digest',
    expected: 'ok',
    try: async (laboratory) => {
      const markup = `<a href="https://example.com/${text(500)}">${'😀'.repeat(MOST_UNITS / 2)}</a>`
      return said(await send(laboratory, { text: markup, parse_mode: 'HTML' }))
    },
  },
  {
    name: `of more than ${MOST_ENTITIES} entities the rest is dropped without a word`,
    why: 'a digest with more links would lose them',
    expected: `${MOST_ENTITIES} entities`,
    try: async (laboratory) => {
      const links = Array.from({ length: 110 }, (_, at) => `<a href="https://example.com/${at}">x</a>`).join(' ')
      const sent = await send(laboratory, {
        text: links,
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      })
      const entities = message(sent)['entities']
      return sent.ok ? `${Array.isArray(entities) ? entities.length : 0} entities` : said(sent)
    },
  },
  refusal(
    'an empty message is refused',
    'empty digests are not sent',
    '400 Bad Request: message text is empty',
    (laboratory) => send(laboratory, { text: '' }),
  ),
  refusal('blanks are an empty message', 'as above', '400 Bad Request: text must be non-empty', (laboratory) =>
    send(laboratory, { text: ' \n ' }),
  ),
  {
    name: 'HTML that does not fit is refused with the place',
    why: 'it is then sent as plain text',
    expected: "400 Bad Request: can't parse entities",
    try: async (laboratory) =>
      said(await send(laboratory, { text: '<b>never closed', parse_mode: 'HTML' }))
        .split(':')
        .slice(0, 2)
        .join(':'),
  },
  refusal(
    'an unknown tag is refused',
    'as above',
    '400 Bad Request: can\'t parse entities: Unsupported start tag "h1" at byte offset 0',
    (laboratory) => send(laboratory, { text: '<h1>x</h1>', parse_mode: 'HTML' }),
  ),
  refusal(
    'an unknown chat is not found',
    'such a channel is reported and paused',
    '400 Bad Request: chat not found',
    ({ call }) => call('sendMessage', { chat_id: -1_000_000_000_001, text: 'x' }),
  ),
  refusal(
    'a person who never wrote cannot be written to',
    'such a person is not tried again',
    '400 Bad Request: chat not found',
    ({ call }) => call('sendMessage', { chat_id: 1, text: 'x' }),
  ),
  refusal(
    'an unknown method is not found',
    'a wrong call differs from a wrong token',
    '404 Not Found: method not found',
    ({ call }) => call('sendNothing', {}),
  ),
  {
    name: 'the bot sees its own rights in the channel',
    why: 'missing and excess rights are reported',
    expected: 'administrator, may post',
    try: async ({ call, channel, bot }) => {
      const member = message(await call('getChatMember', { chat_id: channel, user_id: bot }))
      return `${String(member['status'])}, ${member['can_post_messages'] === true ? 'may post' : 'may not post'}`
    },
  },
  {
    name: 'a stranger is no member',
    why: 'administrators are checked each time',
    expected: 'refused or left',
    try: async ({ call, channel }) => {
      const answer = await call('getChatMember', { chat_id: channel, user_id: 777_000 })
      return !answer.ok || message(answer)['status'] === 'left' ? 'refused or left' : 'a member'
    },
  },
  {
    name: 'a callback carries 64 bytes',
    why: 'buttons are made to fit',
    expected: '400 Bad Request: BUTTON_DATA_INVALID',
    try: async (laboratory) => {
      const keyboard = (bytes: number) => ({ inline_keyboard: [[{ text: 'x', callback_data: text(bytes) }]] })
      const most = await send(laboratory, { text: 'fits', reply_markup: keyboard(MOST_DATA_BYTES) })
      if (!most.ok) return said(most)
      return said(await send(laboratory, { text: 'not', reply_markup: keyboard(MOST_DATA_BYTES + 1) }))
    },
  },
  {
    name: 'an edit that changes nothing says so',
    why: 'retracting a headline twice is harmless',
    expected: NOT_MODIFIED,
    try: async (laboratory) => {
      const { call, channel } = laboratory
      const id = idOf(await send(laboratory, { text: 'as it is' }))
      return said(await call('editMessageText', { chat_id: channel, message_id: id, text: 'as it is' }))
    },
  },
  {
    name: 'a webhook’s updates are of the kinds that were asked for',
    why: 'npm run deploy compares them',
    expected: 'known or not set',
    try: async ({ call, updateKinds }) => {
      const info = message(await call('getWebhookInfo', {}))
      const kinds = info['allowed_updates']
      if (kinds === undefined) return 'known or not set'
      return Array.isArray(kinds) && kinds.every((kind) => updateKinds.includes(kind))
        ? 'known or not set'
        : String(kinds)
    },
  },
]
