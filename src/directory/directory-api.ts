/** The RPC interface of the directory. Parameters and answers are plain data. */

import type { Language } from '../language.ts'
import type { OutsideCalls } from '../metered-object.ts'
import type { ChannelId, ChatId, EpochMs, ReaderCode, UserId } from '../model.ts'
import type { Result, StoreProblem } from '../result.ts'
import type { CallbackState } from '../store/callback-states.ts'
import type { Calls, JournalledCall } from '../store/journal.ts'
import type { Owner, Ownership } from '../store/owners.ts'
import type {
  Acquaintance,
  ChannelEntry,
  FactName,
  ListedChannel,
  Operator,
  Person,
  Question,
  Registration,
} from '../store/people.ts'
import type { Follower, Reader, ReaderLimits } from '../store/readers.ts'
import type { Begun, Unsent } from '../store/updates.ts'
import type { Metered } from '../store/usage.ts'

/** What a cron needs to know. */
export interface CronFacts {
  readonly publicUrl: string | null
  /** What the directory has used today. */
  readonly used: Metered
  /** The channels whose web pages the front door lists. */
  readonly listed: readonly ListedChannel[]
  readonly owners: readonly Ownership[]
}

/** What the front door shows, or depends on. */
export interface FrontDoorFacts {
  readonly channels: readonly Pick<ListedChannel, 'title' | 'username'>[]
  /** The bot's name without the @; null: not known yet. */
  readonly bot: string | null
  /** Somebody has claimed the bot. */
  readonly isOwned: boolean
  /** Fingerprint of the secret with which the webhook was set; null: it was not. */
  readonly secretPrint: string | null
}

/** The channels of a cell that the front door may list. */
export interface ListOfCell {
  readonly cell: number
  readonly channels: readonly ChannelId[]
}

/** Methods that make a change for an update: see store/journal.ts, which stores the names. Facts about the bot may be set twice. */
export const directoryChanges = [
  'setLanguage',
  'claim',
  'invite',
  'accept',
  'dismiss',
  'readmit',
  'setCurrent',
  'ask',
  'register',
  'manage',
  'unmanage',
  'forgetChannel',
  'rename',
  'remember',
  'inviteToSignIn',
  'offerReaders',
  'follow',
  'unfollow',
  'forgetReader',
  'forgetStranger',
] as const satisfies readonly (keyof DirectoryApi)[]
export type DirectoryChange = (typeof directoryChanges)[number]

