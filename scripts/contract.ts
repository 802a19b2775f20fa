/** `npm run contract`: is the real Telegram as the simulated one assumes? */
import { botApi } from './bot-api.ts'
import { contractArguments, usage } from './contract/arguments.ts'
import { realLaboratory, simulatedLaboratory, type Trial, tryAll } from './contract/try.ts'
import { OperatorProblem } from './operator/problem.ts'
import { runCommand } from './operator/run.ts'
import { paint } from './terminal.ts'

const signs: Readonly<Record<Trial['outcome'], string>> = {
  'as assumed': paint('green', '✓'),
  differs: paint('red', '✗'),
  'not tried': paint('blue', '–'),
}

await runCommand({ usage, parse: contractArguments }, async ({ channel, foreignPost, json }, terminal) => {
  const token = process.env['BOT_TOKEN']?.trim() ?? ''
  if (token !== '' && channel === null)
    throw new OperatorProblem('Which channel?', 'Name a test channel in which the bot may post: --channel @name')
  const api = botApi(process.env['TELEGRAM_API_ROOT'] || 'https://api.telegram.org', token)
  const laboratory =
    token === '' || channel === null
      ? simulatedLaboratory()
      : realLaboratory(api, (await api.me()).id, channel, foreignPost)
  if (!json) terminal.say(token === '' ? 'The simulated Telegram:' : `The real Telegram, in ${channel}:`)
  const trials = await tryAll(laboratory, ({ name, why, outcome, expected, seen }) => {
    if (json) return
    terminal.say(`${signs[outcome]} ${name} ${paint('dim', `(${why})`)}`)
    if (outcome === 'differs') terminal.say(`    assumed: ${expected}\n    seen:    ${seen}`)
  })
  const differing = trials.filter(({ outcome }) => outcome === 'differs').length
  if (json) terminal.say(JSON.stringify(trials))
  else
    terminal.say(
      `\n${trials.length - differing} of ${trials.length} as assumed${differing === 0 ? '' : `, ${differing} differ`}`,
    )
  if (differing > 0) process.exitCode = 1
})
