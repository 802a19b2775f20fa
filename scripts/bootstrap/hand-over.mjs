/** Makes sure that everything is installed, then runs one of the scripts with the pinned Node and stands in for it. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { install, isInstalled, pinnedNode } from './install.mjs'
import { unusableProxy, withProxy } from './proxy.mjs'
import { startFailure } from './start-failure.mjs'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** What each npm script of package.json runs. */
const scripts = {
  start: 'scripts/start.ts',
  dev: 'scripts/dev.ts',
  test: 'scripts/test.ts',
  'test:long': 'scripts/test-long.ts',
  'test:busy': 'scripts/test-busy.ts',
  check: 'scripts/check.ts',
  format: 'scripts/format.ts',
  picture: 'scripts/picture.ts',
  parse: 'scripts/parse.ts',
  conformance: 'bench/conformance.ts',
  bench: 'bench/bench.ts',
  'bench:cycle': 'bench/bench-cycle.ts',
  'bench:doors': 'bench/bench-doors.ts',
  'bench:filter': 'bench/bench-filter.ts',
  'bench:start': 'bench/bench-start.ts',
  'bench:web': 'bench/bench-web.ts',
  stories: 'bench/stories.ts',
  torture: 'bench/torture.ts',
  'torture:runtime': 'bench/torture-runtime.ts',
  habits: 'bench/habits.ts',
  simulate: 'bench/simulate.ts',
  mutate: 'bench/mutate.ts',
  deploy: 'scripts/deploy.ts',
  upgrade: 'scripts/upgrade.ts',
  doctor: 'scripts/doctor.ts',
  backup: 'scripts/backup.ts',
  restore: 'scripts/restore.ts',
  contract: 'scripts/contract.ts',
}

export async function handOver(name, rest) {
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined
  if (script === undefined) {
    console.error(
      `Run one of: ${Object.keys(scripts)
        .map((known) => `npm run ${known}`)
        .join(', ')}`,
    )
    return 1
  }
  if (!isInstalled(root)) {
    if (process.platform === 'win32' && process.execPath.startsWith(path.join(root, 'node_modules')))
      // Windows keeps a running program's file, and npm ci would delete the Node that runs this.
      throw new Error('The packages have changed: run `npm ci` once, then the same command again.')
    await install(root)
  }
  const unusable = unusableProxy(process.env)
  if (unusable !== null)
    console.error(
      `Node cannot use the proxy in ${unusable}, so none is used: write it as http://host:port, or socks5://host:port.`,
    )
  return run(pinnedNode(root), [path.join(root, script), ...rest])
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Runs a program to its end, passing on what a terminal or a supervisor asks of this process. */
function run(node, words) {
  return new Promise((resolve, reject) => {
    // The channel tells the script when this process is gone, however it went.
    const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...words], {
      cwd: root,
      env: withProxy(process.env),
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    const passOn = (signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, passOn)
    const stopWatching = watchNpm(() => child.kill('SIGTERM'))
    // A handler or an interval that stays would keep this process alive.
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

/** npm passes a SIGTERM on to the shell between us, which dies of it in silence: our parent is then another. */
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
