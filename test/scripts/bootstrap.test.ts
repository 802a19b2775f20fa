/** The bootstrap: what counts as installed, how npm is called, and its error messages. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { install, installFailure, isInstalled, npmCommand, pinnedNode } from '../../scripts/bootstrap/install.mjs'
import { close, listen, loopback } from '../../simulators/ports.ts'
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
    { name: 'everything that this platform needs is installed', installed: hono, expected: true },
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
      name: 'a package that is not in the lock',
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

  it('is false after an interrupted install', async () => {
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
  it('is the npm that runs this script, on the machine’s own Node', () => {
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

describe('installFailure', () => {
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
      /do not match/u,
    ],
    ['', /did not say why/u],
  ])('%s', (output, words) => expect(installFailure(output)).toMatch(words))

  it('keeps npm’s message', () => {
    expect(installFailure('npm error something odd')).toContain('something odd')
  })
})

describe('install', () => {
  /** A double of npm that runs this code. */
  const npm = (code: string) => write('npm.cjs', code)
  const bringsNode = `require('fs').mkdirSync('node_modules/node/bin', { recursive: true })
    require('fs').writeFileSync('node_modules/node/bin/' + (process.platform === 'win32' ? 'node.exe' : 'node'), '')`
  const options = () => {
    const said: string[] = []
    const env = { npm_execpath: path.join(root, 'npm.cjs'), PATH: process.env['PATH'] }
    return { said, env, execPath: process.execPath, say: (words: string) => void said.push(words) }
  }

  it('runs npm ci with the development packages, quietly', async () => {
    await npm(`require('fs').writeFileSync('asked', process.argv.slice(2).join(' ')); ${bringsNode}`)
    const given = options()
    await install(root, given)
    expect(await readFile(path.join(root, 'asked'), 'utf8')).toMatch(/^ci --include=dev --loglevel=error/u)
    expect(given.said.join('\n')).toMatch(/npm ci[\s\S]*✓ Installed/u)
  })

  it('falls back on npm install if npm ci refuses the lock, and saves nothing', async () => {
    await npm(`
      require('fs').appendFileSync('asked', process.argv.slice(2, 4).join(' ') + ';')
      if (process.argv[2] === 'ci') {
        console.error('npm error npm ci can only install packages when package.json and package-lock.json are in sync')
        process.exit(1)
      }
      ${bringsNode}`)
    await install(root, options())
    expect(await readFile(path.join(root, 'asked'), 'utf8')).toBe('ci --include=dev;install --no-save;')
  })

  const askedFor = `require('fs').appendFileSync('asked', process.argv.slice(2, 5).join(' ') + ';')`

  it('runs only the install script of the pinned Node if npm runs none', async () => {
    await npm(`${askedFor}; if (process.argv[2] === 'rebuild') { ${bringsNode} }`)
    await install(root, options())
    expect(await readFile(path.join(root, 'asked'), 'utf8')).toBe(
      'ci --include=dev --loglevel=error;rebuild node --ignore-scripts=false;',
    )
  })

  it('reinstalls no package if only the pinned Node is missing', async () => {
    await write('package-lock.json', lock({}))
    await write('node_modules/.package-lock.json', lock({}))
    await npm(`${askedFor}; ${bringsNode}`)
    await install(root, options())
    expect(await readFile(path.join(root, 'asked'), 'utf8')).toBe('rebuild node --ignore-scripts=false;')
  })

  it('reports a missing pinned Node', async () => {
    await npm('')
    await expect(install(root, options())).rejects.toThrow(
      /node is missing: npm did not run the install script.*npm ci --ignore-scripts=false/u,
    )
  })

  it('stops npm with its children when it is stopped itself', async () => {
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

  it('reports a missing network', async () => {
    await npm(`console.error('npm error code ENOTFOUND'); process.exit(1)`)
    await expect(install(root, options())).rejects.toThrow(/first run needs a network/u)
  })
})

describe.skipIf(process.platform === 'win32')('the pinned Node', () => {
  const bin = 'node_modules/node/bin/node'
  const ran = promisify(execFile)
  /** A project with everything installed, whose pinned Node is this file. */
  async function project(node: string, mode = 0o755): Promise<void> {
    await cp(path.resolve(import.meta.dirname, '../../scripts/bootstrap.mjs'), path.join(root, 'scripts/bootstrap.mjs'))
    await cp(path.resolve(import.meta.dirname, '../../scripts/bootstrap'), path.join(root, 'scripts/bootstrap'), {
      recursive: true,
    })
    await write('scripts/doctor.ts', '')
    await write('package-lock.json', lock({}))
    await write('node_modules/.package-lock.json', lock({}))
    await write(bin, node)
    await chmod(path.join(root, bin), mode)
  }
  // As under npm, whose end is watched.
  const env = { PATH: process.env['PATH'], npm_lifecycle_event: 'doctor' }
  const bootstrap = () => path.join(root, 'scripts', 'bootstrap.mjs')
  const real = `#!/bin/sh\nexec '${process.execPath}' "$@"\n`

  it.each([
    {
      name: 'without glibc',
      node: '#!/lib/ld-not-here\n',
      mode: 0o755,
      words: /no glibc \(Alpine.*use a Debian image/u,
    },
    { name: 'on a disk that allows no programs', node: real, mode: 0o644, words: /may not be run: .*noexec/u },
  ])('reports at once why the pinned Node cannot be started $name', async ({ node, mode, words }) => {
    await project(node, mode)
    await expect(ran(process.execPath, [bootstrap(), 'doctor'], { env })).rejects.toMatchObject({
      code: 1,
      killed: false,
      stderr: expect.stringMatching(words),
    })
  })

  it.each([
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGTERM', code: 1 },
  ] as const)('is ended by $signal, and the bootstrap with it', async ({ signal, code }) => {
    await project(real)
    await write('scripts/doctor.ts', `console.log(process.pid); setInterval(() => {}, 1000)`)
    const child = spawn(process.execPath, [bootstrap(), 'doctor'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const [pid] = await once(child.stdout, 'data')
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([code, null])
    expect(() => process.kill(Number(pid), 0)).toThrow(/ESRCH/u)
  })

  it('uses the proxy in the environment, but not for this machine', async () => {
    await project(real)
    await write(
      'scripts/doctor.ts',
      `for (const url of process.argv.slice(2)) console.log(await fetch(url).then((answer) => answer.text(), (problem) => problem.cause.message))`,
    )
    const asked: (string | undefined)[] = []
    const proxy = createServer((_, answer) => answer.end('this machine')).on('connect', ({ url }, socket) => {
      asked.push(url)
      socket.end('HTTP/1.1 407 No\r\n\r\n')
    })
    const address = `http://${loopback}:${await listen(proxy, 0)}`
    try {
      const words = [bootstrap(), 'doctor', 'https://api.example.test/', address]
      const proxied = { ...env, HTTPS_PROXY: address, HTTP_PROXY: address, NO_PROXY: 'example.com' }
      const { stdout } = await ran(process.execPath, words, { env: proxied })
      expect(stdout).toBe('Request was cancelled.\nthis machine\n')
      expect(asked).toEqual(['api.example.test:443'])
    } finally {
      await close(proxy)
    }
  })
})

it('refuses a Node that is too old', async () => {
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
