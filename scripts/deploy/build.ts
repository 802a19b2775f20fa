/** The name of a build: the version, and hashes of the sources and the variables. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'

const files = ['package-lock.json', 'wrangler.toml', 'tsconfig.json']

/** `0.1.0+<sources>-<variables>`, the same on every machine. */
export async function buildOf(root: string, variables: Readonly<Record<string, string>>): Promise<string> {
  const { version } = v.parse(
    v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() })),
    await readFile(path.join(root, 'package.json'), 'utf8'),
  )
  const sources = await readdir(path.join(root, 'src'), { recursive: true, withFileTypes: true })
  const names = sources
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  const hash = createHash('sha256')
  for (const name of [...names, ...files].toSorted()) {
    // Checkouts differ in their line endings.
    const text = (await readFile(path.join(root, name), 'utf8')).replaceAll('\r\n', '\n')
    hash.update(`${name}\0${text}\0`)
  }
  const set = createHash('sha256').update(JSON.stringify(Object.entries(variables).toSorted()))
  return `${version}+${hash.digest('hex').slice(0, 12)}-${set.digest('hex').slice(0, 6)}`
}

/** The name without the hash of the variables, which another machine may not know. */
export function sourcesOf(build: string): string {
  return build.replace(/-[0-9a-f]{6}$/u, '')
}
