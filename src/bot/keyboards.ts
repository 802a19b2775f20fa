/** Buttons: what they carry (64 bytes at most), and how that is read back; and keyboards that share a chat. */
import * as v from 'valibot'
import { type ChannelId, channelIdSchema } from '../model.ts'
import type { Button } from './turn.ts'
import type { Words } from './words/vocabulary.ts'

/** What pressing a button means. */
export type Press =
  /** Post what `/add` showed of this feed. */
  | { readonly kind: 'post'; readonly feed: number; readonly channel: ChannelId }
  /** Add one of the feeds that were offered. */
  | { readonly kind: 'choose'; readonly offer: number; readonly index: number; readonly channel: ChannelId }
  /** Put a feed back that was removed. */
  | { readonly kind: 'restore'; readonly feed: number; readonly channel: ChannelId }
  /** Send the newest so many of what waited, or all. */
  | { readonly kind: 'keep'; readonly keep: number | 'all'; readonly channel: ChannelId }

/** Titles of feeds can be long; Telegram shows some 60 characters of a button at best. */
const BUTTON_UNITS = 60

export function button(text: string, press: Press): Button {
  const short = text.length > BUTTON_UNITS ? `${[...text].slice(0, BUTTON_UNITS - 1).join('')}…` : text
  return { text: short, callback_data: dataOf(press) }
}

export function dataOf(press: Press): string {
  switch (press.kind) {
    case 'post':
    case 'restore':
      return `${press.kind}:${press.feed}:${press.channel}`
    case 'choose':
      return `choose:${press.offer}.${press.index}:${press.channel}`
    case 'keep':
      return `keep:${press.keep}:${press.channel}`
  }
}

const pattern = /^(post|restore|choose|keep):([^:]+):(-?\d+(?::\d+)?)$/u
const count = v.pipe(v.string(), v.regex(/^\d{1,12}$/u), v.transform(Number))

/** @returns null for data that this version does not know: a button of another time */
export function readPress(data: string): Press | null {
  const [, kind, detail = '', id] = pattern.exec(data) ?? []
  const channel = v.safeParse(channelIdSchema, id)
  if (!channel.success) return null
  const [first = '', second = ''] = detail.split('.')
  const number = v.safeParse(count, first)
  if (kind === 'keep' && detail === 'all') return { kind, keep: 'all', channel: channel.output }
  if (!number.success) return null
  if (kind === 'keep') return { kind, keep: number.output, channel: channel.output }
  if (kind === 'post' || kind === 'restore') return { kind, feed: number.output, channel: channel.output }
  const index = v.safeParse(count, second)
  return kind === 'choose' && index.success
    ? { kind, offer: number.output, index: index.output, channel: channel.output }
    : null
}

/** What shall become of headlines that waited? */
export function backlogButtons(
  words: Pick<Words, 'backlogButtons'>,
  channel: ChannelId,
): readonly (readonly Button[])[] {
  const { newest, all, none } = words.backlogButtons
  return [
    [
      button(newest, { kind: 'keep', keep: 10, channel }),
      button(all, { kind: 'keep', keep: 'all', channel }),
      button(none, { kind: 'keep', keep: 0, channel }),
    ],
  ]
}

export const SHARE_CHANNEL = 1
export const SHARE_GROUP = 2

/** No right but the one to post: core.telegram.org/bots/api#chatadministratorrights. */
const rights = {
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
}

/** A keyboard on which a person picks a channel or a group; Telegram lets the bot in as it is picked. */
export function chooserKeyboard(words: Pick<Words, 'chooseChannelButton' | 'chooseGroupButton'>) {
  const channelRights = { ...rights, can_post_messages: true, can_edit_messages: false }
  return {
    keyboard: [
      [
        {
          text: words.chooseChannelButton,
          request_chat: {
            request_id: SHARE_CHANNEL,
            chat_is_channel: true,
            user_administrator_rights: channelRights,
            bot_administrator_rights: channelRights,
          },
        },
        {
          text: words.chooseGroupButton,
          request_chat: { request_id: SHARE_GROUP, chat_is_channel: false, bot_is_member: true },
        },
      ],
    ],
    resize_keyboard: true,
    one_time_keyboard: true,
  }
}

/** A text that may be longer than a message, in pieces that are not; lines stay whole. */
export function inChunks(html: string, units = 3500): readonly string[] {
  const chunks: string[] = []
  for (const line of html.split('\n')) {
    const last = chunks.at(-1)
    if (last !== undefined && last.length + line.length < units) chunks[chunks.length - 1] = `${last}\n${line}`
    else chunks.push(line)
  }
  return chunks
}
