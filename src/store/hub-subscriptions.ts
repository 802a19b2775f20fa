/** Subscriptions of feeds at WebSub hubs: table `hub_subscriptions`, which is read once until it changes. */
import * as v from 'valibot'
import type { EpochMs } from '../model.ts'
import type { HubLinks } from '../polling.ts'
import { flag, json, sql, Table } from './database.ts'

const row = v.object({
  nonce: v.string(),
  feed: v.number(),
  hubs: json(v.pipe(v.array(v.string()), v.readonly())),
  topic: v.string(),
  hub: v.string(),
  callback: v.nullable(v.string()),
  since: v.number(),
  isLeaving: flag,
  askedAt: v.nullable(v.number()),
  leaseUntil: v.nullable(v.number()),
  nextAt: v.number(),
  attempts: v.number(),
  isTrusted: flag,
  isOwed: flag,
})

export interface HubSubscription extends HubLinks {
  /** Identifies it in its callback: push/callback-token.ts. */
  readonly nonce: string
  /** The feed's id. The feed may be gone if it is leaving. */
  readonly feed: number
  /** The hub that is asked, one of `hubs`. */
  readonly hub: string
  /** The callback of the last request; null: the hub was never asked. */
  readonly callback: string | null
  /** When the feed announced the topic. */
  readonly since: EpochMs
  /** It is being ended: its documents are refused, and the hub is told. */
  readonly isLeaving: boolean
  /** When the hub was asked; null: it has answered or verified since. */
  readonly askedAt: EpochMs | null
  /** The end of the lease; null: no hub has verified. */
  readonly leaseUntil: EpochMs | null
  /** When the hub is asked next. */
  readonly nextAt: EpochMs
  /** Requests since the hub last verified. */
  readonly attempts: number
  /** The hub has delivered a document, and since then no poll has found an item that it failed to deliver. */
  readonly isTrusted: boolean
  /** A document was dropped, so the next cycle polls the feed. */
  readonly isOwed: boolean
}

export class HubSubscriptions extends Table {
  #pushed: { readonly of: readonly HubSubscription[]; readonly feeds: ReadonlySet<number> } | null = null
  /** Feeds that need another poll since a cycle began to poll them. */
  readonly #owedAgain = new Set<number>()

  readonly #remembered = this.remembered(['hub_subscriptions'], () => this.#read())

  /** All subscriptions, the one that is asked next in front. */
  all(): readonly HubSubscription[] {
    return this.#remembered()
  }

