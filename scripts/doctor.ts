/** `npm run doctor`: what is wrong with a deployed bot, and how to mend it. */
import path from 'node:path'
import { deployArguments, variablesIn } from './deploy/arguments.ts'
import { buildOf } from './deploy/build.ts'
import { configuredName } from './deploy/configuration.ts'
import { deploy } from './deploy/deploy.ts'
import { cloudflareRoot, deployDeps } from './deploy/edges.ts'
import { doctorArguments, usage } from './doctor/arguments.ts'
import { clockOffset } from './doctor/clock-offset.ts'
import type { DoctorDeps } from './doctor/deps.ts'
import { examine } from './doctor/examine.ts'
import { examineAndRepair } from './doctor/repair.ts'
import { nobody } from './operator/ask.ts'
import { runCommand } from './operator/run.ts'
import { createTerminal, paint } from './terminal.ts'

const root = path.resolve(import.meta.dirname, '..')
const usualName = await configuredName(root)
const signs = { well: paint('green', '✓'), mind: paint('blue', '!'), wrong: paint('red', '✗') } as const

await runCommand(
  { usage, parse: (words) => doctorArguments(words, usualName) },
  async ({ name, address, fix, json }, terminal) => {
    const { env } = process
    // What is printed for programs is nothing but findings.
    const secrets = [env['BOT_TOKEN'] ?? '', env['WEBHOOK_SECRET'] ?? '', env['CLOUDFLARE_API_TOKEN'] ?? '']
    const progress = json ? createTerminal({ write: console.error, secrets }) : terminal
    const deploying = deployDeps(root, progress)
    const deps: DoctorDeps = {
      ...deploying,
      clockOffset,
      clocks: [deploying.telegramRoot, cloudflareRoot(env)],
      deploy: async (worker, token) => {
        const options = deployArguments(['--name', worker, '--yes'], usualName)
        if (options.ok)
          await deploy(options.value, { ...deploying, environment: { ...env, BOT_TOKEN: token }, asker: nobody })
      },
    }
    const question = { name, usualName, address, build: await buildOf(root, variablesIn(env)) }
    const { findings } = await (fix ? examineAndRepair : examine)(deps, question)
    if (json) terminal.say(JSON.stringify(findings))
    else
      for (const { level, what, fix: advice } of findings)
        terminal.say(`${signs[level]} ${what}${advice === null ? '' : `\n    ${paint('dim', `→ ${advice}`)}`}`)
    if (findings.some(({ level }) => level === 'wrong')) process.exitCode = 1
  },
)
