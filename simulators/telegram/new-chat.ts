/** A new chat, with the defaults that Telegram gives it and without members. */
import type { Chat, ChatType } from './model.ts'

export function newChat(id: number, type: ChatType): Chat {
  return {
    id,
    type,
    title: '',
    username: null,
    forum: false,
    topics: [],
    members: [],
    membersMaySend: true,
    migratedTo: null,
    migratedFrom: null,
    deleted: false,
  }
}
