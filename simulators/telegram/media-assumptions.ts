/** Assumptions about photos, buttons with links, and rich messages. */
import {
  type Assumption,
  idOf,
  NOT_MODIFIED,
  type Observed,
  outcomeOf,
  probe,
  refusal,
  send,
  type TestChannel,
  text,
} from './assumption.ts'
import { MAX_CAPTION_UNITS } from './message-text.ts'
import { MAX_RICH_BLOCKS, MAX_RICH_CHARACTERS } from './rich-message.ts'

const photo = 'https://telegram.org/img/t_logo.png'
const button = (url: string) => ({ reply_markup: { inline_keyboard: [[{ text: 'Listen', url }]] } })
const sendPhoto = (testChannel: TestChannel, parameters: object) =>
  send(testChannel, { photo, ...parameters }, 'sendPhoto')
const sendRich = (testChannel: TestChannel, html: string, more: object = {}) =>
  send(testChannel, { rich_message: { html, skip_entity_detection: true, ...more } }, 'sendRichMessage')
/** Accepted or not: the documentation does not say how rich messages are refused. */
const isTaken = (observed: Observed) => (observed.ok ? 'ok' : String(observed.code))

export const mediaAssumptions: readonly Assumption[] = [
  {
    name: 'a photo is sent by its address, with a caption',
    why: 'cards are photos',
    expected: 'ok',
    try: async (testChannel) => outcomeOf(await sendPhoto(testChannel, { caption: '<b>a</b>', parse_mode: 'HTML' })),
  },
  {
    name: `a caption may have ${MAX_CAPTION_UNITS} units`,
    why: 'longer cards are texts with a preview',
    expected: 'ok, 400 Bad Request: message caption is too long',
    try: async (testChannel) => {
      const outcomes: string[] = []
      for (const units of [MAX_CAPTION_UNITS, MAX_CAPTION_UNITS + 1])
        outcomes.push(outcomeOf(await sendPhoto(testChannel, { caption: text(units) })))
      return outcomes.join(', ')
    },
  },
  refusal(
    'a page is no photo',
    'the card is sent with a preview',
    '400 Bad Request: wrong type of the web page content',
    (testChannel) => sendPhoto(testChannel, { photo: 'https://telegram.org/' }),
  ),
  refusal(
    'a picture on a host that does not exist is refused',
    'the card is sent with a preview',
    '400 Bad Request: failed to get HTTP URL content',
    (testChannel) => sendPhoto(testChannel, { photo: 'https://paperboy.invalid/photo.png' }),
  ),
  {
    name: 'a probe with the same buttons says that nothing changed, and keeps them',
    why: 'a message with a button is found after a lost answer',
    expected: NOT_MODIFIED,
    try: async (testChannel) => {
      const markup = button('https://example.com/1.mp3')
      const id = idOf(await send(testChannel, { text: 'with a button', ...markup }))
      return outcomeOf(await probe(testChannel, id, markup))
    },
  },
  {
    name: 'a button leads to a web address',
    why: 'a message with another button is sent without it',
    expected: 'ok, 400',
    try: async (testChannel) => {
      const outcomes: string[] = []
      for (const url of ['https://example.com/1.mp3', 'javascript:alert(1)'])
        outcomes.push(isTaken(await send(testChannel, { text: 'with a button', ...button(url) })))
      return outcomes.join(', ')
    },
  },
  {
    name: 'the caption of a photo is edited as a caption, and keeps the buttons that come with the edit',
    why: 'headlines of cards are taken back',
    expected: `ok, ${NOT_MODIFIED}, 400 Bad Request: there is no text in the message to edit`,
    try: async (testChannel) => {
      const { call, channel } = testChannel
      const markup = button('https://example.com/1.mp3')
      const id = idOf(await sendPhoto(testChannel, { caption: 'one', ...markup }))
      const edit = { chat_id: channel, message_id: id, ...markup }
      const first = await call('editMessageCaption', { ...edit, caption: 'two' })
      const again = await call('editMessageCaption', { ...edit, caption: 'two' })
      const asText = await call('editMessageText', { ...edit, text: 'three' })
      return [first, again, asText].map(outcomeOf).join(', ')
    },
  },
  {
    name: 'a rich message has headings, lists, links and folded parts',
    why: 'digests of the layout “rich”',
    expected: 'ok',
    try: async (testChannel) =>
      outcomeOf(
        await sendRich(
          testChannel,
          '<h2>Digest</h2><h3>A &amp; B</h3><ul><li><a href="https://example.com/1">one</a> (also: <a href="https://example.com/2">two</a>)<br>more</li></ul><details><summary>1 more</summary><ul><li>three</li></ul></details><footer>The end</footer>',
        ),
      ),
  },
  {
    name: `a rich message may have ${MAX_RICH_CHARACTERS} characters`,
    why: 'longer digests are split',
    expected: 'ok, 400',
    try: async (testChannel) => {
      const outcomes: string[] = []
      for (const units of [MAX_RICH_CHARACTERS, MAX_RICH_CHARACTERS + 1])
        outcomes.push(isTaken(await sendRich(testChannel, `<p>${text(units)}</p>`)))
      return outcomes.join(', ')
    },
  },
  {
    name: `${MAX_RICH_BLOCKS / 2 - 1} items of a list and the list are not more than ${MAX_RICH_BLOCKS} blocks`,
    why: 'an item counts as two blocks, its own and its paragraph',
    expected: 'ok',
    try: async (testChannel) =>
      isTaken(await sendRich(testChannel, `<ul>${'<li>x</li>'.repeat(MAX_RICH_BLOCKS / 2 - 1)}</ul>`)),
  },
  {
    name: 'a rich message with an unknown tag, entity or second form is refused',
    why: 'the ordinary digest replaces it',
    expected: '400, 400, 400',
    try: async (testChannel) => {
      const unknownTag = await sendRich(testChannel, '<center>x</center>')
      const unknownEntity = await sendRich(testChannel, '<p>&eacute;</p>')
      const twoForms = await sendRich(testChannel, '<p>x</p>', { markdown: 'x' })
      return [unknownTag, unknownEntity, twoForms].map(isTaken).join(', ')
    },
  },
  {
    name: 'a rich message is probed and edited as a text is',
    why: 'lost answers, and headlines that are taken back',
    expected: `${NOT_MODIFIED}, ok, ${NOT_MODIFIED}`,
    try: async (testChannel) => {
      const { call, channel } = testChannel
      const id = idOf(await sendRich(testChannel, '<p>one</p>'))
      const probed = await probe(testChannel, id)
      const rich_message = { html: '<p><s>one</s></p>', skip_entity_detection: true }
      const edit = () => call('editMessageText', { chat_id: channel, message_id: id, rich_message })
      return [probed, await edit(), await edit()].map(outcomeOf).join(', ')
    },
  },
]
