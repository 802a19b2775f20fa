/** The bootstrap: what counts as installed, how npm is called, and what is said when it fails. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
// biome-ignore lint/correctness/useImportExtensions: the types beside the module confuse the rule
import { failureWords, install, isInstalled, npmCommand, pinnedNode } from '../../scripts/bootstrap/install.mjs'
import { PATIENCE_MS } from '../patience.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'paperboy-bootstrap-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true })
  await writeFile(path.join(root, file), text)
}

interface Locked {
  readonly version: string
  readonly integrity?: string
  readonly optional?: boolean
}
const lock = (packages: Readonly<Record<string, Locked | { readonly name: string }>>) => JSON.stringify({ packages })

describe('isInstalled', () => {
  const asked = {
    '': { name: 'paperboy' },
    'node_modules/hono': { version: '4.0.0', integrity: 'sha512-a' },
    'node_modules/only-mac': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  }
  const hono = { 'node_modules/hono': { version: '4.0.0', integrity: 'sha512-a' } }

  it.each([
    { name: 'all that this platform needs is there', installed: hono, expected: true },
    { name: 'a package is missing', installed: {}, expected: false },
    {
      name: 'another version',
      installed: { 'node_modules/hono': { version: '3.0.0', integrity: 'sha512-z' } },
      expected: false,
    },
    {
      name: 'the same version with other content',
      installed: { 'node_modules/hono': { version: '4.0.0', integrity: 'sha512-x' } },
      expected: false,
    },
    {
      name: 'an optional one in another version',
      installed: { ...hono, 'node_modules/only-mac': { version: '0.9.0', integrity: 'sha512-c' } },
      expected: false,
    },
    {
      name: 'something more that nobody asked for',
      installed: { ...hono, 'node_modules/x': { version: '1.0.0' } },
      expected: true,
    },
  ])('$name: $expected', async ({ installed, expected }) => {
    await write('package-lock.json', lock(asked))
    await write('node_modules/.package-lock.json', lock(installed))
    await write('node_modules/node/bin/node', '')
    expect(isInstalled(root, 'linux')).toBe(expected)
  })

  it('is false in a fresh clone', async () => {
    await write('package-lock.json', lock(asked))
    expect(isInstalled(root)).toBe(false)
  })

  it('is false after an install that was broken off', async () => {
    await write('package-lock.json', lock(asked))
    await write('node_modules/node/bin/node', '')
    expect(isInstalled(root, 'linux')).toBe(false)
  })

  it('is false without the pinned Node, such as after npm ci --ignore-scripts', async () => {
    await write('package-lock.json', lock(asked))
    await write('node_modules/.package-lock.json', lock(hono))
    expect(isInstalled(root, 'linux')).toBe(false)
  })

  it('looks for node.exe on Windows', () => {
    expect(path.basename(pinnedNode(root, 'win32'))).toBe('node.exe')
  })
})

describe('npmCommand', () => {
  it('is the npm that runs us, on the machine’s own Node', () => {
    const env = { npm_execpath: '/lib/npm/bin/npm-cli.js', npm_node_execpath: '/usr/bin/node' }
    expect(npmCommand(env, '/pinned/node')).toEqual({
      command: '/usr/bin/node',
      arguments: ['/lib/npm/bin/npm-cli.js'],
      shell: false,
    })
  })

  it.each([
    { platform: 'linux', shell: false },
    { platform: 'win32', shell: true },
  ])('is found by name without it, on $platform', ({ platform, shell }) => {
    expect(npmCommand({}, '/pinned/node', platform)).toEqual({ command: 'npm', arguments: [], shell })
  })
})

describe('failureWords', () => {
  it.each([
    [
      'npm error code ENOTFOUND\nnpm error request to https://registry.example failed',
      /could not reach its registry \(ENOTFOUND\)/u,
    ],
    ['npm error code EAI_AGAIN', /could not reach its registry/u],
    ['npm error code EACCES\nnpm error path node_modules', /may not write to node_modules/u],
    ['npm error code ENOSPC', /disk is full/u],
    [
      'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync',
      /do not fit together/u,
    ],
    ['', /did not say why/u],
  ])('%s', (output, words) => expect(failureWords(output)).toMatch(words))

  it('keeps what npm said', () => {
    expect(failureWords('npm error something odd')).toContain('something odd')
  })
})

describe('install', () => {
  /** Stands for npm: writes what it was asked, then ends as told. */
  const npm = (code: string) => write('npm.cjs', code)
  const options = () => {
    const said: string[] = []
    const env = { npm_execpath: path.join(root, 'npm.cjs'), PATH: process.env['PATH'] }
    return { said, env, execPath: process.execPath, say: (words: string) => void said.push(words) }
  }

  it('runs npm ci with the development packages, quietly', async () => {
    await npm(`require('fs').writeFileSync('asked', process.argv.slice(2).join(' '))`)
    const given = options()
    await install(root, given)
    expect(await readFile(path.join(root, 'asked'), 'utf8')).toMatch(/^ci --include=dev --loglevel=error/u)
    expect(given.said.join('\n')).toMatch(/npm ci[\s\S]*✓ Installed/u)
  })

  it('falls back on npm install where npm ci finds a gap in the lock, and saves nothing', async () => {
    await npm(`
      require('fs').appendFileSync('asked', process.argv.slice(2, 4).join(' ') + ';')
      if (process.argv[2] === 'ci') {
        console.error('npm error npm ci can only install packages when package.json and package-lock.json are in sync')
        process.exit(1)
      }`)
    await install(root, options())
    expect(await readFile(path.join(root, 'asked'), 'utf8')).toBe('ci --include=dev;install --no-save;')
  })

  it('ends npm with all that it has started when it is stopped itself', async () => {
    await npm(`
      process.on('SIGTERM', () => {})
      require('fs').writeFileSync('asked', String(process.pid))
      setInterval(() => {}, 1000)`)
    const module = path.resolve(import.meta.dirname, '../../scripts/bootstrap/install.mjs')
    const program = `import { install } from ${JSON.stringify(module)}
      await install(process.cwd(), { say: () => {} }).catch((error) => { process.exitCode = error.exitCode })`
    await write('stop.mjs', program)
    const env = { ...process.env, npm_execpath: path.join(root, 'npm.cjs'), npm_node_execpath: process.execPath }
    const child = spawn(process.execPath, [path.join(root, 'stop.mjs')], { cwd: root, env, stdio: 'ignore' })
    const ended = once(child, 'exit')
    await vi.waitFor(() => readFile(path.join(root, 'asked'), 'utf8'), { timeout: PATIENCE_MS })
    child.kill('SIGINT')
    expect(await ended).toEqual([130, null])
    const pid = Number(await readFile(path.join(root, 'asked'), 'utf8'))
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/u)
  })

  it('says that there is no network', async () => {
    await npm(`console.error('npm error code ENOTFOUND'); process.exit(1)`)
    await expect(install(root, options())).rejects.toThrow(/first run needs a network/u)
  })
})

it('tells a Node that is too old, and does nothing', async () => {
  // A Node that calls itself 18: the check reads nothing else.
  await write(
    'old.cjs',
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } })`,
  )
  const bootstrap = path.resolve(import.meta.dirname, '../../scripts/bootstrap.mjs')
  const run = promisify(execFile)(process.execPath, ['--require', path.join(root, 'old.cjs'), bootstrap, 'start'])
  await expect(run).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/needs Node.js 20 or newer, and this is 18\.20\.0/u),
  })
})
