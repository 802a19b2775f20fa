/** Links whose edition KV may not show yet: their cell is asked, unless no cell can have it. */
import { describe, expect, it } from 'vitest'
import type { ShortLink } from '../../src/edition-item.ts'
import { editionCode, itemCodes, readShortCode, slotAt } from '../../src/links/short-code.ts'
import type { EditionCode } from '../../src/model.ts'
import { putBodies } from '../../src/store/bodies.ts'
import { editionLines, putEdition } from '../../src/store/editions.ts'
import { findArticle, findItem, type ItemSources, type LedgerEditions } from '../../src/web/find-item.ts'
import { item, NOW } from './web.ts'

const DAY = 24 * 60 * 60 * 1000
const AT = 5
const body = { html: '<p>Text</p>', base: 'https://news.example/' }

const editionOf = (time: number, cell: number) => editionCode(slotAt(time), cell)
const recent = editionOf(NOW - DAY, 2)

function linkOf(edition: EditionCode): ShortLink {
  let last = 0
  const link = readShortCode(itemCodes(edition, () => (last += 7))(), NOW)
  if (link === null) throw new Error('a code that nobody can read')
  return link
}

/** What KV and the ledgers of cells 0 to 3 hold of an edition; cells that were asked are in `asked`. */
function sources(
  held: { kv?: 'edition' | 'edition and text' | 'fails'; ledger?: 'edition' | 'edition and text' },
  edition: EditionCode,
) {
  const { code } = linkOf(edition)
  const values = new Map<string, string>()
  const store = {
    get: async (key: string) => {
      if (held.kv === 'fails') throw new Error('KV GET failed')
      return values.get(key) ?? null
    },
    put: async (key: string, value: string) => void values.set(key, value),
  }
  const asked: number[] = []
  const linked = { code, ...item(), at: AT }
  const editionsOf = (cell: number): LedgerEditions | null => {
    if (cell > 3) return null
    const found = held.ledger === undefined ? null : { item: linked, at: AT }
    return {
      openArticle: async () => {
        asked.push(cell)
        return found === null ? null : { ...found, body: held.ledger === 'edition' ? null : body }
      },
    }
  }
  const ready = async (): Promise<ItemSources> => {
    if (held.kv?.startsWith('edition'))
      await putEdition(store, { bot: 4242, code: edition, at: 1 }, editionLines([linked]), 0)
    if (held.kv === 'edition and text') await putBodies(store, edition, new Map([[code, body]]))
    return { store, editionsOf, now: NOW }
  }
  return { asked, ready }
}

const failed = { kind: 'kv-failed' }
const old = editionOf(NOW - 9 * DAY, 2)
const elsewhere = editionOf(NOW - DAY, 7)

describe('a short link', () => {
  it.each([
    ['that KV has asks no cell', recent, { kv: 'edition' }, 'found', []],
    ['that KV lacks asks the cell in its code', recent, { ledger: 'edition' }, 'found', [2]],
    ['that nobody has leads nowhere', recent, {}, null, [2]],
    ['that KV fails to read asks its cell', recent, { kv: 'fails', ledger: 'edition' }, 'found', [2]],
    ['that KV fails to read and no cell has is not called unknown', recent, { kv: 'fails' }, failed, [2]],
    ['older than a headline can wait asks no cell', old, { ledger: 'edition' }, null, []],
    ['of a cell that does not exist asks nobody', elsewhere, { ledger: 'edition' }, null, []],
  ] as const)('%s', async (_, edition, held, result, cells) => {
    const { asked, ready } = sources(held, edition)
    const found = await findItem(await ready(), linkOf(edition))
    expect(asked).toEqual(cells)
    if (result === 'found') expect(found).toMatchObject({ ok: true, value: { at: AT, item: { title: 'Headline' } } })
    else expect(found).toMatchObject(result === null ? { ok: true, value: null } : { ok: false, problem: result })
  })
})

describe('a reading page', () => {
  it.each([
    ['that KV has asks no cell', { kv: 'edition and text' }, true, []],
    ['that KV lacks comes from the cell', { ledger: 'edition and text' }, true, [2]],
    ['whose text KV lacks comes from the cell', { kv: 'edition', ledger: 'edition and text' }, true, [2]],
    ['without a text anywhere has none', { kv: 'edition' }, false, [2]],
  ] as const)('%s', async (_, held, hasText, cells) => {
    const { asked, ready } = sources(held, recent)
    const found = await findArticle(await ready(), linkOf(recent))
    expect(asked).toEqual(cells)
    expect(found).toMatchObject({ ok: true, value: { at: AT, body: hasText ? body : null } })
  })
})
