/** Installs the packages if needed, then runs one of the scripts with the pinned Node. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, isInstalled, pinnedNode, startFailure } from './install.mjs'
import { unusableProxy, withProxy } from './proxy.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/**
 * Runs `npm run NAME`: `bench:cycle` is bench-cycle.ts in scripts/ or bench/.
 * @param {string} name
 * @param {string[]} args
 */
export async function runScript(name, args) {
  const script = ['scripts', 'bench']
    .map((folder) => path.join(root, folder, `${name.replaceAll(':', '-')}.ts`))
    .find((file) => existsSync(file))
  if (script === undefined) {
    const known = Object.keys(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts)
    console.error(`Run one of: ${known.map((each) => `npm run ${each}`).join(', ')}`)
    return 1
  }
  if (!isInstalled(root)) {
    if (process.platform === 'win32' && process.execPath.startsWith(path.join(root, 'node_modules')))
      // Windows locks the file of a running program, and npm ci would delete the Node that runs this.
      throw new Error('The packages have changed: run `npm ci` once, then the same command again.')
    await install(root)
  }
  const unusable = unusableProxy(process.env)
  if (unusable !== null)
    console.error(
      `Node cannot use the proxy in ${unusable}, so none is used: write it as http://host:port, or socks5://host:port.`,
    )
  return run(pinnedNode(root), [script, ...args])
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Runs a program to its end and passes signals on to it. */
function run(node, args) {
  return new Promise((resolve, reject) => {
    // The IPC channel tells the script when this process is gone.
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
      cwd: root,
      env: withProxy(process.env),
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    const passOn = (signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, passOn)
    const stopWatching = watchNpm(() => child.kill('SIGTERM'))
    // A remaining handler or interval would keep this process alive.
    const settle = () => {
      for (const signal of signals) process.off(signal, passOn)
      stopWatching()
    }
    child.on('error', (error) => {
      settle()
      reject(new Error(startFailure(node, error.code ?? error.message, existsSync(node))))
    })
    child.on('exit', (code, signal) => {
      settle()
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}

/** npm passes a SIGTERM to the shell between npm and this process, which dies silently: then the parent changes. */
function watchNpm(gone) {
  if (process.env.npm_lifecycle_event === undefined) return () => {}
  const parent = process.ppid
  const watching = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watching)
    gone()
  }, 500)
  return () => clearInterval(watching)
}
