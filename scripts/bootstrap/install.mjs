/** Whether node_modules matches package-lock.json, and its installation by npm. Plain JavaScript: it runs before anything is installed. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The packages of a lock file; null: it cannot be read. */
function packagesOf(file) {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'))
    return typeof packages === 'object' ? packages : null
  } catch {
    return null
  }
}

/**
 * Path of the pinned Node.
 * @param {string} root
 * @param {string} [platform]
 */
export function pinnedNode(root, platform = process.platform) {
  return path.join(root, 'node_modules', 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node')
}

/**
 * Whether every package of package-lock.json is installed in its version, and the pinned Node too.
 * @param {string} root
 * @param {string} [platform]
 */
export function isInstalled(root, platform = process.platform) {
  return hasPackages(root) && existsSync(pinnedNode(root, platform))
}

/** npm writes node_modules/.package-lock.json last, so an interrupted install does not count. */
function hasPackages(root) {
  const locked = packagesOf(path.join(root, 'package-lock.json'))
  const installed = packagesOf(path.join(root, 'node_modules', '.package-lock.json'))
  if (locked === null || installed === null) return false
  return Object.entries(locked).every(([name, expected]) => {
    if (name === '') return true
    const found = installed[name]
    // Builds for other platforms are in the lock and not installed.
    if (found === undefined) return expected.optional === true || expected.devOptional === true
    return found.version === expected.version && found.integrity === expected.integrity
  })
}

/** npm ci's message for a lock that lacks an optional package. */
const lockGap = /npm ci.{0,80}can only install/su
const offlineSigns = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/u

/**
 * Why an install failed, with advice.
 * @param {string} output
 */
export function installFailure(output) {
  // npm says what is wrong first, and its usage after that.
  const lines = output.trim().split('\n')
  const tail = lines.slice(0, 12).join('\n')
  const sign = offlineSigns.exec(output)
  if (sign !== null)
    return `npm could not reach its registry (${sign[1]}). The first run needs a network, later ones do not: connect and run the same command again.\n${lines.slice(0, 3).join('\n')}`
  if (/\b(EACCES|EPERM)\b/u.test(output))
    return `npm may not write to node_modules. Close programs that run from it, check who owns the folder, and run the same command again.\n${tail}`
  if (/\bENOSPC\b/u.test(output)) return `The disk is full.\n${tail}`
  if (lockGap.test(output))
    return `package.json and package-lock.json do not match: run \`npm install\` once, and commit what it changes.\n${tail}`
  return `npm could not install what is missing.\n${tail === '' ? 'It did not say why.' : tail}`
}

/**
 * How npm is called: by the file that npm names in the environment, else by name.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} execPath
 * @param {string} [platform]
 */
export function npmCommand(env, execPath, platform = process.platform) {
  const script = env.npm_execpath
  if (script !== undefined && /\.c?js$/u.test(script))
    return { command: env.npm_node_execpath ?? execPath, arguments: [script], shell: false }
  return { command: 'npm', arguments: [], shell: platform === 'win32' }
}

/**
 * Installs with `npm ci`, and if that refuses the lock, with `npm install --no-save`, which takes what the lock has and
 * changes no file that git knows. Only npm's errors are shown: its EBADENGINE warnings concern the machine's own Node.
 * @param {string} root
 * @param {{ env?: Readonly<Record<string, string | undefined>>, execPath?: string, say?: (words: string) => void }} [options]
 */
export async function install(root, { env = process.env, execPath = process.execPath, say = console.log } = {}) {
  const started = Date.now()
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`
  const npm = async (words) => {
    const done = await runNpm(words, root, env, execPath)
    if (done.code === 0) return true
    if (words[0] === 'ci' && lockGap.test(done.output)) return false
    throw new Error(installFailure(done.output))
  }
  say('  Installing what is missing (npm ci), about a minute the first time …')
  const ticking = setInterval(() => say(`  … still installing, ${seconds()}`), 10_000)
  try {
    if (!hasPackages(root) && !(await npm(['ci']))) {
      say('  … npm ci wants more than the lock has, going on with npm install')
      await npm(['install', '--no-save'])
    }
    // If npm runs no install scripts, it still runs the one that fetches the pinned Node.
    const node = pinnedNode(root)
    if (!existsSync(node)) await npm(['rebuild', 'node', '--ignore-scripts=false'])
    if (!existsSync(node)) throw new Error(startFailure(node, 'ENOENT', false))
  } finally {
    clearInterval(ticking)
  }
  say(`✓ Installed in ${seconds()}`)
}

/** Ended by a signal. */
class Stopped extends Error {
  exitCode = 130
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** npm may end late or not at all, and its writes would disturb the next install. */
const GRACE_MS = 500

function runNpm(command, root, env, execPath) {
  const npm = npmCommand(env, execPath)
  const windows = process.platform === 'win32'
  const settings = ['--include=dev', '--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier']
  return new Promise((resolve, reject) => {
    let output = ''
    const child = spawn(npm.command, [...npm.arguments, ...command, ...settings], {
      cwd: root,
      env: { ...env, npm_config_engine_strict: 'false' },
      shell: npm.shell,
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own process group, so that it ends with its children.
      detached: !windows,
    })
    let stopped = false
    const kill = (signal) => {
      try {
        if (windows) child.kill()
        else process.kill(-child.pid, signal)
      } catch {
        // The group is gone.
      }
    }
    const stop = () => {
      stopped = true
      kill('SIGTERM')
      setTimeout(() => kill('SIGKILL'), GRACE_MS)
    }
    for (const signal of stopSignals) process.once(signal, stop)
    const settle = (done) => {
      for (const signal of stopSignals) process.off(signal, stop)
      if (stopped) reject(new Stopped('Stopped. The same command goes on with the install.'))
      else done()
    }
    const keep = (chunk) => {
      output = `${output}${chunk}`.slice(0, 20_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => settle(() => reject(new Error(`npm could not be started: ${error.message}`))))
    child.on('close', (code) => settle(() => resolve({ code, output })))
  })
}

/**
 * Why the pinned Node could not be started, with advice.
 * @param {string} node its path
 * @param {string} code of spawn's error
 * @param {boolean} isThere whether the file exists
 */
export function startFailure(node, code, isThere) {
  // The system names the program even when the program's interpreter is what is missing.
  if (code === 'ENOENT' && isThere)
    return `${node} was built for glibc, and this system has no glibc (Alpine and other musl systems): use a Debian image, such as node:24-bookworm.`
  if (code === 'ENOENT')
    return `${node} is missing: npm did not run the install script of the package “node” (ignore-scripts, or allowScripts in package.json). Run npm ci --ignore-scripts=false once, then the same command again.`
  if (code === 'EACCES')
    return `${node} may not be run: the disk is mounted with noexec, or the file has lost its permission. Move the project to a disk that allows programs, or run npm ci --ignore-scripts=false there.`
  return `${node} could not be started (${code}). Delete node_modules, and run the same command again.`
}
