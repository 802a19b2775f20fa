/** Decides which items of a document are new to somebody who knows some. Pure. */
import { recognise } from '../feed/identity.ts'
import { type ItemRecord, unpack } from '../feed/item-record.ts'
import { noKeys, type PackedKeys } from '../model.ts'

type IsNew = (record: ItemRecord) => boolean

/** A test of which items of a document are not among the known ones. */
export function newAmong(window: PackedKeys, known: PackedKeys): IsNew {
  if (known === noKeys) return () => true
  const document = unpack(window)
  const judgements = recognise(document, unpack(known))
  const found = new Set(document.filter((_, at) => judgements[at]?.kind === 'known'))
  return (record) => !found.has(record)
}
