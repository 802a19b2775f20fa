/** Commands of the upgraded sources, each in a process of its own. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { isInstalled } from '../bootstrap/install.mjs'
import { type Environment, runProgram } from '../run-program.ts'

export interface NewSources {
  /** Whether the packages can be installed now: Windows does not replace a program in use. */
  canInstall(): boolean
  smoke(): Promise<boolean>
  /** Deploys and verifies. @returns whether that succeeded */
  deploy(name: string): Promise<boolean>
}

export function newSources(root: string, env: Environment, unattended: boolean): NewSources {
  // npm's own Node, as installing may replace the pinned one.
  const node = env['npm_node_execpath'] ?? process.execPath
  const run = (args: readonly string[]) =>
    runProgram(node, [path.join(root, 'scripts', 'bootstrap.mjs'), ...args], { cwd: root, env, isShown: true }).then(
      ({ code }) => code === 0,
      () => false,
    )
  return {
    canInstall: () => process.platform !== 'win32' || isInstalled(root),
    // Older releases have no smoke tests.
    smoke: async () => !existsSync(path.join(root, 'scripts', 'checks', 'smoke.ts')) || run(['test', '--smoke']),
    deploy: (name) => run(['deploy', '--name', name, ...(unattended ? ['--yes'] : [])]),
  }
}
