/** The simulated Telegram's data: plain, readonly JSON. Names in snake_case are the Bot API's own. */

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

export type ChatType = 'private' | 'group' | 'supergroup' | 'channel'

/** core.telegram.org/bots/api#chatadministratorrights */
export const rightNames = [
  'is_anonymous',
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
  'can_post_messages',
  'can_edit_messages',
  'can_pin_messages',
  'can_manage_topics',
] as const
export type RightName = (typeof rightNames)[number]
/** A missing right is not held. */
export type Rights = Readonly<Partial<Record<RightName, boolean>>>

export interface PersonSeed {
  readonly firstName: string
  readonly lastName?: string
  /** Without the @. */
  readonly username?: string
  /** IETF tag, as clients report it: `en`, `zh-hans`. */
  readonly languageCode?: string
  /** Missing: the simulator chooses one. */
  readonly id?: number
}

export interface Person {
  readonly id: number
  readonly firstName: string
  readonly lastName: string | null
  readonly username: string | null
  readonly languageCode: string | null
  readonly deactivated: boolean
  /** Has written to the bot, which may not write to them before. */
  readonly started: boolean
  readonly blockedBot: boolean
}

export interface BotProfile {
  readonly id: number
  readonly firstName: string
  readonly username: string
  /** By language code; '' is the default. */
  readonly descriptions: Readonly<Record<string, string>>
  readonly shortDescriptions: Readonly<Record<string, string>>
  /** By scope (its JSON) and language, as `<scope>|<language>`. */
  readonly commands: Readonly<Record<string, readonly BotCommand[]>>
  readonly defaultRights: { readonly groups: Rights | null; readonly channels: Rights | null }
}

