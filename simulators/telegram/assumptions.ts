/** The simulated Telegram's assumptions about the real one: each is tried in a test channel and has an expected result. */
import { type Assumption, idOf, message, NOT_MODIFIED, outcomeOf, probe, refusal, send, text } from './assumption.ts'
import { MAX_DATA_BYTES } from './markup.ts'
import { markupAssumptions } from './markup-assumptions.ts'
import { mediaAssumptions } from './media-assumptions.ts'
import { MAX_UNITS } from './message-text.ts'
import { MAX_ENTITIES } from './normalise-entities.ts'

export const assumptions: readonly Assumption[] = [
  {
    name: 'message ids in a channel are consecutive',
    why: 'after a lost answer, a message is searched for after the last known id',
    expected: 'ids 1 apart, 1 apart',
    try: async (testChannel) => {
      const ids = []
      for (const word of ['one', 'two', 'three']) ids.push(idOf(await send(testChannel, { text: word })))
      const [one = 0, two = 0, three = 0] = ids
      return `ids ${two - one} apart, ${three - two} apart`
    },
  },
  {
    name: 'a probe of the bot’s own post says that nothing changed',
    why: 'the message has been sent',
    expected: NOT_MODIFIED,
    try: async (testChannel) =>
      outcomeOf(await probe(testChannel, idOf(await send(testChannel, { text: 'probe me' })))),
  },
  {
    name: 'a probe after the last post finds nothing',
    why: 'the message has not been sent',
    expected: '400 Bad Request: message to edit not found',
    try: async (testChannel) => {
      const last = idOf(await send(testChannel, { text: 'the last one' }))
      return outcomeOf(await probe(testChannel, last + 1))
    },
  },
  {
    name: 'a probe of a deleted post finds nothing',
    why: 'a gap in the ids does not end the search',
    expected: '400 Bad Request: message to edit not found',
    try: async (testChannel) => {
      const { call, channel } = testChannel
      const id = idOf(await send(testChannel, { text: 'to be deleted' }))
      await call('deleteMessage', { chat_id: channel, message_id: id })
      return outcomeOf(await probe(testChannel, id))
    },
  },
  {
    name: 'a probe of somebody else’s post is refused',
    why: 'the search tells it from the bot’s own posts',
    expected: "400 Bad Request: message can't be edited",
    try: async (testChannel) =>
      testChannel.foreignPost === null ? 'unknown' : outcomeOf(await probe(testChannel, testChannel.foreignPost)),
  },
  {
    name: `a message may have ${MAX_UNITS} units`,
    why: 'longer digests are split',
    expected: 'ok',
    try: async (testChannel) => outcomeOf(await send(testChannel, { text: text(MAX_UNITS) })),
  },
  refusal(
    `a message of ${MAX_UNITS + 1} units is refused`,
    'as above',
    '400 Bad Request: message is too long',
    (testChannel) => send(testChannel, { text: text(MAX_UNITS + 1) }),
  ),
  {
    name: 'the text without its markup counts, in UTF-16 units',
    why: 'links and bold text do not make a digest longer',
    expected: 'ok',
    try: async (testChannel) => {
      const markup = `<a href="https://example.com/${text(500)}">${'😀'.repeat(MAX_UNITS / 2)}</a>`
      return outcomeOf(await send(testChannel, { text: markup, parse_mode: 'HTML' }))
    },
  },
  {
    name: `entities beyond ${MAX_ENTITIES} are dropped silently`,
    why: 'a digest with more links would lose them',
    expected: `${MAX_ENTITIES} entities`,
    try: async (testChannel) => {
      const links = Array.from({ length: 110 }, (_, at) => `<a href="https://example.com/${at}">x</a>`).join(' ')
      const sent = await send(testChannel, {
        text: links,
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      })
      const entities = message(sent)['entities']
      return sent.ok ? `${Array.isArray(entities) ? entities.length : 0} entities` : outcomeOf(sent)
    },
  },
  refusal(
    'an empty message is refused',
    'empty digests are not sent',
    '400 Bad Request: message text is empty',
    (testChannel) => send(testChannel, { text: '' }),
  ),
  refusal('a message of white space is refused', 'as above', '400 Bad Request: text must be non-empty', (testChannel) =>
    send(testChannel, { text: ' \n ' }),
  ),
  {
    name: 'invalid HTML is refused',
    why: 'the digest is then sent as plain text',
    expected: "400 Bad Request: can't parse entities",
    try: async (testChannel) =>
      outcomeOf(await send(testChannel, { text: '<b>never closed', parse_mode: 'HTML' }))
        .split(':')
        .slice(0, 2)
        .join(':'),
  },
  refusal(
    'an unknown tag is refused',
    'as above',
    '400 Bad Request: can\'t parse entities: Unsupported start tag "h1" at byte offset 0',
    (testChannel) => send(testChannel, { text: '<h1>x</h1>', parse_mode: 'HTML' }),
  ),
  ...markupAssumptions,
  refusal(
    'an unknown chat is not found',
    'the channel is reported and paused',
    '400 Bad Request: chat not found',
    ({ call }) => call('sendMessage', { chat_id: -1_000_000_000_001, text: 'x' }),
  ),
  refusal(
    'a person who never wrote to the bot gets no messages',
    'the bot does not try again',
    '400 Bad Request: chat not found',
    ({ call }) => call('sendMessage', { chat_id: 1, text: 'x' }),
  ),
  refusal(
    'an unknown method is not found',
    'a wrong method and a wrong token are different problems',
    '404 Not Found: method not found',
    ({ call }) => call('sendNothing', {}),
  ),
  {
    name: 'the bot sees its own rights in the channel',
    why: 'missing and superfluous rights are reported',
    expected: 'administrator, may post',
    try: async ({ call, channel, bot }) => {
      const member = message(await call('getChatMember', { chat_id: channel, user_id: bot }))
      return `${String(member['status'])}, ${member['can_post_messages'] === true ? 'may post' : 'may not post'}`
    },
  },
  {
    name: 'a stranger is not a member',
    why: 'each command checks that its sender is an administrator',
    expected: 'refused or left',
    try: async ({ call, channel }) => {
      const answer = await call('getChatMember', { chat_id: channel, user_id: 777_000 })
      return !answer.ok || message(answer)['status'] === 'left' ? 'refused or left' : 'a member'
    },
  },
  {
    name: `callback data has at most ${MAX_DATA_BYTES} bytes`,
    why: 'buttons have shorter data',
    expected: '400 Bad Request: BUTTON_DATA_INVALID',
    try: async (testChannel) => {
      const keyboard = (bytes: number) => ({ inline_keyboard: [[{ text: 'x', callback_data: text(bytes) }]] })
      const most = await send(testChannel, { text: 'fits', reply_markup: keyboard(MAX_DATA_BYTES) })
      if (!most.ok) return outcomeOf(most)
      return outcomeOf(await send(testChannel, { text: 'not', reply_markup: keyboard(MAX_DATA_BYTES + 1) }))
    },
  },
  {
    name: 'an edit that changes nothing is refused as such',
    why: 'a headline can be retracted twice',
    expected: NOT_MODIFIED,
    try: async (testChannel) => {
      const { call, channel } = testChannel
      const id = idOf(await send(testChannel, { text: 'unchanged' }))
      return outcomeOf(await call('editMessageText', { chat_id: channel, message_id: id, text: 'unchanged' }))
    },
  },
  ...mediaAssumptions,
  {
    name: 'a webhook has the requested kinds of updates',
    why: '`npm run deploy` compares them',
    expected: 'as requested, or not set',
    try: async ({ call, updateKinds }) => {
      const info = message(await call('getWebhookInfo', {}))
      const kinds = info['allowed_updates']
      if (kinds === undefined) return 'as requested, or not set'
      return Array.isArray(kinds) && kinds.every((kind) => updateKinds.includes(kind))
        ? 'as requested, or not set'
        : String(kinds)
    },
  },
]
