/** Starts a bundle in its own workerd process, and measures the CPU time up to its first answer. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { freePort, loopback } from '../../simulators/ports.ts'
import type { TextModules } from './bundle.ts'

/** Time limit of a start on a busy machine. */
const TIMEOUT_MS = 60_000

/** ms of CPU. */
export interface StartCost {
  /** All threads, including V8's compilers. */
  readonly all: number
  /** The thread that runs the program. */
  readonly main: number
}

export interface Program {
  readonly text: string
  readonly textModules: TextModules
  readonly compatibilityDate: string
  readonly compatibilityFlags: readonly string[]
}

/** @returns null except on Linux, whose /proc has the times of threads (in ns) */
export async function startOnce(program: Program): Promise<StartCost | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'paperboy-start-'))
  try {
    const port = await freePort()
    await writeFile(path.join(folder, 'worker.js'), program.text)
    for (const [name, text] of Object.entries(program.textModules)) await writeFile(path.join(folder, name), text)
    await writeFile(path.join(folder, 'config.capnp'), configOf(program, port))
    const child = spawn(workerd(), ['serve', 'config.capnp'], { cwd: folder, stdio: 'ignore' })
    const ended = once(child, 'exit')
    try {
      await firstAnswer(port, () => child.exitCode !== null)
      return cpuOf(child.pid ?? 0)
    } finally {
      child.kill('SIGKILL')
      await ended
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The binary itself, not the script that starts it. */
function workerd(): string {
  return v.parse(v.object({ default: v.string() }), createRequire(import.meta.url)('workerd')).default
}

/** github.com/cloudflare/workerd, src/workerd/server/workerd.capnp. Without bindings, which only requests use. */
function configOf({ textModules, compatibilityDate, compatibilityFlags }: Program, port: number): string {
  const modules = [
    '(name = "worker.js", esModule = embed "worker.js")',
    ...Object.keys(textModules).map((name) => `(name = "${name}", text = embed "${name}")`),
  ]
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "${loopback}:${port}", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [${modules.join(', ')}],
  compatibilityDate = "${compatibilityDate}",
  compatibilityFlags = [${compatibilityFlags.map((flag) => JSON.stringify(flag)).join(', ')}]
);
`
}

async function firstAnswer(port: number, hasExited: () => boolean): Promise<void> {
  const until = Date.now() + TIMEOUT_MS
  while (Date.now() < until && !hasExited()) {
    try {
      const answer = await fetch(`http://${loopback}:${port}/robots.txt`)
      await answer.text()
      if (answer.ok) return
    } catch {
      // It is not listening yet.
    }
    await sleep(5)
  }
  throw new Error('workerd did not start the Worker.')
}

function cpuOf(pid: number): StartCost | null {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    const ms = new Map(
      threads.map((thread) => {
        const [nanoseconds] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
        return [thread, Number(nanoseconds) / 1e6]
      }),
    )
    const all = [...ms.values()].reduce((sum, each) => sum + each, 0)
    return { all, main: ms.get(String(pid)) ?? all }
  } catch {
    return null
  }
}