export interface BotCommand {
  readonly command: string
  readonly description: string
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked'

export interface Member {
  readonly user: number
  readonly status: MemberStatus
  /** For administrators; creators hold all rights. */
  readonly rights: Rights
  /** For restricted members: whether they may write. */
  readonly maySend: boolean
}

export interface Topic {
  /** message_thread_id; the General topic has 1. */
  readonly id: number
  readonly name: string
  readonly closed: boolean
}

export interface Chat {
  /** A private chat has its person's id. */
  readonly id: number
  readonly type: ChatType
  /** '' in private chats. */
  readonly title: string
  readonly username: string | null
  readonly forum: boolean
  readonly topics: readonly Topic[]
  readonly members: readonly Member[]
  /** Whether members who are not administrators may write; groups only. */
  readonly membersMaySend: boolean
  readonly migratedTo: number | null
  readonly migratedFrom: number | null
  readonly deleted: boolean
}

/** core.telegram.org/bots/api#messageentity; offsets and lengths in UTF-16 units. */
export interface Entity {
  readonly type: EntityType
  readonly offset: number
  readonly length: number
  /** text_link */
  readonly url?: string
  /** text_mention */
  readonly user?: number
  /** pre */
  readonly language?: string
  /** custom_emoji */
  readonly custom_emoji_id?: string
  /** date_time: seconds */
  readonly unix_time?: number
  readonly date_time_format?: string
}
export type EntityType =
  | 'mention'
  | 'hashtag'
  | 'cashtag'
  | 'bot_command'
  | 'url'
  | 'email'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'spoiler'
  | 'blockquote'
  | 'expandable_blockquote'
  | 'code'
  | 'pre'
  | 'text_link'
  | 'text_mention'
  | 'custom_emoji'
  | 'date_time'

export interface RichText {
  readonly text: string
  readonly entities: readonly Entity[]
}

/** core.telegram.org/bots/api#inlinekeyboardbutton */
export const buttonStyles = ['danger', 'success', 'primary'] as const
export type ButtonStyle = (typeof buttonStyles)[number]

/** An inline button of a kind that the simulator supports. */
export type InlineButton = { readonly style?: ButtonStyle } & InlineButtonKind
type InlineButtonKind =
  | { readonly kind: 'callback'; readonly text: string; readonly data: string }
  | { readonly kind: 'url'; readonly text: string; readonly url: string }
  | { readonly kind: 'web_app'; readonly text: string; readonly url: string }
  | { readonly kind: 'switch_inline'; readonly text: string; readonly query: string; readonly here: boolean }
  | { readonly kind: 'copy_text'; readonly text: string; readonly copies: string }

/** core.telegram.org/bots/api#keyboardbuttonrequestchat */
export interface ChatRequest {
  readonly id: number
  readonly channel: boolean
  readonly forum: boolean | null
  readonly hasUsername: boolean | null
  /** Only chats that the person created. */
  readonly created: boolean
  readonly userRights: Rights | null
  readonly botRights: Rights | null
  readonly botIsMember: boolean
  readonly requestsTitle: boolean
  readonly requestsUsername: boolean
}

export interface ReplyButton {
  readonly text: string
  readonly requestChat: ChatRequest | null
}

export type Markup =
  | { readonly kind: 'inline'; readonly rows: readonly (readonly InlineButton[])[] }
  | {
      readonly kind: 'reply'
      readonly rows: readonly (readonly ReplyButton[])[]
      readonly oneTime: boolean
      readonly resize: boolean
      readonly persistent: boolean
      readonly placeholder: string | null
    }
  | { readonly kind: 'remove' }
  | { readonly kind: 'force-reply'; readonly placeholder: string | null }

export interface LinkPreview {
  readonly disabled: boolean
  readonly url: string | null
  readonly small: boolean
  readonly large: boolean
  readonly above: boolean
}

/** A service message. */
export type Service =
  | { readonly kind: 'joined'; readonly users: readonly number[] }
  | { readonly kind: 'left'; readonly user: number }
  | { readonly kind: 'migrated-to'; readonly chat: number }
  | { readonly kind: 'migrated-from'; readonly chat: number }
  | { readonly kind: 'topic-created'; readonly name: string }
  | { readonly kind: 'topic-closed' }
  | { readonly kind: 'topic-reopened' }
  | {
      readonly kind: 'chat-shared'
      readonly request: number
      readonly chat: number
      readonly title: string | null
      readonly username: string | null
    }

export type Sender =
  /** A person or the bot. */
  | { readonly kind: 'user'; readonly id: number }
  /** A channel post or an anonymous administrator: the chat is the sender. `by` is the real author. */
  | { readonly kind: 'chat'; readonly id: number; readonly by: number }

export type Origin =
  /** A channel post, or a message of an anonymous administrator of a group. */
  | { readonly kind: 'channel'; readonly chat: number; readonly message: number; readonly date: number }
  | { readonly kind: 'user'; readonly user: number; readonly date: number }

/** A sent text file; the message's text is its caption. */
export interface TextDocument {
  readonly id: string
  readonly name: string
  readonly mime: string
  /** Bytes. */
  readonly size: number
  /** Its path on the Bot API server. */
  readonly path: string
  readonly text: string
}

export interface Message {
  readonly chat: number
  readonly id: number
  readonly thread: number | null
  /** Unix seconds. */
  readonly date: number
  readonly editDate: number | null
  readonly deleted: boolean
  readonly sender: Sender
  /** Whether the bot sent it. */
  readonly byBot: boolean
  readonly text: string
  readonly entities: readonly Entity[]
  readonly markup: Markup | null
  readonly service: Service | null
  readonly document: TextDocument | null
  /** The address of its picture, of which the text is the caption; null: it is no photo. */
  readonly photo: string | null
  /** The text and the links are those of its blocks. */
  readonly rich: RichContent | null
  readonly location: Location | null
  readonly silent: boolean
  readonly protected: boolean
  readonly preview: LinkPreview
  readonly replyTo: number | null
  readonly origin: Origin | null
}

/** The content of a rich message, and its text without formatting. */
export interface RichContent extends RichText {
  readonly html: string
  readonly isRtl: boolean
}

/** A point on the map, in degrees. */
export interface Location {
  readonly latitude: number
  readonly longitude: number
}