  #read(): readonly HubSubscription[] {
    return this.rows(
      row,
      sql`SELECT nonce, feed, hubs, topic, hub, callback, since, leaving AS isLeaving, asked_at AS askedAt,
        lease_until AS leaseUntil, next_at AS nextAt, attempts, trusted AS isTrusted, owed AS isOwed
        FROM hub_subscriptions ORDER BY next_at, nonce`,
    )
  }

  /** Null: it has ended. */
  get(nonce: string): HubSubscription | null {
    return this.all().find((each) => each.nonce === nonce) ?? null
  }

  /** A feed's subscription, unless it is being ended; null: none. @param feed id */
  of(feed: number): HubSubscription | null {
    return this.all().find((each) => each.feed === feed && !each.isLeaving) ?? null
  }

  /** Ids of the feeds whose news hubs deliver. The same object until something changes. */
  pushed(): ReadonlySet<number> {
    const all = this.all()
    if (this.#pushed?.of !== all) this.#pushed = { of: all, feeds: new Set(all.flatMap(pushedFeed)) }
    return this.#pushed.feeds
  }

  /** Adds a subscription of a feed at the first of the hubs that it announces. */
  add(feed: number, { hubs, topic }: HubLinks, nonce: string, now: EpochMs): void {
    this.run(sql`INSERT INTO hub_subscriptions (nonce, feed, hubs, topic, hub, since, next_at)
      VALUES (${nonce}, ${feed}, ${JSON.stringify(hubs)}, ${topic}, ${hubs[0] ?? ''}, ${now}, ${now})`)
  }

  /** Replaces the announced hubs; the one that is asked is among them. */
  setHubs({ nonce }: HubSubscription, hubs: readonly string[]): void {
    this.run(sql`UPDATE hub_subscriptions SET hubs = ${JSON.stringify(hubs)} WHERE nonce = ${nonce}`)
  }

  /** Begins to end a feed's subscription: its documents are refused from now on, and its hub is told. */
  leave(feed: number, now: EpochMs): void {
    const subscription = this.of(feed)
    if (subscription === null) return
    const { nonce, leaseUntil } = subscription
    // Without a lease there is nothing to end.
    if (leaseUntil === null) this.remove(nonce)
    else
      this.run(sql`UPDATE hub_subscriptions
      SET leaving = 1, trusted = 0, owed = 0, asked_at = NULL, attempts = 0, next_at = ${now} WHERE nonce = ${nonce}`)
  }

  /** The hub is about to be asked: its verification may come before its answer. @param nextAt when it is asked again if neither comes */
  asking({ nonce }: HubSubscription, hub: string, callback: string, nextAt: EpochMs, now: EpochMs): void {
    this.run(sql`UPDATE hub_subscriptions
      SET asked_at = ${now}, hub = ${hub}, callback = ${callback}, next_at = ${nextAt}, attempts = attempts + 1,
        lease_until = iif(callback = ${callback}, lease_until, NULL), trusted = iif(callback = ${callback}, trusted, 0)
      WHERE nonce = ${nonce}`)
  }

  /** The hub has verified. */
  confirmed({ nonce }: HubSubscription, leaseUntil: EpochMs, nextAt: EpochMs): void {
    this.run(sql`UPDATE hub_subscriptions
      SET asked_at = NULL, attempts = 0, lease_until = ${leaseUntil}, next_at = ${nextAt} WHERE nonce = ${nonce}`)
  }

  /** A request failed, or an end was accepted. @param hub the one to ask next */
  refused({ nonce }: HubSubscription, hub: string, nextAt: EpochMs): void {
    this.run(
      sql`UPDATE hub_subscriptions SET asked_at = NULL, hub = ${hub}, next_at = ${nextAt} WHERE nonce = ${nonce}`,
    )
  }

  /** The lease is over, or the hub denied the subscription. */
  lapsed({ nonce }: HubSubscription, nextAt: EpochMs): void {
    this.run(sql`UPDATE hub_subscriptions
      SET asked_at = NULL, lease_until = NULL, trusted = 0, next_at = ${nextAt} WHERE nonce = ${nonce}`)
  }

  /** Forgets a subscription. */
  remove(nonce: string): void {
    this.run(sql`DELETE FROM hub_subscriptions WHERE nonce = ${nonce}`)
  }

  /** A document was read. */
  trust(feed: number): void {
    const subscription = this.of(feed)
    if (subscription?.isTrusted !== false) return
    this.run(sql`UPDATE hub_subscriptions SET trusted = 1 WHERE nonce = ${subscription.nonce}`)
  }

  /** A poll found an item that should have been pushed, or a document was dropped. */
  distrust(feed: number): void {
    const subscription = this.of(feed)
    if (subscription?.isTrusted !== true) return
    this.run(sql`UPDATE hub_subscriptions SET trusted = 0 WHERE nonce = ${subscription.nonce}`)
  }

  /** Documents may have been missed. */
  distrustAll(): void {
    this.run(sql`UPDATE hub_subscriptions SET trusted = 0 WHERE trusted = 1`)
  }

  /** The bot has not answered hubs for a while, or not from here: they are asked again. */
  renewAll(): void {
    this.run(sql`UPDATE hub_subscriptions SET trusted = 0, next_at = 0 WHERE leaving = 0`)
  }

  /** A document was dropped or had no items: the next cycle polls the feed. */
  owe(feed: number): void {
    const subscription = this.of(feed)
    if (subscription === null) return
    if (subscription.isOwed) this.#owedAgain.add(feed)
    else this.run(sql`UPDATE hub_subscriptions SET owed = 1 WHERE nonce = ${subscription.nonce}`)
  }

  /** Ids of the feeds that a cycle has to poll. A document that is dropped after this call needs another poll. */
  takeOwed(): readonly number[] {
    this.#owedAgain.clear()
    return this.all().flatMap(({ feed, isOwed, isLeaving }) => (isOwed && !isLeaving ? feed : []))
  }

  /** The feed was polled after `takeOwed`. */
  polled(feed: number): void {
    const subscription = this.of(feed)
    if (subscription?.isOwed !== true || this.#owedAgain.has(feed)) return
    this.run(sql`UPDATE hub_subscriptions SET owed = 0 WHERE nonce = ${subscription.nonce}`)
  }

  /** The clock was set, perhaps back: all hubs are due now. */
  clockChanged(now: EpochMs): void {
    this.run(sql`UPDATE hub_subscriptions SET since = min(since, ${now}), next_at = min(next_at, ${now})`)
  }
}

function pushedFeed({ feed, isLeaving, leaseUntil, isTrusted, isOwed }: HubSubscription): readonly number[] {
  return isTrusted && !isOwed && !isLeaving && leaseUntil !== null ? [feed] : []
}
