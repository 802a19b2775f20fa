/** Builds the Worker as wrangler would deploy it, and measures its size. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

export interface Bundle {
  readonly text: string
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
    const names = (await readdir(folder)).filter((name) => name.endsWith('.js'))
    const modules = await Promise.all(names.map((name) => readFile(path.join(folder, name))))
    const [only] = modules
    if (only === undefined || modules.length > 1) throw new Error('wrangler did not build exactly one module.')
    return { text: only.toString(), bytes: only.length, gzipBytes: gzipSync(only).length }
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
