/** Builds the Worker as wrangler would deploy it, and measures its size. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

/** Files that the Worker imports as text, by name. */
export type TextModules = Readonly<Record<string, string>>

export interface Bundle {
  readonly text: string
  readonly textModules: TextModules
  /** All modules together. */
  readonly bytes: number
  readonly gzipBytes: number
}

/** Builds the Worker of the project in `root`. */
export async function buildBundle(root: string): Promise<Bundle> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-bundle-'))
  try {
    const wrangler = path.join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
    const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_WRITE_LOGS: 'false' }
    const words = [wrangler, 'deploy', '--dry-run', '--outdir', folder]
    await promisify(execFile)(process.execPath, words, { cwd: root, env })
    const files = await readdir(folder)
    const contentsOf = async (extension: string) => {
      const names = files.filter((name) => name.endsWith(extension))
      return Promise.all(names.map(async (name) => ({ name, content: await readFile(path.join(folder, name)) })))
    }
    const [only, ...others] = await contentsOf('.js')
    if (only === undefined || others.length > 0) throw new Error('wrangler did not build exactly one module.')
    const texts = await contentsOf('.json')
    const contents = [only, ...texts].map(({ content }) => content)
    return {
      text: only.content.toString(),
      textModules: Object.fromEntries(texts.map(({ name, content }) => [name, content.toString()])),
      bytes: contents.reduce((sum, { length }) => sum + length, 0),
      gzipBytes: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The bundle without its warm-up, which is one line. */
export function withoutWarmUp(text: string): string {
  const bare = text.replace(/^warmUp\(\);$/mu, '')
  if (bare === text) throw new Error('The bundle has no line with the warm-up.')
  return bare
}
