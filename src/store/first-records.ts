/** Item records of version 1: hashes of id, link and title in 24 digits. */
import * as v from 'valibot'
import { type PackedKeys, packedKeysSchema } from '../model.ts'

/** The further fields of version 2 (feed/item-record.ts): no text, no date, listed at the last reading. */
export const FURTHER_FIELDS = 'AAAAAAAAAAAAB'

/** Upgrades packed records of version 1. @throws on invalid records */
export function fromFirstRecords(keys: string): PackedKeys {
  return v.parse(packedKeysSchema, keys.replace(/.{24}/gu, `$&${FURTHER_FIELDS}`))
}
