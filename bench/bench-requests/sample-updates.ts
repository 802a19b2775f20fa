/** Updates as Telegram sends them, without an ID. */

/** A press on a button. @param from the person's ID */
export function callbackQuery(from: number, data: string) {
  const person = { id: from, is_bot: false, first_name: 'Somebody', language_code: 'en' }
  const message = { message_id: 1, date: 0, chat: { id: from, type: 'private', first_name: 'Somebody' } }
  return { callback_query: { id: '1', from: person, chat_instance: '1', message, data } }
}

/** A report on the reactions to a channel's post. @param id the channel's */
export function reactionsIn(id: number) {
  const chat = { id, type: 'channel', title: 'A channel' }
  const reactions = [{ type: { type: 'emoji', emoji: '👍' }, total_count: 3 }]
  return { message_reaction_count: { chat, message_id: 2, date: 1, reactions } }
}
