/** `npm run contract`: whether the real Telegram behaves as the simulated one assumes, and how well models translate. */
import type { TestChannel } from '../simulators/telegram/assumption.ts'
import { checkAssumptions, type Finding, simulatedTestChannel } from '../simulators/telegram/check-assumptions.ts'
import { allowedUpdates } from '../src/telegram/updates.ts'
import { type BotApi, BotApiProblem, botApi } from './bot-api.ts'
import { contractArguments } from './commands.ts'
import { chosenBinding, printEstimates, printTrials } from './contract/models.ts'
import { deployDeps } from './deploy/deps.ts'
import { OperatorProblem } from './operator/problem.ts'
import { environmentSecrets, root, runCommand } from './operator/run-command.ts'
import { createTerminal, paint } from './terminal.ts'

const signs: Readonly<Record<Finding['outcome'], string>> = {
  'as assumed': paint('green', '✓'),
  differs: paint('red', '✗'),
  'not tried': paint('blue', '–'),
}

await runCommand('contract', contractArguments, async (options, terminal) => {
  const { channel, foreignPost, models, to, estimate, json } = options
  if (estimate) return printEstimates(terminal, json)
  if (models.length > 0) {
    // With --json, stdout has only the findings.
    const progress = json ? createTerminal({ write: console.error, secrets: environmentSecrets() }) : terminal
    const binding = await chosenBinding(deployDeps(root, progress))
    if (!json) terminal.say(binding.what)
    return printTrials(binding, models, to, terminal, json)
  }
  const token = process.env['BOT_TOKEN']?.trim() ?? ''
  if (token !== '' && channel === null)
    throw new OperatorProblem('Which channel?', 'Name a test channel in which the bot may post: --channel @name')
  const api = botApi(process.env['TELEGRAM_API_ROOT'] || 'https://api.telegram.org', token)
  const testChannel =
    token === '' || channel === null
      ? simulatedTestChannel(allowedUpdates)
      : realTestChannel(api, (await api.me()).id, channel, foreignPost)
  if (!json) terminal.say(token === '' ? 'The simulated Telegram:' : `The real Telegram, in ${channel}:`)
  const findings = await checkAssumptions(testChannel, ({ name, why, outcome, expected, seen }) => {
    if (json) return
    terminal.say(`${signs[outcome]} ${name} ${paint('dim', `(${why})`)}`)
    if (outcome === 'differs') terminal.say(`    assumed: ${expected}\n    seen:    ${seen}`)
  })
  const differing = findings.filter(({ outcome }) => outcome === 'differs').length
  const end = differing === 0 ? '' : `, ${differing} differ`
  terminal.say(
    json ? JSON.stringify(findings) : `\n${findings.length - differing} of ${findings.length} as assumed${end}`,
  )
  if (differing > 0) process.exitCode = 1
})

function realTestChannel(api: BotApi, bot: number, channel: string, foreignPost: number | null): TestChannel {
  return {
    channel,
    bot,
    foreignPost,
    updateKinds: allowedUpdates,
    // Well above one second per message.
    pause: () => new Promise((resolve) => setTimeout(resolve, 3200)),
    call: async (method, parameters) => {
      try {
        return { ok: true, result: await api.callUnchecked(method, parameters) }
      } catch (problem) {
        if (!(problem instanceof BotApiProblem)) throw problem
        // Its message begins with the method.
        return { ok: false, code: problem.status, description: problem.message.slice(method.length + 2) }
      }
    },
  }
}
