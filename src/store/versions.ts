/** The versions of what is stored, and which of two sets is newer. Pure: the operator's commands import it. */
import * as v from 'valibot'
import { editionSchemaVersion } from './editions.ts'
import { directoryTables } from './people.ts'
import { seenSchemaVersion } from './seen.ts'
import { cellTables } from './tables.ts'

const version = v.pipe(v.number(), v.integer(), v.minValue(1))
/** Of a cell's tables, of the directory's, and of the KV documents `seen:` and `edition:`. */
export const storedVersionsSchema = v.object({ cell: version, directory: version, seen: version, edition: version })
export type StoredVersions = Readonly<v.InferOutput<typeof storedVersionsSchema>>

/** What these sources write: an object's tables are brought to this when it wakes up, a document when it is put. */
export const writtenVersions: StoredVersions = {
  cell: cellTables.length,
  directory: directoryTables.length,
  seen: seenSchemaVersion,
  edition: editionSchemaVersion,
}

/** What is stored in a newer version than `own`; nothing: sources that write `own` can read all of it. */
export function newerThan(stored: StoredVersions, own: StoredVersions): readonly (keyof StoredVersions)[] {
  return (['cell', 'directory', 'seen', 'edition'] as const).filter((what) => stored[what] > own[what])
}
