/** Runs the Worker in its own process, and ends that process with its children. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { stripVTControlCharacters } from 'node:util'
import * as v from 'valibot'
import { fromWorkerSchema, type WorkerOrder } from './messages.ts'
import { isConnectionReport } from './workerd-report.ts'

export interface RunningWorker {
  /** Without a slash at the end. */
  readonly url: string
  readonly pid: number
  /** Resolves with the last lines of output. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

const program = path.join(import.meta.dirname, 'worker-process.ts')
/** Time to end by itself before it is killed. */
const END_TIMEOUT_MS = 4000

/** @param spawned gets the stop function at once, since the process may have to stop before it is ready */
export async function runWorker(
  order: WorkerOrder,
  log: (line: string) => void,
  spawned: (stop: () => Promise<void>) => void = () => {},
): Promise<RunningWorker> {
  const windows = process.platform === 'win32'
  // In its own folder, which is deleted even if the process is killed.
  const temporary = path.join(order.state, 'tmp')
  mkdirSync(temporary, { recursive: true })
  const child = fork(program, [], {
    // Its own process group: Ctrl-C reaches only the parent, and one kill reaches workerd too.
    detached: !windows,
    windowsHide: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_SEND_ERROR_REPORTS: 'false',
      WRANGLER_WRITE_LOGS: 'false',
      // Traces on disk would hold every requested address, and Telegram's contain the token.
      X_LOCAL_OBSERVABILITY: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      WRANGLER_REGISTRY_PATH: `${order.state}/registry`,
      NO_COLOR: '1',
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
    },
  })
  const lastLines: string[] = []
  const read = [child.stdout, child.stderr].map(
    (stream) =>
      new Promise<void>((resolve) => {
        if (stream === null) return resolve()
        const lines = createInterface({ input: stream })
        lines.on('close', resolve)
        lines.on('line', (written) => {
          // Errors are coloured and padded even with NO_COLOR.
          const line = stripVTControlCharacters(written).trimEnd()
          if (line === '') return
          lastLines.push(line)
          if (lastLines.length > 30) lastLines.shift()
          if (!isConnectionReport(line)) log(line)
        })
      }),
  )
  const ended = new Promise<string>((resolve) => {
    child.once('exit', () => {
      // Remaining children keep the pipes open, so they are killed before the rest is read.
      killTree(child)
      void Promise.all(read)
        .then(() => rm(temporary, { recursive: true, force: true, maxRetries: 5 }))
        .catch(() => {})
        .then(() => resolve(lastLines.join('\n').trim()))
    })
  })
  let ready = false
  const stop = async () => {
    if (child.connected) child.disconnect()
    const late = setTimeout(() => killTree(child), ready ? END_TIMEOUT_MS : 0)
    await ended
    clearTimeout(late)
  }
  spawned(stop)

  child.send(order)
  try {
    const url = await readyAddress(child, ended)
    ready = true
    return { url, pid: child.pid ?? 0, ended, stop }
  } catch (problem) {
    await stop()
    throw problem
  }
}

/** The Worker's address when it is ready. Rejects with the last output if the process ends. */
function readyAddress(child: ChildProcess, ended: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('message', (received) => {
      const message = v.parse(fromWorkerSchema, received)
      if (message.kind === 'ready') resolve(message.url)
      else
        void ended.then((lines) => reject(new Error(`The Worker did not start: ${message.message}\n${lines}`.trim())))
    })
    void ended.then((lines) => reject(new Error(`The Worker ended before it was ready.\n${lines}`.trim())))
  })
}

/** Kills a process and its children, including orphans. */
function killTree(child: ChildProcess): void {
  const { pid } = child
  if (pid === undefined) return
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => {})
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // The process group has ended.
  }
}
