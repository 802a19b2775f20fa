/** The Durable Object that knows people, and which cell a channel lives in: one object, one writer. */
import * as v from 'valibot'
import type { Quotas } from '../cycle/governor.ts'
import { isDirectoryQuotaSpent } from '../cycle/request-quota.ts'
import { type Door, MeteredObject, type Served } from '../metered-object.ts'
import type { ChannelId, ChatId, EpochMs, Language, UserId } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { Attempts } from '../store/attempts.ts'
import { type CallbackState, CallbackStates } from '../store/callback-states.ts'
import { directoryTables } from '../store/directory-tables.ts'
import { type Calls, Journal, type JournalledCall } from '../store/journal.ts'
import { Logins } from '../store/logins.ts'
import { type Owner, Owners, type Ownership } from '../store/owners.ts'
import {
  type Acquaintance,
  type ChannelEntry,
  type FactName,
  factNames,
  type Operator,
  People,
  type Person,
  type Question,
  type Registration,
} from '../store/people.ts'
import { restoreSnapshot, snapshotSchema, takeSnapshot } from '../store/snapshot.ts'
import { dayOf, Spending } from '../store/spending.ts'
import { type Database, migrate, NEWER_VERSION } from '../store/tables.ts'
import { type Begun, type Unsent, Updates } from '../store/updates.ts'
import { addMetered, type Metered, nothingMetered } from '../store/usage.ts'

/** So many are told how the bot is doing. */
const OPERATORS = 5
/** What they were told is remembered so long. */
const ALERTS = 20

/** What cron asks for each cycle. */
export interface CronFacts {
  readonly publicUrl: string | null
  /** What the directory has cost today. */
  readonly used: Metered
}

/** What the bot changes in the directory: see store/journal.ts. Facts about the bot itself may be set twice. */
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
  'remember',
  'inviteToSignIn',
] as const satisfies readonly (keyof DirectoryApi)[]
export type DirectoryChange = (typeof directoryChanges)[number]

/** What the bot and the cells ask of the directory. Each call is one request to the object. */
export interface DirectoryApi extends Door {
  /** Makes a change for an update, once. @returns what the change returns, or returned the first time */
  act(asked: JournalledCall, change: DirectoryChange, values: readonly unknown[]): Promise<unknown>
  /** The calls of an update, as far as they are kept here; null: they are not. */
  callsOf(update: number): Promise<Calls | null>
  /** @param calls as the items of a JSON array */
  keepCalls(update: number, calls: string, now: EpochMs): Promise<void>
  beginUpdate(id: number, now: EpochMs): Promise<Begun>
  /** Whoever handles it is still at it. */
  renewUpdate(id: number, now: EpochMs): Promise<void>
  /** @param unsent answers that did not get through */
  endUpdate(id: number, unsent: readonly Unsent[]): Promise<void>
  /** `keep`: remember this person; one who may not use the bot leaves no trace. */
  meet(
    id: UserId,
    acquaintance: Acquaintance,
    keep: boolean,
  ): Promise<{ readonly person: Person; readonly owners: readonly Ownership[] }>
  owners(): Promise<readonly Owner[]>
  /** Somebody has claimed it. */
  isOwned(): Promise<boolean>
  /**
   * Up to five: those that the operator names, or else who claimed the bot.
   * @param once what they are to be told; nobody, if the same was asked for before. Null: whatever it is
   */
  operators(named: readonly UserId[], once: string | null): Promise<readonly Operator[]>
  setLanguage(id: UserId, language: Language): Promise<void>
  /** Makes this person an owner, unless somebody already is. @returns whether they are one now */
  claim(id: UserId): Promise<boolean>
  /** @returns the code of an invitation that makes one person an owner, within two days */
  invite(by: UserId, now: EpochMs): Promise<string>
  /** @returns whether the invitation was good */
  accept(code: string, id: UserId, now: EpochMs): Promise<boolean>
  dismiss(id: UserId): Promise<void>
  /** Undoes a dismissal. */
  readmit(id: UserId, by: UserId): Promise<void>
  setCurrent(id: UserId, channel: ChannelId | null): Promise<void>
  ask(id: UserId, question: Question | null): Promise<void>
  channel(id: ChannelId): Promise<ChannelEntry | null>
  channelNamed(username: string): Promise<ChannelEntry | null>
  channelsOf(id: UserId): Promise<readonly ChannelEntry[]>
  /** A chat and its topics. */
  channelsIn(chat: ChatId): Promise<readonly ChannelEntry[]>
  register(channel: Omit<ChannelEntry, 'cell'>, cells: number, manager: UserId): Promise<Registration>
  manage(person: UserId, channel: ChannelId): Promise<void>
  unmanage(person: UserId, channel: ChannelId): Promise<void>
  moveChannel(from: ChannelId, to: ChannelEntry): Promise<void>
  /** A channel is nobody's any more. */
  forgetChannel(id: ChannelId): Promise<void>
  /** A channel lives in this cell since its so many-th move; an earlier move that is told later changes nothing. */
  settleChannel(id: ChannelId, cell: number, hops: number): Promise<void>
  /** @returns the number that a button carries */
  remember(person: UserId, memo: CallbackState): Promise<number>
  recall(id: number, person: UserId): Promise<CallbackState | null>
  /** @returns the code that signs this person in, once */
  inviteToSignIn(person: UserId, now: EpochMs): Promise<string>
  /** @param from the browser's address, kept for a minute @returns the browser's secret; `wrong`, or too many wrong ones */
  signIn(code: string, from: string, now: EpochMs): Promise<{ readonly session: string } | 'wrong' | 'busy'>
  /** A browser sent a wrong secret. `busy`: there were too many from its address. */
  wrongSecret(from: string, now: EpochMs): Promise<'wrong' | 'busy'>
  signedIn(session: string, now: EpochMs): Promise<UserId | null>
  signOut(session: string): Promise<void>
  atCron(): Promise<CronFacts>
  /** A cell has closed its doors for today: so does the directory. */
  closeDoors(): Promise<void>
  /** The whole directory as one text. */
  save(): Promise<string>
  /** Puts a saved directory in the place of this one, once for each backup, but for what this bot knows of itself where it is. */
  restore(text: string, backup: EpochMs): Promise<Result<'restored' | 'already', StoreProblem>>
  fact(key: FactName): Promise<string | null>
  setFact(key: FactName, value: string): Promise<void>
}

