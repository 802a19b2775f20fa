/** The journal of an upgrade, in git's folder from before the first change until the end, so that an interrupted one can continue. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { CONFIGURATION_FILE } from '../deploy/configuration.ts'
import { currentVersionSchema } from './worker-versions.ts'

const entrySchema = v.object({
  /** `back`: it failed, and the sources are put back. */
  phase: v.picklist(['forward', 'back']),
  branch: v.string(),
  from: v.string(),
  to: v.string(),
  label: v.string(),
  /** The text of wrangler.toml. */
  before: v.string(),
  after: v.string(),
  isFastForward: v.boolean(),
  isCopy: v.boolean(),
  hasNewMigration: v.boolean(),
  hasNewerData: v.boolean(),
  /** The Worker's version before the deployment; null: not read yet. */
  deployed: v.nullable(currentVersionSchema),
})
export type JournalEntry = Readonly<v.InferOutput<typeof entrySchema>>

export interface Journal {
  read(): Promise<JournalEntry | null>
  write(entry: JournalEntry): Promise<void>
  clear(): Promise<void>
  /** Path of the wrangler.toml from before, for people. */
  readonly savedConfiguration: string
}

/** @param folder a path that nothing else uses */
export function openJournal(folder: string): Journal {
  const file = path.join(folder, 'upgrade.json')
  const savedConfiguration = path.join(folder, CONFIGURATION_FILE)
  return {
    savedConfiguration,
    async read() {
      const text = await readFile(file, 'utf8').catch(() => null)
      return text === null ? null : v.parse(v.pipe(v.string(), v.parseJson(), entrySchema), text)
    },
    async write(entry) {
      await mkdir(folder, { recursive: true })
      await writeFile(savedConfiguration, entry.before, { flush: true })
      // Atomic.
      await writeFile(`${file}.new`, JSON.stringify(entry), { flush: true })
      await rename(`${file}.new`, file)
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  }
}
