/** `npm start`: the playground, or, where a BOT_TOKEN is set, a real bot with its Worker on this machine. */
import path from 'node:path'
import { runPlayground } from '../playground/play.ts'
import { createEnding, endOnSignals } from './ending.ts'
import { BotRefused, runLive } from './live/live.ts'
import { noTokenWords, readSettings } from './live/settings.ts'
import { createTerminal, paint, wordsOf } from './terminal.ts'

const root = path.resolve(import.meta.dirname, '..')
const { settings, emptyToken } = await readSettings(root, process.env)
const { BOT_TOKEN, WEBHOOK_SECRET } = settings
const terminal = createTerminal({ secrets: [BOT_TOKEN ?? '', WEBHOOK_SECRET ?? ''] })
const ending = createEnding({ say: terminal.say })
endOnSignals(ending)

try {
  terminal.say(`\n  📰 ${paint('bold', 'Paperboy')}\n`)
  if (BOT_TOKEN === undefined) {
    terminal.say(`  This is the playground. ${noTokenWords(emptyToken)}\n`)
    await runPlayground(root, terminal, ending)
  } else await runLive(root, settings, terminal, ending)
} catch (problem) {
  const words = problem instanceof BotRefused ? problem.message : `It did not work out: ${wordsOf(problem)}`
  await ending.end(`\n${words}`, 1)
}
