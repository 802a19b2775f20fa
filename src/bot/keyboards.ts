/** The keyboards of the bot's messages. */
import type { Texts } from '../i18n/texts.ts'
import type { Translator } from '../i18n/translator.ts'
import { limits } from '../limits.ts'
import type { ChannelId } from '../model.ts'
import type { AskedText } from '../store/people.ts'
import type { ButtonStyle } from '../telegram/methods.ts'
import { textWidth } from '../text/text-width.ts'
import {
  type CallbackData,
  type CallbackKind,
  type ScreenName,
  type SettingName,
  writeCallbackData,
} from './callback-data.ts'

/** A button under a message. */
export interface Button {
  readonly text: string
  readonly callback_data: string
  readonly style?: ButtonStyle
}

export type Rows = readonly (readonly Button[])[]

/** A screen of the menu, or any answer with buttons under it. */
export interface Screen {
  /** Telegram HTML. */
  readonly html: string
  readonly rows: Rows
}

const { buttonCharacters } = limits.bot

/** Red: what the press deletes or ends. Blue or green: the one thing that most people want next. Others have no style. */
const styles: Readonly<Partial<Record<CallbackKind, ButtonStyle>>> = {
  forget: 'danger',
  remove: 'danger',
  clear: 'danger',
  erase: 'danger',
  dismiss: 'danger',
  leave: 'danger',
  post: 'primary',
  watch: 'primary',
  resume: 'success',
}

export function button(text: string, data: CallbackData): Button {
  const short = text.length > buttonCharacters ? `${[...text].slice(0, buttonCharacters - 1).join('')}…` : text
  const style = styles[data.kind]
  return { text: short, callback_data: writeCallbackData(data), ...(style === undefined ? {} : { style }) }
}

/** A button that shows a screen. `at`: the page of a list, or the id of a feed. */
export function screenButton(text: string, screen: ScreenName, channel: ChannelId, at = 0): Button {
  return button(text, { kind: 'go', screen, at, channel })
}

/** A button that asks for a text. `at`: id of the feed it is about; 0: the channel. */
export function askButton(text: string, about: AskedText, channel: ChannelId, at = 0): Button {
  return button(text, { kind: 'ask', about, at, channel })
}

/** The text of a button whose value may be set: a tick says that it is. */
export function ticked(isSet: boolean, text: string): string {
  return isSet ? `✓ ${text}` : text
}

/** A button that sets a setting to a value. */
export function settingButton(
  text: string,
  setting: SettingName,
  value: string,
  channel: ChannelId,
  isSet: boolean,
): Button {
  return button(ticked(isSet, text), { kind: 'set', setting, value, channel })
}

/** A button that switches a setting on or off. */
export function switchButton(text: string, setting: SettingName, channel: ChannelId, isOn: boolean): Button {
  return settingButton(text, setting, isOn ? 'off' : 'on', channel, isOn)
}

/** Room of a button in Latin letters, by how many share its row on a phone of 360 dp. */
export const buttonWidths = [34, 20, 13] as const

/** A row as it is, or in several rows if a button would be cut: words are longer in some languages. */
function fittingRows(row: readonly Button[]): Rows {
  const isFitting = (perRow: number) =>
    row.every(({ text }) => textWidth(text) <= (buttonWidths[perRow - 1] ?? Number.POSITIVE_INFINITY))
  const perRow = [row.length, 2].find((each) => each <= row.length && isFitting(each)) ?? 1
  return Array.from({ length: Math.ceil(row.length / perRow) }, (_, at) => row.slice(at * perRow, (at + 1) * perRow))
}

/** @returns undefined where there are no buttons */
export function inlineKeyboard(rows: Rows) {
  const filled = rows.filter((row) => row.length > 0).flatMap(fittingRows)
  return filled.length === 0 ? undefined : { inline_keyboard: filled }
}

/** Asks what to do with the headlines that have waited. */
export function backlogButtons(texts: Pick<Texts, 'backlogButtons'>, id: ChannelId): Rows {
  const { newest, all, none } = texts.backlogButtons
  return [
    [
      button(newest, { kind: 'keep', keep: limits.bot.newestKept, channel: id }),
      button(all, { kind: 'keep', keep: 'all', channel: id }),
      button(none, { kind: 'keep', keep: 0, channel: id }),
    ],
  ]
}

/** Asks whether to take back a headline that its publisher seems to have withdrawn. */
export function withdrawnButtons(
  { menu: { buttons } }: Texts,
  { id, code }: { readonly id: ChannelId; readonly code: string },
): Rows {
  return [[button(buttons.takeBack, { kind: 'retract', code, channel: id }), button(buttons.keep, { kind: 'cancel' })]]
}

/** The right to post is the only one asked for: core.telegram.org/bots/api#chatadministratorrights */
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

/** A keyboard to choose a channel or a group with. Telegram adds the bot to the chosen chat: core.telegram.org/bots/api#keyboardbuttonrequestchat */
export function chooserKeyboard({ text }: Translator) {
  const channelRights = { ...rights, can_post_messages: true, can_edit_messages: false }
  return {
    keyboard: [
      [
        {
          text: text('buttons.chooseChannel'),
          request_chat: {
            request_id: 1,
            chat_is_channel: true,
            user_administrator_rights: channelRights,
            bot_administrator_rights: channelRights,
          },
        },
        {
          text: text('buttons.chooseGroup'),
          request_chat: { request_id: 2, chat_is_channel: false, bot_is_member: true },
        },
      ],
    ],
    resize_keyboard: true,
    one_time_keyboard: true,
  }
}
