/** Item records of version 1: hashes of id, link and title in 24 digits. */
import * as v from 'valibot'
import { type PackedKeys, packedKeysSchema } from '../model.ts'

/** The further fields of version 2 (feed/item-record.ts): no text, no date, listed at the last reading. */
const FURTHER_FIELDS = 'AAAAAAAAAAAAB'

/** Upgrades packed records of version 1. @throws on invalid records */
export function fromFirstRecords(keys: string): PackedKeys {
  return v.parse(packedKeysSchema, keys.replace(/.{24}/gu, `$&${FURTHER_FIELDS}`))
}

/** The same as an SQL expression of a column's records. */
export function withWiderRecords(column: string): string {
  return `(WITH RECURSIVE wider37 (at, records) AS (
    SELECT 1, '' UNION ALL
    SELECT at + 24, records || substr(${column}, at, 24) || '${FURTHER_FIELDS}' FROM wider37 WHERE at <= length(${column})
  ) SELECT records FROM wider37 ORDER BY at DESC LIMIT 1)`
}
