/** Editions that KV may not show yet: tables `editions` and `edition_texts`. One is open for new items; the others wait to be put, or until KV surely shows them. */
import * as v from 'valibot'
import type { LinkedItem, ShortLink } from '../edition-item.ts'
import { limits } from '../limits.ts'
import {
  type ArticleSummary,
  type Body,
  bodySchema,
  type EditionCode,
  type EpochMs,
  editionCodeSchema,
} from '../model.ts'
import { json, raw, sql, Table } from './database.ts'
import { editionLines, type ItemOfEdition, itemOfLine, lineOf } from './editions.ts'

const head = {
  code: editionCodeSchema,
  openedAt: v.number(),
  items: v.number(),
  bytes: v.number(),
  textBytes: v.number(),
  closed: v.pipe(
    v.number(),
    v.transform((value) => value !== 0),
  ),
  putAt: v.nullable(v.number()),
}
const headSchema = v.object(head)
const headColumns = raw('code, opened_at AS openedAt, items, bytes, text_bytes AS textBytes, closed, put_at AS putAt')
const bodyRow = v.object({ body: json(bodySchema) })
const textRow = v.object({ code: v.string(), ...bodyRow.entries })

/** An edition in the ledger, without its items. */
export interface OpenEdition {
  readonly code: EditionCode
  /** Time of the cycle that opened it, epoch ms. */
  readonly openedAt: EpochMs
  readonly items: number
  /** UTF-8 bytes of its items, and of their texts. */
  readonly bytes: number
  readonly textBytes: number
  /** It gets no further items. */
  readonly closed: boolean
  /** When it was put into KV; null: not yet. */
  readonly putAt: EpochMs | null
}

/** Items to add to an edition, each with its code and the cycle's time, and texts by the codes of their items. */
export interface EditionPart {
  readonly items: readonly (LinkedItem & { readonly code: string; readonly at: EpochMs })[]
  readonly texts: ReadonlyMap<string, Body>
  readonly bytes: number
  readonly textBytes: number
}

/** An item with its text, if it has one. */
export interface ArticleOfEdition extends ItemOfEdition {
  readonly body: Body | null
}

export class OpenEditions extends Table {
  readonly #all = this.remembered(['editions'], () =>
    this.rows(headSchema, sql`SELECT ${headColumns} FROM editions ORDER BY opened_at, code`),
  )

  /** All editions in the ledger, oldest first. */
  all(): readonly OpenEdition[] {
    return this.#all()
  }

  /** Opens an empty edition. */
  open(code: EditionCode, now: EpochMs): void {
    this.run(sql`INSERT INTO editions (code, opened_at) VALUES (${code}, ${now})`)
  }

  add(code: EditionCode, { items, texts, bytes, textBytes }: EditionPart): void {
    const separator = ',\n'
    this.run(sql`UPDATE editions
      SET lines = lines || iif(lines = '', '', ${separator}) || ${editionLines(items)}, items = items + ${items.length},
        bytes = bytes + ${bytes}, text_bytes = text_bytes + ${textBytes}
      WHERE code = ${code}`)
    for (const [item, body] of texts)
      this.run(sql`INSERT INTO edition_texts (edition, code, body) VALUES (${code}, ${item}, ${JSON.stringify(body)})`)
  }

  /** The codes of an edition's items. */
  codes(code: EditionCode): readonly string[] {
    return [...this.lines(code).matchAll(/^\{"code":"(?<code>[0-9A-Za-z]+)"/gmu)].flatMap(
      ({ groups }) => groups?.['code'] ?? [],
    )
  }

  /** An edition's items as `editionLines` writes them; '' without the edition. */
  lines(code: EditionCode): string {
    return this.values(v.string(), sql`SELECT lines FROM editions WHERE code = ${code}`)[0] ?? ''
  }

  /** The texts of an edition's items, by the items' codes. */
  texts(code: EditionCode): ReadonlyMap<string, Body> {
    const rows = this.rows(textRow, sql`SELECT code, body FROM edition_texts WHERE edition = ${code}`)
    return new Map(rows.map((row) => [row.code, row.body]))
  }

  /** The text of one item; null: none. Reads one row. */
  text(edition: EditionCode, code: string): Body | null {
    const query = sql`SELECT body FROM edition_texts WHERE edition = ${edition} AND code = ${code}`
    return this.rows(bodyRow, query)[0]?.body ?? null
  }

  /** Adds the summary of an item in one language, unless the edition is closed or has no room. Transactional. */
  addSummary(edition: EditionCode, code: string, summary: ArticleSummary): void {
    const open = this.all().find((each) => each.code === edition && !each.closed)
    const body = open === undefined ? null : this.text(edition, code)
    const { summaries = [] } = body ?? {}
    const isKnown = summaries.some(({ language }) => language === summary.language)
    if (open === undefined || body === null || isKnown || summaries.length >= limits.machine.summaryLanguages) return
    const after = JSON.stringify({ ...body, summaries: [...summaries, summary] })
    const bytes = Buffer.byteLength(after) - Buffer.byteLength(JSON.stringify(body))
    if (open.textBytes + bytes > limits.cycle.bodiesBytes) return
    this.run(sql`UPDATE edition_texts SET body = ${after} WHERE edition = ${edition} AND code = ${code}`)
    this.run(sql`UPDATE editions SET text_bytes = text_bytes + ${bytes} WHERE code = ${edition}`)
  }

  close(code: EditionCode): void {
    this.run(sql`UPDATE editions SET closed = 1 WHERE code = ${code}`)
  }

  /** KV has the edition. The ledger keeps it until KV surely shows it everywhere. */
  put(code: EditionCode, now: EpochMs): void {
    this.run(sql`UPDATE editions SET put_at = ${now} WHERE code = ${code}`)
  }

  /** Another namespace may lack the newest ones. */
  putAllAgain(): void {
    this.run(sql`UPDATE editions SET put_at = NULL WHERE put_at IS NOT NULL`)
  }

  remove(code: EditionCode): void {
    this.run(sql`DELETE FROM edition_texts WHERE edition = ${code}`)
    this.run(sql`DELETE FROM editions WHERE code = ${code}`)
  }

  /** The item of a short link with its text. Reads at most two rows. */
  article(link: ShortLink): ArticleOfEdition | null {
    const found = this.#item(link)
    if (found === null) return null
    return { ...found, body: this.text(link.edition, link.code) }
  }

  #item(link: ShortLink) {
    const row = v.object({ openedAt: v.number(), lines: v.string() })
    const query = sql`SELECT opened_at AS openedAt, lines FROM editions WHERE code = ${link.edition}`
    const [edition] = this.rows(row, query)
    if (edition === undefined) return null
    const line = lineOf(`\n${edition.lines}`, 1, link)
    const found = line === null ? null : itemOfLine(line, edition.openedAt)
    return found === null ? null : { ...found, ...edition }
  }
}
