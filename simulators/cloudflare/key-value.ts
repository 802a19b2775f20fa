/** A simulated Workers KV namespace: eventually consistent, with quotas, and as strict as the real one. */

const SECOND = 1000
const DAY = 24 * 60 * 60 * SECOND

interface Version {
  /** Epoch ms. */
  readonly at: number
  /** null: deleted. */
  readonly value: string | null
  /** Epoch ms; null: never. */
  readonly expires: number | null
}

export interface PutOptions {
  readonly expirationTtl?: number
  /** Epoch seconds. */
  readonly expiration?: number
}

/** Counts of operations, and every key with its versions, oldest first. */
export interface KeyValueState {
  readonly counts: KeyValueCounts
  readonly versions: ReadonlyMap<string, readonly Version[]>
}

/** Counts of operations on a namespace. */
export interface KeyValueCounts {
  reads: number
  writes: number
  lists: number
  deletes: number
}

/** developers.cloudflare.com/kv/platform/limits */
const MAX_VALUE_BYTES = 25 * 1024 * 1024
const MAX_KEY_BYTES = 512

export class KeyValueNamespace {
  readonly counts: KeyValueCounts = { reads: 0, writes: 0, lists: 0, deletes: 0 }
  /** Reads return the state of this many ms ago. */
  staleMs = 0
  /** Maximum keys in one page of `list`. */
  pageSize = 1000
  /** Writes are refused until this time (epoch ms), as after a day's quota is used up. */
  writesRefusedUntil = 0
  readonly #now: () => number
  readonly #versions = new Map<string, Version[]>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Lists keys in order, a page at a time. */
  async list({ prefix = '', cursor = '' }: { readonly prefix?: string; readonly cursor?: string }) {
    this.counts.lists += 1
    const names = [...this.#versions.keys()].filter((key) => key.startsWith(prefix) && key > cursor).toSorted()
    const existing = names.flatMap((name) => {
      const { value, expires } = this.#versions.get(name)?.at(-1) ?? { value: null, expires: null }
      if (value === null || (expires ?? Number.POSITIVE_INFINITY) <= this.#now()) return []
      return expires === null ? { name } : { name, expiration: Math.floor(expires / SECOND) }
    })
    const keys = existing.slice(0, this.pageSize)
    const isAll = keys.length === existing.length
    return isAll ? { keys, list_complete: true } : { keys, list_complete: false, cursor: keys.at(-1)?.name ?? '' }
  }

  async get(key: string): Promise<string | null> {
    this.counts.reads += 1
    const at = this.#now() - this.staleMs
    const version = this.#versions.get(key)?.findLast((each) => each.at <= at)
    return version === undefined || (version.expires ?? Number.POSITIVE_INFINITY) <= this.#now() ? null : version.value
  }

  async put(key: string, value: string, options: PutOptions = {}): Promise<void> {
    this.counts.writes += 1
    const { expirationTtl, expiration } = options
    const ttl = expirationTtl ?? (expiration === undefined ? undefined : expiration - this.#now() / SECOND)
    if (ttl !== undefined && ttl < 60) throw new Error('KV PUT failed: 400 Invalid expiration_ttl of less than 60')
    if (new TextEncoder().encode(key).length > MAX_KEY_BYTES) throw new Error('KV PUT failed: 414 UTF-8 encoded length')
    if (value.length * 3 > MAX_VALUE_BYTES && new TextEncoder().encode(value).length > MAX_VALUE_BYTES)
      throw new Error('KV PUT failed: 413 Value length exceeds limit')
    if (this.#now() < this.writesRefusedUntil) throw new Error('KV put() limit exceeded for the day.')
    const versions = this.#versions.get(key) ?? []
    const last = versions.at(-1)
    // developers.cloudflare.com/kv/platform/limits: one write a second to the same key.
    if (last !== undefined && this.#now() - last.at < SECOND) throw new Error('KV PUT failed: 429 Too Many Requests')
    versions.push({ at: this.#now(), value, expires: ttl === undefined ? null : this.#now() + ttl * SECOND })
    // No read looks back further than `staleMs`.
    while ((versions[1]?.at ?? Number.POSITIVE_INFINITY) < this.#now() - DAY) versions.shift()
    if (this.staleMs === 0 && versions.length > 3) versions.splice(0, versions.length - 3)
    this.#versions.set(key, versions)
  }

  save(): KeyValueState {
    return { counts: { ...this.counts }, versions: copy(this.#versions) }
  }

  load({ counts, versions }: KeyValueState): void {
    Object.assign(this.counts, counts)
    for (const [key, each] of copy(versions)) this.#versions.set(key, each)
  }

  /** The newest value; the program's own reads may be older. */
  peek(key: string): string | null {
    return this.#versions.get(key)?.at(-1)?.value ?? null
  }

  /** UTF-16 units of everything that has not expired. */
  size(): number {
    let units = 0
    for (const versions of this.#versions.values()) {
      const { value, expires } = versions.at(-1) ?? { value: null, expires: null }
      if (value !== null && (expires ?? Number.POSITIVE_INFINITY) > this.#now()) units += value.length
    }
    return units
  }
}

function copy(versions: ReadonlyMap<string, readonly Version[]>): Map<string, Version[]> {
  return new Map([...versions].map(([key, each]) => [key, [...each]]))
}
