/** The project's own wrangler: login, credentials and deployments. */
import { rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { networkAdvice, OperatorProblem } from '../operator/problem.ts'
import { type Environment, runWrangler } from '../run-program.ts'
import { codeIn, refusedByCloudflare } from './cloudflare-codes.ts'
import type { Configuration } from './configuration.ts'

export type Access =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'key'; readonly key: string; readonly email: string }

export interface Wrangler {
  /** Null: not logged in. */
  access(): Promise<Access | null>
  login(way: LoginWay): Promise<boolean>
  /** @throws OperatorProblem with wrangler's message */
  deploy(order: DeployOrder): Promise<void>
}

/** `browser` opens one on this machine; `device` shows an address and a code for any other. */
export type LoginWay = 'browser' | 'device'

export interface DeployOrder {
  /** wrangler.toml with what this deployment sets. */
  readonly configuration: Configuration
  readonly account: string | null
  readonly secrets: Readonly<Record<string, string>>
  readonly log: (text: string) => void
}

const accessSchema = v.variant('type', [
  v.object({ type: v.picklist(['oauth', 'api_token']), token: v.string() }),
  v.object({ type: v.literal('api_key'), key: v.string(), email: v.string() }),
])

export function wranglerOf(root: string, env: Environment): Wrangler {
  return {
    async access() {
      const { code, output } = await runWrangler(root, ['auth', 'token', '--json'], { env })
      if (code !== 0) return null
      const found = v.safeParse(v.pipe(v.string(), v.parseJson(), accessSchema), output.slice(output.indexOf('{')))
      if (!found.success) return null
      return found.output.type === 'api_key'
        ? { kind: 'key', key: found.output.key, email: found.output.email }
        : { kind: 'token', token: found.output.token }
    },

    async login(way) {
      const args = ['login', ...(way === 'device' ? ['--device'] : [])]
      return (await runWrangler(root, args, { env, isShown: true })).code === 0
    },

    async deploy({ configuration, account, secrets, log }) {
      const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-deploy-'))
      // The secrets must not stay behind, however this process ends.
      const remove = () => rmSync(folder, { recursive: true, force: true })
      process.once('exit', remove)
      try {
        const file = path.join(folder, 'wrangler.json')
        const main = path.join(root, 'src', 'worker.ts')
        await writeFile(file, JSON.stringify({ ...configuration, main }))
        const args = ['deploy', '--config', file]
        if (Object.keys(secrets).length > 0) {
          const secretsFile = path.join(folder, 'secrets.json')
          await writeFile(secretsFile, JSON.stringify(secrets), { mode: 0o600 })
          args.push('--secrets-file', secretsFile)
        }
        // In CI wrangler asks nothing; all questions were asked before.
        const inAccount = account === null ? {} : { CLOUDFLARE_ACCOUNT_ID: account }
        const { code, output } = await runWrangler(root, args, { log, env: { ...env, CI: 'true', ...inAccount } })
        if (code !== 0) throw deployFailed(output)
      } finally {
        process.off('exit', remove)
        remove()
      }
    },
  }
}

const networkSigns = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|UND_ERR_|fetch failed|network/iu

/** Lines of wrangler's output that do not help the operator. */
const noise =
  /^A request to the Cloudflare API|^If you think this is a bug|^🪵|^Logs were written|newer version of Wrangler/u

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

/** Over SSH, in a container and without a display no browser can be opened. */
export function loginWay(environment: Environment, platform: NodeJS.Platform, isContainer: boolean): LoginWay {
  const isSet = (name: string) => (environment[name] ?? '') !== ''
  if (isContainer || isSet('SSH_CONNECTION') || isSet('SSH_TTY') || isSet('CODESPACES')) return 'device'
  if (platform !== 'linux' && platform !== 'freebsd') return 'browser'
  return isSet('DISPLAY') || isSet('WAYLAND_DISPLAY') || isSet('WSL_DISTRO_NAME') ? 'browser' : 'device'
}
