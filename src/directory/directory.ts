/** The directory's Durable Object: people, owners, and the cell of each channel. One object, one writer. */
import type { Quotas } from '../cycle/governor.ts'
import { isDirectoryQuotaSpent } from '../cycle/request-quota.ts'
import type { Language } from '../language.ts'
import { limits } from '../limits.ts'
import type { Served } from '../metered-object.ts'
import type { ChannelId, ChatId, EpochMs, UserId } from '../model.ts'
import { Attempts } from '../store/attempts.ts'
import { type CallbackState, CallbackStates } from '../store/callback-states.ts'
import type { Database } from '../store/database.ts'
import { directoryTables } from '../store/directory-tables.ts'
import { Journal, type JournalledCall } from '../store/journal.ts'
import { Logins } from '../store/logins.ts'
import { migrate, NEWER_VERSION } from '../store/migrate.ts'
import { Owners } from '../store/owners.ts'
import { type Acquaintance, type ChannelEntry, type FactName, People, type Question } from '../store/people.ts'
import { Readers } from '../store/readers.ts'
import { takeSnapshot } from '../store/snapshot.ts'
import { dayOf, Spending } from '../store/spending.ts'
import { type Unsent, Updates } from '../store/updates.ts'
import { watched } from '../store/watched-database.ts'
import { cronFacts } from './cron-facts.ts'
import { type DirectoryApi, type DirectoryChange, directoryChanges, type ListOfCell } from './directory-api.ts'
import { DirectoryReaders } from './directory-readers.ts'
import { frontDoorFacts } from './front-door.ts'
import { operatorsToNotify } from './operators-to-notify.ts'
import { restoreDirectory } from './restore-directory.ts'

export abstract class DirectoryObject extends DirectoryReaders implements Served<DirectoryApi> {
  readonly #database: Database
  readonly #people: People
  readonly #owners: Owners
  protected readonly readers: Readers
  readonly #callbackStates: CallbackStates
  readonly #updates: Updates
  readonly #journal: Journal
  readonly #logins: Logins
  readonly #spending: Spending
  readonly #attempts = new Attempts()

  constructor(state: DurableObjectState, env: Cloudflare.Env) {
    super(state, env)
    const transaction = <Value>(work: () => Value) => state.storage.transactionSync(work)
    const database = this.meter.countRows(watched({ sql: state.storage.sql, transaction }))
    this.#database = database
    if (!migrate(database, directoryTables).ok) throw new Error(NEWER_VERSION)
    this.#people = new People(database)
    this.#owners = new Owners(database)
    this.readers = new Readers(database)
    this.#callbackStates = new CallbackStates(database)
    this.#updates = new Updates(database)
    this.#journal = new Journal(database)
    this.#logins = new Logins(database)
    this.#spending = new Spending(database, this.meter)
  }

  /** The plan's quotas for all objects together. */
  protected abstract quotas(): Quotas

  protected noteUsage(): void {
    this.#spending.note(Date.now())
  }

  protected isRequestQuotaSpent(): boolean {
    const now = Date.now()
    if (this.#people.fact('dark-day') === dayOf(now)) return true
    return isDirectoryQuotaSpent({ today: this.#spending.of(now), quotas: this.quotas() })
  }

  protected isOwner(person: number): boolean {
    return this.#owners.known().some((owner) => owner.person === person)
  }

  async atCron() {
    const now = Date.now()
    this.readers.forgetAsked(now - limits.readers.askedMs)
    return cronFacts(this.#people, this.#owners, this.#spending, now)
  }

  async frontDoor() {
    return frontDoorFacts(this.#people, this.#owners)
  }

  async listPages(lists: readonly ListOfCell[]) {
    for (const { cell, channels } of lists) this.#people.list(cell, channels)
  }

  async refuseRequests() {
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

  async act(once: JournalledCall, change: DirectoryChange, values: readonly unknown[]) {
    const method: unknown = Reflect.get(this, directoryChanges.includes(change) ? change : '')
    if (typeof method !== 'function') throw new TypeError(`the directory has no change ${change}`)
    return this.#journal.once(once, `directory.${change}`, () => method.apply(this, values))
  }

  async callsOf(update: number) {
    return this.#journal.of(update)
  }

  async keepCalls(update: number, calls: string, now: EpochMs) {
    this.#journal.keep({ update, now }, calls)
  }

  async meet(id: UserId, acquaintance: Acquaintance, keep: boolean) {
    const person = this.#people.person(id, acquaintance, keep || this.isOwner(id), Date.now())
    return { person, owners: this.#owners.known(), reader: this.readers.reader(id) }
  }

  async owners() {
    return this.#owners.all()
  }

  async isOwned() {
    return this.#owners.known().length > 0
  }

  async operators(named: readonly UserId[], alertKey: string | null) {
    return operatorsToNotify(this.#people, this.#owners, named, alertKey)
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
    this.readers.moveChannel(from, to.id)
  }

  forgetChannel(id: ChannelId) {
    this.#people.forgetChannel(id)
    this.readers.offer(id, null)
  }

  rename(chat: ChatId, username: string | null) {
    return this.#people.rename(chat, username)
  }

  async placeChannel(id: ChannelId, cell: number, hops: number) {
    this.#people.placeChannel(id, cell, hops)
    this.readers.placeSelection(id, cell, hops)
  }

  remember(person: UserId, state: CallbackState) {
    return this.#callbackStates.remember(person, state)
  }

  async recall(id: number, person: UserId) {
    return this.#callbackStates.recall(id, person)
  }

  inviteToSignIn(person: UserId, now: EpochMs) {
    return this.#logins.invite(person, now)
  }

  async signIn(code: string, from: string, now: EpochMs) {
    // A right code is accepted even after many wrong ones: codes cannot be guessed.
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
    const stores = { database: this.#database, people: this.#people, owners: this.#owners, spending: this.#spending }
    return restoreDirectory(stores, text, backup, Date.now())
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
  'listPages',
  'refuseRequests',
  'operators',
  'moveChannel',
  'placeChannel',
  'rename',
  'forgetReader',
  'strangersAmong',
  'cellOfLink',
])
