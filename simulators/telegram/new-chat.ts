import type { Chat, ChatType } from './model.ts'

/** A chat without members, and with everything else as Telegram creates it. */
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
