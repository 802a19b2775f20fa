/** `npm run doctor`: what is wrong with a deployed bot, and how to repair it. */
import { deployArguments, doctorArguments } from './commands.ts'
import { buildOf } from './deploy/build.ts'
import { variablesIn } from './deploy/configuration.ts'
import { deploy } from './deploy/deploy.ts'
import { cloudflareRoot, deployDeps } from './deploy/deps.ts'
import { clockOffset, type DoctorDeps, examine } from './doctor/examine.ts'
import { examineAndRepair } from './doctor/repair.ts'
import { noPrompts } from './operator/prompts.ts'
import { environmentSecrets, root, runCommand } from './operator/run-command.ts'
import { createTerminal, paint } from './terminal.ts'

const signs = { well: paint('green', '✓'), mind: paint('blue', '!'), wrong: paint('red', '✗') } as const

await runCommand('doctor', doctorArguments, async ({ name, address, fix, json }, terminal, defaultName) => {
  const { env } = process
  // With --json, stdout has only the findings.
  const progress = json ? createTerminal({ write: console.error, secrets: environmentSecrets() }) : terminal
  const deploying = deployDeps(root, progress)
  const deps: DoctorDeps = {
    ...deploying,
    clockOffset,
    clocks: [deploying.telegramRoot, cloudflareRoot(env)],
    deploy: async (worker, token) => {
      const parsed = deployArguments(['--name', worker, '--yes'], defaultName)
      if (parsed.ok)
        await deploy(parsed.value, { ...deploying, environment: { ...env, BOT_TOKEN: token }, prompts: noPrompts })
    },
  }
  const options = { name, defaultName, address, build: await buildOf(root, variablesIn(env)) }
  const { findings } = await (fix ? examineAndRepair : examine)(deps, options)
  if (json) terminal.say(JSON.stringify(findings))
  else
    for (const { level, what, fix: advice } of findings)
      terminal.say(`${signs[level]} ${what}${advice === null ? '' : `\n    ${paint('dim', `→ ${advice}`)}`}`)
  if (findings.some(({ level }) => level === 'wrong')) process.exitCode = 1
})