export abstract class DirectoryObject extends MeteredObject implements Served<DirectoryApi> {
  readonly #database: Database
  readonly #people: People
  readonly #owners: Owners
  readonly #memos: CallbackStates
  readonly #updates: Updates
  readonly #journal: Journal
  readonly #logins: Logins
  readonly #spending: Spending
  readonly #attempts = new Attempts()

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env)
    const { storage } = state
    const database = this.meter.counts({ sql: storage.sql, transaction: (work) => storage.transactionSync(work) })
    this.#database = database
    const migrated = migrate(database, directoryTables)
    if (!migrated.ok) throw new Error(NEWER_VERSION)
    this.#people = new People(database)
    this.#owners = new Owners(database)
    this.#memos = new CallbackStates(database)
    this.#updates = new Updates(database)
    this.#journal = new Journal(database)
    this.#logins = new Logins(database)
    this.#spending = new Spending(database, this.meter)
  }

  /** What the plan allows all objects together. */
  protected abstract quotas(): Quotas

  protected noteUsage(): void {
    this.#spending.note(Date.now())
  }

  protected isDark(): boolean {
    const now = Date.now()
    const isClosed = this.#people.fact('dark-day') === dayOf(now)
    return isClosed || isDirectoryQuotaSpent({ today: this.#spending.of(now), quotas: this.quotas() })
  }

  protected isOwner(person: number): boolean {
    return this.#owners.known().some((owner) => owner.person === person)
  }

  async atCron() {
    const used = addMetered(nothingMetered, this.#spending.of(Date.now()))
    return { publicUrl: this.#people.fact('public-url'), used }
  }

  async closeDoors() {
    const today = dayOf(Date.now())
    if (this.#people.fact('dark-day') !== today) this.#people.setFact('dark-day', today)
  }

  async beginUpdate(id: number, now: EpochMs) {
    return this.#updates.begin(id, now)
  }

  async renewUpdate(id: number, now: EpochMs) {
    this.#updates.renew(id, now)
  }

  async endUpdate(id: number, unsent: readonly Unsent[]) {
    this.#updates.end(id, unsent)
    this.#journal.forget(id)
  }

  async act(asked: JournalledCall, change: DirectoryChange, values: readonly unknown[]) {
    const method: unknown = Reflect.get(this, directoryChanges.includes(change) ? change : '')
    if (typeof method !== 'function') throw new TypeError(`there is no change ${change}`)
    return this.#journal.once(asked, `directory.${change}`, () => method.apply(this, values))
  }

  async callsOf(update: number) {
    return this.#journal.of(update)
  }

  async keepCalls(update: number, calls: string, now: EpochMs) {
    this.#journal.keep({ update, now }, calls)
  }

  async meet(id: UserId, acquaintance: Acquaintance, keep: boolean) {
    const owners = this.#owners.known()
    const isKept = keep || owners.some(({ person }) => person === id)
    return { person: this.#people.person(id, acquaintance, isKept), owners }
  }

  async owners() {
    return this.#owners.all()
  }

  async isOwned() {
    return this.#owners.known().length > 0
  }

  async operators(named: readonly UserId[], once: string | null) {
    if (once !== null) {
      const before = (this.#people.fact('alerted') ?? '').split('\n')
      if (before.includes(once)) return []
      this.#people.setFact('alerted', [...before, once].slice(-ALERTS).join('\n'))
    }
    const claimed = this.#owners.known().flatMap(({ person, invitedBy }) => (invitedBy === null ? person : []))
    const people = named.length > 0 ? named : claimed
    return people.slice(0, OPERATORS).map((person) => ({ person, language: this.#people.languageOf(person) ?? 'en' }))
  }

  setLanguage(id: UserId, language: Language) {
    this.#people.setLanguage(id, language)
  }

  claim(id: UserId) {
    const claimed = this.#owners.known().filter(({ invitedBy }) => invitedBy === null)
    if (claimed.length === 0) this.#owners.claim(id)
    return claimed.length === 0 || claimed.some(({ person }) => person === id)
  }

  invite(by: UserId, now: EpochMs) {
    const code = crypto.randomUUID().replaceAll('-', '')
    this.#owners.invite(code, by, now)
    return code
  }

  accept(code: string, id: UserId, now: EpochMs) {
    return this.#owners.accept(code, id, now)
  }

  dismiss(id: UserId) {
    this.#owners.dismiss(id)
  }

  readmit(id: UserId, by: UserId) {
    this.#owners.readmit(id, by)
  }

  setCurrent(id: UserId, channel: ChannelId | null) {
    this.#people.setCurrent(id, channel)
  }

  ask(id: UserId, question: Question | null) {
    this.#people.ask(id, question)
  }

  async channel(id: ChannelId) {
    return this.#people.channel(id)
  }

  async channelNamed(username: string) {
    return this.#people.channelNamed(username)
  }

  async channelsOf(id: UserId) {
    return this.#people.channelsOf(id)
  }

  async channelsIn(chat: ChatId) {
    return this.#people.channelsIn(chat)
  }

  register(channel: Omit<ChannelEntry, 'cell'>, cells: number, manager: UserId) {
    return this.#people.register(channel, cells, manager)
  }

  manage(person: UserId, channel: ChannelId) {
    this.#people.manage(person, channel)
  }

  unmanage(person: UserId, channel: ChannelId) {
    this.#people.unmanage(person, channel)
  }

  async moveChannel(from: ChannelId, to: ChannelEntry) {
    this.#people.moveChannel(from, to)
  }

  forgetChannel(id: ChannelId) {
    this.#people.forgetChannel(id)
  }

  async settleChannel(id: ChannelId, cell: number, hops: number) {
    this.#people.placeChannel(id, cell, hops)
  }

  remember(person: UserId, memo: CallbackState) {
    return this.#memos.remember(person, memo)
  }

  async recall(id: number, person: UserId) {
    return this.#memos.recall(id, person)
  }

  inviteToSignIn(person: UserId, now: EpochMs) {
    return this.#logins.invite(person, now)
  }

  async signIn(code: string, from: string, now: EpochMs) {
    // Codes cannot be guessed, so a right one is taken whatever came before.
    const session = this.#logins.signIn(code, now)
    return session === null ? this.#attempts.wrong(from, now) : { session }
  }

  async wrongSecret(from: string, now: EpochMs) {
    return this.#attempts.wrong(from, now)
  }

  async signedIn(session: string, now: EpochMs) {
    return this.#logins.signedIn(session, now)
  }

  async signOut(session: string) {
    this.#logins.signOut(session)
  }

  async save() {
    return JSON.stringify(takeSnapshot(this.#database))
  }

  async restore(text: string, backup: EpochMs) {
    if (this.#people.fact('restored-from') === String(backup)) return ok('already' as const)
    const snapshot = v.safeParse(v.pipe(v.string(), v.parseJson(), snapshotSchema), text)
    if (!snapshot.success) return err({ kind: 'stored-broken', key: 'backup of the directory' } as const)
    const own = factNames.map((name) => [name, this.#people.fact(name)] as const)
    const now = Date.now()
    // Of this account's quotas, not of the other's.
    const spent = this.#spending.of(now)
    const restored = restoreSnapshot(this.#database, directoryTables, snapshot.output, () => {
      for (const [name, value] of own) this.#people.setFact(name, value)
      this.#people.setFact('restored-from', String(backup))
      this.#spending.costs(now, spent)
    })
    this.#people.refresh()
    this.#owners.refresh()
    return restored.ok ? ok('restored' as const) : restored
  }

  async fact(key: FactName) {
    return this.#people.fact(key)
  }

  async setFact(key: FactName, value: string) {
    this.#people.setFact(key, value)
  }
}

DirectoryObject.meterRequests(DirectoryObject.prototype, [
  'atCron',
  'closeDoors',
  'operators',
  'moveChannel',
  'settleChannel',
])
