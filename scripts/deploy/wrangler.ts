/** Runs the project's own wrangler: to log in, to learn its access to Cloudflare, to deploy, and to roll back. */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import * as v from 'valibot'
import { networkAdvice, OperatorProblem } from '../operator/problem.ts'
import { codeIn, refusedByCloudflare } from './cloudflare-codes.ts'
import type { Configuration } from './configuration.ts'

/** How to speak to Cloudflare's API. */
export type Access =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'key'; readonly key: string; readonly email: string }

export interface Wrangler {
  /** Null: nobody is logged in. */
  access(): Promise<Access | null>
  /** @returns whether somebody logged in */
  login(how: LoginWay): Promise<boolean>
  /** @throws OperatorProblem with what wrangler said */
  deploy(order: DeployOrder): Promise<void>
}

/** `browser` waits for one on this machine; `device` shows an address and a code for any other. */
export type LoginWay = 'browser' | 'device'

export interface DeployOrder {
  /** wrangler.toml with what this deployment sets. */
  readonly configuration: Configuration
  /** Null: as the environment has it. */
  readonly account: string | null
  /** Those that are not sent stay as they are. */
  readonly secrets: Readonly<Record<string, string>>
  /** Shown while it goes on. */
  readonly log: (line: string) => void
}

interface Outcome {
  readonly code: number | null
  readonly output: string
}

const accessSchema = v.variant('type', [
  v.object({ type: v.picklist(['oauth', 'api_token']), token: v.string() }),
  v.object({ type: v.literal('api_key'), key: v.string(), email: v.string() }),
])

export function wranglerOf(root: string, environment: Readonly<Record<string, string | undefined>>): Wrangler {
  const program = path.join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js')

  function run(words: readonly string[], how: RunOptions = {}): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, ...words], {
        cwd: root,
        env: {
          ...environment,
          WRANGLER_SEND_METRICS: 'false',
          WRANGLER_SEND_ERROR_REPORTS: 'false',
          WRANGLER_HIDE_BANNER: 'true',
          // Its logs on disk would keep what it says to Cloudflare.
          WRANGLER_WRITE_LOGS: 'false',
          FORCE_COLOR: '0',
          ...how.environment,
        },
        stdio: how.isShown === true ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text: string) => {
          output += text
          how.log?.(text)
        })
      }
      child.on('error', reject)
      child.on('close', (code) => resolve({ code, output: stripVTControlCharacters(output) }))
    })
  }

  return {
    async access() {
      const { code, output } = await run(['auth', 'token', '--json'])
      if (code !== 0) return null
      const found = v.safeParse(v.pipe(v.string(), v.parseJson(), accessSchema), output.slice(output.indexOf('{')))
      if (!found.success) return null
      return found.output.type === 'api_key'
        ? { kind: 'key', key: found.output.key, email: found.output.email }
        : { kind: 'token', token: found.output.token }
    },

    login: async (how) =>
      (await run(['login', ...(how === 'device' ? ['--device'] : [])], { isShown: true })).code === 0,

    async deploy({ configuration, account, secrets, log }) {
      const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-deploy-'))
      // Whatever ends this process, the secrets do not stay behind.
      const remove = () => rmSync(folder, { recursive: true, force: true })
      process.once('exit', remove)
      try {
        const file = path.join(folder, 'wrangler.json')
        const main = path.join(root, 'src', 'worker.ts')
        await writeFile(file, JSON.stringify({ ...configuration, main }))
        const words = ['deploy', '--config', file]
        if (Object.keys(secrets).length > 0) {
          const secretsFile = path.join(folder, 'secrets.json')
          await writeFile(secretsFile, JSON.stringify(secrets), { mode: 0o600 })
          words.push('--secrets-file', secretsFile)
        }
        const { code, output } = await run(words, {
          log,
          // In CI wrangler asks nothing; what there is to ask was asked before.
          environment: { CI: 'true', ...(account === null ? {} : { CLOUDFLARE_ACCOUNT_ID: account }) },
        })
        if (code !== 0) throw deployFailed(output)
      } finally {
        process.off('exit', remove)
        remove()
      }
    },
  }
}

interface RunOptions {
  readonly isShown?: boolean
  readonly log?: (text: string) => void
  readonly environment?: Readonly<Record<string, string>>
}

const networkSigns = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|UND_ERR_|fetch failed|network/iu

/** Lines that help nobody here. */
const noise =
  /^A request to the Cloudflare API|^If you think this is a bug|^🪵|^Logs were written|newer version of Wrangler/u

/** What wrangler said, with advice. */
export function deployFailed(output: string): OperatorProblem {
  const lines = output.split('\n').map((line) => line.trim())
  const from = lines.findIndex((line) => /ERROR/u.test(line))
  const said = lines
    .slice(Math.max(0, from))
    .map((line) => line.replace(/^[✘×X] \[ERROR\] /u, '').replaceAll(/ ?\[code: \d+\]/gu, ''))
    .filter((line) => line !== '' && !noise.test(line))
    .slice(0, 6)
    .join('\n  ')
  const code = codeIn(output)
  if (code === null && networkSigns.test(output))
    return new OperatorProblem(`wrangler did not reach Cloudflare:\n  ${said}`, networkAdvice)
  return refusedByCloudflare(said, code)
}

/** Can a browser be opened on this machine? Over SSH, in a container and without a display it can not. */
export function loginWay(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  isContainer: boolean,
): LoginWay {
  const isSet = (name: string) => (environment[name] ?? '') !== ''
  if (isContainer || isSet('SSH_CONNECTION') || isSet('SSH_TTY') || isSet('CODESPACES')) return 'device'
  if (platform !== 'linux' && platform !== 'freebsd') return 'browser'
  return isSet('DISPLAY') || isSet('WAYLAND_DISPLAY') || isSet('WSL_DISTRO_NAME') ? 'browser' : 'device'
}
