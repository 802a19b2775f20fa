/** The commands that an upgrade hands over to: those of the new sources, and wrangler for versions and rollbacks. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
// biome-ignore lint/correctness/useImportExtensions: the types beside the module confuse the rule
import { isInstalled } from '../bootstrap/install.mjs'
import { readKeys } from '../operator/keys.ts'
import type { CurrentVersion, WorkerVersions } from './roll-back.ts'
import type { NewSources } from './upgrade.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** @param unattended the deployment asks nothing either */
export function newSources(root: string, environment: Environment, unattended: boolean): NewSources {
  // npm's own Node: the pinned one may be replaced by the installation.
  const node = environment['npm_node_execpath'] ?? process.execPath
  const run = async (words: readonly string[]) =>
    (await child(node, [path.join(root, 'scripts', 'bootstrap.mjs'), ...words], root, environment, 'inherit')).code ===
    0
  return {
    canInstall: () => process.platform !== 'win32' || isInstalled(root),
    // An older release has no such tests.
    smoke: async () => !existsSync(path.join(root, 'scripts', 'checks', 'smoke.ts')) || run(['test', '--smoke']),
    deploy: (name) => run(['deploy', '--name', name, ...(unattended ? ['--yes'] : [])]),
  }
}

/** developers.cloudflare.com/api: a deployment's versions share the traffic, in per cent */
const deploymentSchema = v.object({ versions: v.array(v.object({ version_id: v.string(), percentage: v.number() })) })

/** The one place that knows how Cloudflare is asked: `wrangler deployments status` and `wrangler rollback`. */
export function workerVersions(root: string, environment: Environment): WorkerVersions {
  const program = path.join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js')
  const wrangler = async (name: string, words: readonly string[]) => {
    // A login may see several accounts: the bot's is remembered since it was deployed.
    const account = environment['CLOUDFLARE_ACCOUNT_ID'] || ((await readKeys(root, name)).account ?? undefined)
    const env = { ...environment, ...quiet, CLOUDFLARE_ACCOUNT_ID: account }
    return child(process.execPath, [program, ...words], root, env, 'pipe')
  }
  return {
    async current(name) {
      const { code, output } = await wrangler(name, ['deployments', 'status', '--name', name, '--json'])
      return currentVersionOf(code, output)
    },
    async rollBack(name, version) {
      const words = ['rollback', version, '--name', name, '--message', 'The upgrade failed', '--yes']
      return (await wrangler(name, words)).code === 0
    },
  }
}

/** What wrangler's exit code and output say. 10007: there is no such Worker (Cloudflare's API). */
export function currentVersionOf(code: number, output: string): CurrentVersion {
  if (code !== 0) return { kind: /\[code: 10007\]|has no deployments/u.test(output) ? 'none' : 'unknown' }
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), deploymentSchema), output.slice(output.indexOf('{')))
  if (!read.success) return { kind: 'unknown' }
  const whole = read.output.versions.find(({ percentage }) => percentage === 100)
  return whole === undefined ? { kind: 'none' } : { kind: 'version', id: whole.version_id }
}

const quiet = {
  CI: 'true',
  FORCE_COLOR: '0',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
} as const

function child(
  program: string,
  words: readonly string[],
  cwd: string,
  env: Environment,
  streams: 'inherit' | 'pipe',
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const started = spawn(program, words, {
      cwd,
      env: { ...env },
      stdio: [streams === 'inherit' ? 'inherit' : 'ignore', streams, streams],
    })
    let output = ''
    for (const stream of [started.stdout, started.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    started.on('error', (problem) => resolve({ code: 1, output: problem.message }))
    started.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
