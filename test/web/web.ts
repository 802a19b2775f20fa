/** The web routes over a store in memory. */
import * as v from 'valibot'
import type { EditionItem } from '../../src/edition-item.ts'
import { editionCode, itemCodes } from '../../src/links/short-code.ts'
import { type EditionCode, feedUrlSchema } from '../../src/model.ts'
import { putBodies } from '../../src/store/bodies.ts'
import { editionLines, putEdition } from '../../src/store/editions.ts'
import { handleRequest } from '../../src/web/app.ts'
import type { EdgeCache, WebDeps } from '../../src/web/deps.ts'
import { randomFrom } from '../torture/random.ts'

export const NOW = Date.UTC(2026, 0, 5)
const chance = randomFrom(3)
export const newCode = (edition: EditionCode) => itemCodes(edition, () => chance.whole(0, 2 ** 32 - 1))
export const code = editionCode(123_456, 2)
const codes = Array.from({ length: 3 }, newCode(code))
export const [first = '', second = '', third = ''] = codes

export const BASE = 'https://paperboy.example'

export const item = (more: Partial<EditionItem> = {}): EditionItem => ({
  id: null,
  title: 'Headline',
  link: 'https://news.example/1',
  published: Date.UTC(2026, 0, 5),
  updated: null,
  author: null,
  categories: [],
  summary: '',
  image: null,
  feed: v.parse(feedUrlSchema, 'https://news.example/feed'),
  source: 'News',
  ...more,
})

interface Web {
  readonly reads: string[]
  readonly clicks: string[]
  readonly open: (path: string, init?: RequestInit) => Promise<Response>
  readonly values: Map<string, string>
}

/** Dependencies of routes that need no store. */
export function depsOf(): WebDeps {
  const refuse = () => {
    throw new Error('not needed')
  }
  return {
    store: { get: async () => null },
    editionsOf: () => null,
    cache: null,
    later: (work) => void work.catch(() => {}),
    now: NOW,
    publicUrl: BASE,
    coversSubdomains: false,
    readingKey: (short) => `key of ${short}`,
    operator: refuse,
    setup: refuse,
    webhook: refuse,
    hubCallback: () => null,
    health: refuse,
    countClick: null,
    page: async () => null,
    feed: async () => null,
    day: async () => null,
    postsOf: () => null,
    frontDoor: async () => ({ channels: [], bot: null, isSetUp: true }),
    status: refuse,
    isOwner: async () => false,
    stats: async () => null,
    signIn: async () => 'wrong',
    signOut: async () => {},
  }
}

/**
 * The web routes over a store with one edition.
 * @param edge the edge cache; by default it caches everything, null: none
 * @param more dependencies of single routes
 */
export async function web(
  items: readonly EditionItem[] = [item()],
  edge?: EdgeCache | null,
  more: Partial<WebDeps> = {},
): Promise<Web> {
  const values = new Map<string, string>()
  const store = {
    get: async (key: string) => values.get(key) ?? null,
    put: async (key: string, value: string) => void values.set(key, value),
  }
  const linked = items.map((each, at) => ({ code: codes[at] ?? '', ...each }))
  await putEdition(store, { bot: 4242, code, at: 5 }, editionLines(linked), 0)
  await putBodies(store, code, new Map([[first, { html: '<p>Text</p>', base: 'https://news.example/' }]]))
  const kept = new Map<string, Response>()
  const remembering: EdgeCache = {
    match: async (key) => kept.get(key)?.clone(),
    put: async (key, response) => void kept.set(key, response),
  }
  const reads: string[] = []
  const clicks: string[] = []
  const deps: WebDeps = {
    ...depsOf(),
    store: {
      get: (key) => {
        reads.push(key)
        return store.get(key)
      },
    },
    editionsOf: () => null,
    cache: edge === undefined ? remembering : edge,
    countClick: (clicked) => void clicks.push(clicked),
    ...more,
  }
  return { reads, clicks, values, open: (path, init) => handleRequest(new Request(`${BASE}${path}`, init), deps) }
}
