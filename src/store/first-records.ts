/** Records of items as version 1 wrote them: hashes of id, link and title, in 24 digits. */
import * as v from 'valibot'
import { type PackedKeys, packedKeysSchema } from '../model.ts'

/** What version 2 has besides (feed/item-record.ts): no text, no date, and listed when the feed was read last. */
export const FURTHER_FIELDS = 'AAAAAAAAAAAAB'

/** Brings packed records of version 1 forward; throws on what is none. */
export function fromFirstRecords(keys: string): PackedKeys {
  return v.parse(packedKeysSchema, keys.replace(/.{24}/gu, `$&${FURTHER_FIELDS}`))
}
