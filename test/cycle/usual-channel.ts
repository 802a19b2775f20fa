/** A channel with the settings of a new one. */
import * as v from 'valibot'
import { usualLook } from '../../src/look.ts'
import { type Channel, channelId, chatIdSchema, userIdSchema } from '../../src/model.ts'

export const OWNER = 1001

export function usualChannel(chat: number, title: string, settings: Partial<Channel> = {}): Channel {
  const id = v.parse(chatIdSchema, chat)
  return {
    id: channelId(id, null),
    chat: id,
    thread: null,
    kind: 'channel',
    title,
    username: null,
    owner: v.parse(userIdSchema, OWNER),
    language: 'en',
    timezone: null,
    schedule: { kind: 'live', gapMinutes: null },
    ...usualLook,
    filter: '',
    pause: null,
    ...settings,
  }
}
