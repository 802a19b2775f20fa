/** Runs the project's own wrangler: to log in, to learn its access to Cloudflare, and to deploy. */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import * as v from 'valibot'
import { OperatorProblem } from '../operator/problem.ts'

/** How to speak to Cloudflare's API. */
export type Access =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'key'; readonly key: string; readonly email: string }

export interface Wrangler {
  /** Null: nobody is logged in. */
  access(): Promise<Access | null>
  /** Opens a browser. @returns whether somebody logged in */
  login(): Promise<boolean>
  /** @throws OperatorProblem with what wrangler said */
  deploy(order: DeployOrder): Promise<void>
}

export interface DeployOrder {
  /** Null, of both: as wrangler.toml or the environment has it. */
  readonly name: string | null
  readonly account: string | null
  readonly variables: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
  /** Id of a KV namespace that is there already; null: wrangler makes one, or keeps the Worker's. */
  readonly namespace: string | null
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

    login: async () => (await run(['login'], { isShown: true })).code === 0,

    async deploy({ name, account, variables, secrets, namespace, log }) {
      const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-deploy-'))
      // Whatever ends this process, the secrets do not stay behind.
      const remove = () => rmSync(folder, { recursive: true, force: true })
      process.once('exit', remove)
      try {
        const file = path.join(folder, 'secrets.json')
        await writeFile(file, JSON.stringify(secrets), { mode: 0o600 })
        const words = ['deploy', ...(name === null ? [] : ['--name', name])]
        if (namespace !== null) words.push('--config', await configWith(root, folder, namespace))
        // Those that are not sent stay as they are.
        if (Object.keys(secrets).length > 0) words.push('--secrets-file', file)
        for (const [variable, value] of Object.entries(variables)) words.push('--var', `${variable}:${value}`)
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

/** Cloudflare's error codes as wrangler shows them: `[code: 10000]`. */
const advices: readonly (readonly [sign: RegExp, advice: string])[] = [
  [
    /\[code: (?:10000|9109|10001)\]|Authentication error/u,
    'The login lacks a right. Run `npx wrangler login` again, or give the API token the template “Edit Cloudflare Workers”.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|fetch failed|network/iu,
    'Cloudflare could not be reached. Check the network of this machine, then run the same command again: it goes on from here.',
  ],
  [
    /\[code: 10034\]|verify your email/iu,
    'Cloudflare wants the account’s e-mail address confirmed first: look for its message, then run the same command again.',
  ],
  [
    /\[code: 10027\]|exceeded the limit|limit of .* Workers/iu,
    'The account has as many Workers as its plan allows. Delete one in the dashboard, then run the same command again.',
  ],
]

function deployFailed(output: string): OperatorProblem {
  const lines = output.split('\n').map((line) => line.trim())
  const from = lines.findIndex((line) => /ERROR/u.test(line))
  const said = lines
    .slice(Math.max(0, from))
    .filter((line) => line !== '')
    .slice(0, 6)
    .join('\n  ')
  const advice = advices.find(([sign]) => sign.test(output))?.[1]
  return new OperatorProblem(
    `wrangler could not deploy:\n  ${said}`,
    advice ??
      'Run the same command again; what was done already is left as it is. If it fails again, look the error up in Cloudflare’s documents.',
  )
}

/** wrangler.toml with this namespace, in another folder: wrangler would make another of the same title, and fail. @returns its path */
async function configWith(root: string, folder: string, namespace: string): Promise<string> {
  const text = await readFile(path.join(root, 'wrangler.toml'), 'utf8')
  const main = JSON.stringify(path.join(root, 'src', 'worker.ts'))
  const file = path.join(folder, 'wrangler.toml')
  await writeFile(
    file,
    text.replace(/^main = .*$/mu, `main = ${main}`).replace(/^binding = "STORE"$/mu, `$&\nid = "${namespace}"`),
  )
  return file
}

/** The Worker's name in wrangler.toml. */
export async function configuredName(root: string): Promise<string> {
  return (await configured(root, 'name')) || 'paperboy'
}

/** A text in wrangler.toml, by a name that it has once; '' where it is not set. */
export async function configured(root: string, name: string): Promise<string> {
  const text = await readFile(path.join(root, 'wrangler.toml'), 'utf8')
  return new RegExp(`^${name} = "([^"]*)"`, 'mu').exec(text)?.[1] ?? ''
}