/** The directory. Each call is one billed request. */
export interface DirectoryApi extends OutsideCalls {
  /** Makes a change for an update, once. @returns what the change returns, or returned the first time */
  act(once: JournalledCall, change: DirectoryChange, values: readonly unknown[]): Promise<unknown>
  /** The journalled calls of an update; null: the directory has none. */
  callsOf(update: number): Promise<Calls | null>
  /** @param calls the items of a JSON array */
  keepCalls(update: number, calls: string, now: EpochMs): Promise<void>
  beginUpdate(id: number, now: EpochMs): Promise<Begun>
  /** The update is still being handled. */
  renewUpdate(id: number, now: EpochMs): Promise<void>
  /** @param unsent replies that did not reach Telegram */
  endUpdate(id: number, unsent: readonly Unsent[]): Promise<void>
  /** @param keep stores the person; people who may not use the bot are not stored */
  meet(
    id: UserId,
    acquaintance: Acquaintance,
    keep: boolean,
  ): Promise<{ readonly person: Person; readonly owners: readonly Ownership[]; readonly reader: Reader | null }>
  owners(): Promise<readonly Owner[]>
  /** Somebody has claimed the bot. */
  isOwned(): Promise<boolean>
  /**
   * The people to notify: those whom the operator named, or else who claimed the bot.
   * @param alertKey a second request with the same key gets an empty list. Null: every request gets them
   */
  operators(named: readonly UserId[], alertKey: string | null): Promise<readonly Operator[]>
  setLanguage(id: UserId, language: Language): Promise<void>
  /** Makes a person the owner unless the bot has another. @returns whether they own it now */
  claim(id: UserId): Promise<boolean>
  /** @returns the code of an invitation that makes one person an owner; it lasts two days */
  invite(by: UserId, now: EpochMs): Promise<string>
  /** @returns whether the invitation was valid */
  accept(code: string, id: UserId, now: EpochMs): Promise<boolean>
  dismiss(id: UserId): Promise<void>
  /** Undoes a dismissal. */
  readmit(id: UserId, by: UserId): Promise<void>
  setCurrent(id: UserId, channel: ChannelId | null): Promise<void>
  ask(id: UserId, question: Question | null): Promise<void>
  channel(id: ChannelId): Promise<ChannelEntry | null>
  channelNamed(username: string): Promise<ChannelEntry | null>
  channelsOf(id: UserId): Promise<readonly ChannelEntry[]>
  /** The channels of a chat and its topics. */
  channelsIn(chat: ChatId): Promise<readonly ChannelEntry[]>
  register(channel: Omit<ChannelEntry, 'cell'>, cells: number, manager: UserId): Promise<Registration>
  manage(person: UserId, channel: ChannelId): Promise<void>
  unmanage(person: UserId, channel: ChannelId): Promise<void>
  moveChannel(from: ChannelId, to: ChannelEntry): Promise<void>
  forgetChannel(id: ChannelId): Promise<void>
  /** A chat has another @name, which no other chat has now. @param username without the @; null: none @returns its channels */
  rename(chat: ChatId, username: string | null): Promise<readonly ChannelEntry[]>
  /** A channel, or a reader's selection, has moved to a cell. @param hops how often it has moved; an earlier move that is reported later changes nothing */
  placeChannel(id: ChannelId, cell: number, hops: number): Promise<void>
  /**
   * Gives a channel a link for readers, or takes it away.
   * @param code `new`: keeps the link that it has, or makes one; null: takes it away, and its readers stay known for an undo
   * @returns the code of its link
   */
  offerReaders(channel: ChannelId, code: ReaderCode | 'new' | null): Promise<ReaderCode | null>
  /** The channel of a link for readers; null: there is no such link. */
  readerLink(code: ReaderCode): Promise<ChannelEntry | null>
  /** Null: the person follows no channel. */
  reader(person: UserId): Promise<Reader | null>
  /** How many people follow a channel by its link. */
  readersOf(code: ReaderCode): Promise<number>
  follow(person: UserId, code: ReaderCode, limits: ReaderLimits): Promise<Follower>
  unfollow(person: UserId, code: ReaderCode): Promise<void>
  /** Deletes all that is kept of a reader. Safe to repeat. @param isUser they may use the bot as well, so what it knows of them for that stays */
  forgetReader(person: UserId, isUser?: boolean): Promise<void>
  /** Closes a person's question. Of one who follows nothing and may not use the bot, nothing is kept then. */
  forgetStranger(person: UserId): Promise<void>
  /** For a cell: those among the people of its selections who are no readers, such as after a restore. */
  strangersAmong(people: readonly UserId[]): Promise<readonly UserId[]>
  /** For a cell: where a link's channel is; null: there is no such link, and nobody is known to follow it any more. */
  cellOfLink(code: ReaderCode): Promise<number | null>
  /** @returns the number for a button */
  remember(person: UserId, state: CallbackState): Promise<number>
  recall(id: number, person: UserId): Promise<CallbackState | null>
  /** @returns a code that signs the person in, once */
  inviteToSignIn(person: UserId, now: EpochMs): Promise<string>
  /** @param from the browser's IP address @returns the browser's session secret; `busy`: too many wrong codes from the address */
  signIn(code: string, from: string, now: EpochMs): Promise<{ readonly session: string } | 'wrong' | 'busy'>
  /** Counts a wrong secret. @returns `busy`: too many from the address */
  wrongSecret(from: string, now: EpochMs): Promise<'wrong' | 'busy'>
  signedIn(session: string, now: EpochMs): Promise<UserId | null>
  signOut(session: string): Promise<void>
  atCron(): Promise<CronFacts>
  /** Reads no row while the object is in memory: any visitor may ask. */
  frontDoor(): Promise<FrontDoorFacts>
  /** Replaces what the front door lists of each of these cells. */
  listPages(lists: readonly ListOfCell[]): Promise<void>
  /** Refuses requests from outside until midnight UTC. */
  refuseRequests(): Promise<void>
  /** The whole directory as text. */
  save(): Promise<string>
  /** Replaces the directory by a saved one, once per backup. Facts about this deployment stay. @param backup when it was made, epoch ms */
  restore(text: string, backup: EpochMs): Promise<Result<'restored' | 'already', StoreProblem>>
  fact(key: FactName): Promise<string | null>
  setFact(key: FactName, value: string): Promise<void>
}
