/** A keyboard on which a person picks a channel or a group to share with the bot. */
import type { Words } from '../i18n/words.ts'

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
