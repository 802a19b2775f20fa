/** Decides whether node_modules is what package-lock.json asks for, and has npm put it right where it is not. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { startFailure } from './start-failure.mjs'

/** The packages of a lock file, or null where there is none that can be read. */
function packagesOf(file) {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'))
    return typeof packages === 'object' ? packages : null
  } catch {
    return null
  }
}

/** Where the pinned Node is, once it was installed. */
export function pinnedNode(root, platform = process.platform) {
  return path.join(root, 'node_modules', 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node')
}

/** Whether every package of package-lock.json is installed in its version, and the pinned Node with them. */
export function isInstalled(root, platform = process.platform) {
  return hasPackages(root) && existsSync(pinnedNode(root, platform))
}

/** npm writes node_modules/.package-lock.json last, so an install that was broken off does not count as one. */
function hasPackages(root) {
  const wanted = packagesOf(path.join(root, 'package-lock.json'))
  const installed = packagesOf(path.join(root, 'node_modules', '.package-lock.json'))
  if (wanted === null || installed === null) return false
  return Object.entries(wanted).every(([name, asked]) => {
    if (name === '') return true
    const there = installed[name]
    // Builds for other platforms are in the lock and rightly absent.
    if (there === undefined) return asked.optional === true || asked.devOptional === true
    return there.version === asked.version && there.integrity === asked.integrity
  })
}

/** What npm ci says of a lock with a gap: an optional package was not to be had when the lock was made. */
const lockGap = /npm ci.{0,80}can only install/su
const offlineSigns = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/u

/** What went wrong with an install, in words that help. */
export function failureWords(output) {
  // npm says what is wrong first, and how npm is used after it.
  const lines = output.trim().split('\n')
  const tail = lines.slice(0, 12).join('\n')
  const sign = offlineSigns.exec(output)
  if (sign !== null)
    return `npm could not reach its registry (${sign[1]}). The first run needs a network, later ones do not: connect and run the same command again.\n${lines.slice(0, 3).join('\n')}`
  if (/\b(EACCES|EPERM)\b/u.test(output))
    return `npm may not write to node_modules. Close whatever runs from it, see who owns the folder, and run the same command again.\n${tail}`
  if (/\bENOSPC\b/u.test(output)) return `The disk is full.\n${tail}`
  if (lockGap.test(output))
    return `package.json and package-lock.json do not fit together: run \`npm install\` once, and commit what it changes.\n${tail}`
  return `npm could not install what is missing.\n${tail === '' ? 'It did not say why.' : tail}`
}

/** How npm is called: by the file that runs us where npm says so, else by name. */
export function npmCommand(env, execPath, platform = process.platform) {
  const script = env.npm_execpath
  if (script !== undefined && /\.c?js$/u.test(script))
    return { command: env.npm_node_execpath ?? execPath, arguments: [script], shell: false }
  return { command: 'npm', arguments: [], shell: platform === 'win32' }
}

/**
 * Installs with `npm ci`, and where that refuses the lock, with `npm install --no-save`, which takes what the lock has and
 * changes no file that git knows. Only npm's errors are shown: it runs on the machine's own Node, so its EBADENGINE
 * warnings are about a Node that nothing of ours is run with.
 */
export async function install(root, { env = process.env, execPath = process.execPath, say = console.log } = {}) {
  const started = Date.now()
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`
  const npm = async (words) => {
    const done = await runNpm(words, root, env, execPath)
    if (done.code === 0) return true
    if (words[0] === 'ci' && lockGap.test(done.output)) return false
    throw new Error(failureWords(done.output))
  }
  say('  Installing what is missing (npm ci), about a minute the first time …')
  const ticking = setInterval(() => say(`  … still installing, ${seconds()}`), 10_000)
  try {
    if (!hasPackages(root) && !(await npm(['ci']))) {
      say('  … npm ci wants more than the lock has, going on with npm install')
      await npm(['install', '--no-save'])
    }
    // Where npm runs no scripts, it still runs the one that brings the pinned Node, and no other.
    const node = pinnedNode(root)
    if (!existsSync(node)) await npm(['rebuild', 'node', '--ignore-scripts=false'])
    if (!existsSync(node)) throw new Error(startFailure(node, 'ENOENT', false))
  } finally {
    clearInterval(ticking)
  }
  say(`✓ Installed in ${seconds()}`)
}

/** The person who started it ended it. */
class Stopped extends Error {
  exitCode = 130
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** npm takes its time to end, or does not: and what it still writes would be in the way of the next install. ms */
const grace = 500

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
      // A group of its own, so that it ends with all that it has started.
      detached: !windows,
    })
    let stopped = false
    const kill = (signal) => {
      try {
        if (windows) child.kill()
        else process.kill(-child.pid, signal)
      } catch {
        // Nobody of that group is left.
      }
    }
    const stop = () => {
      stopped = true
      kill('SIGTERM')
      setTimeout(() => kill('SIGKILL'), grace)
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
