/** The schema versions of stored data, and their comparison. Pure: the operator's commands import it. */
import * as v from 'valibot'
import { directoryTables } from './directory-tables.ts'
import { editionSchemaVersion } from './editions.ts'
import { seenSchemaVersion } from './seen.ts'
import { cellTables } from './tables.ts'

const version = v.pipe(v.number(), v.integer(), v.minValue(1))
/** Versions of a cell's tables, of the directory's, and of the KV documents `seen:` and `edition:`. */
export const storedVersionsSchema = v.object({ cell: version, directory: version, seen: version, edition: version })
export type StoredVersions = Readonly<v.InferOutput<typeof storedVersionsSchema>>

/** The versions that this code writes. An object migrates its tables when it wakes up; a document is upgraded when it is put. */
export const writtenVersions: StoredVersions = {
  cell: cellTables.length,
  directory: directoryTables.length,
  seen: seenSchemaVersion,
  edition: editionSchemaVersion,
}

/** The stored data newer than `own`, which code that writes `own` cannot read. */
export function newerThan(stored: StoredVersions, own: StoredVersions): readonly (keyof StoredVersions)[] {
  return (['cell', 'directory', 'seen', 'edition'] as const).filter((what) => stored[what] > own[what])
}
