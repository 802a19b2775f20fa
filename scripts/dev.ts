/** `npm run dev`: the Worker with reload, the simulated or the real Telegram, and a cycle at a keypress. */
import path from 'node:path'
import { runPlayground } from '../playground/play.ts'
import { devArguments, usage } from './dev/arguments.ts'
import { keysHelp, pressKey } from './dev/keys.ts'
import { createEnding, endOnSignals } from './ending.ts'
import { BotRefused, runLive } from './live/live.ts'
import { noTokenWords, readSettings } from './live/settings.ts'
import { createTerminal, wordsOf } from './terminal.ts'
import type { Cron } from './worker/cron.ts'

const root = path.resolve(import.meta.dirname, '..')
const options = devArguments(process.argv.slice(2))
if (!options.ok) {
  console.error(`${options.problem}\n\n${usage}`)
  process.exit(2)
}
const { real, every } = options.value
const { settings, emptyToken } = await readSettings(root, process.env)
const terminal = createTerminal({ secrets: [settings['BOT_TOKEN'] ?? '', settings['WEBHOOK_SECRET'] ?? ''] })
const ending = createEnding({ say: terminal.say })
endOnSignals(ending)

function listenToKeys(cron: Cron): void {
  terminal.say(`\n${keysHelp}\n`)
  if (process.stdin.isTTY) process.stdin.setRawMode(true)
  process.stdin.setEncoding('utf8').on('data', (typed: string) => {
    for (const key of typed) pressKey(key, { cron, say: terminal.say, end: () => void ending.end('\nStopping …', 0) })
  })
}

try {
  const how = { cronEveryMs: every === null ? null : every * 60_000, isTalkative: true }
  if (real && settings['BOT_TOKEN'] === undefined) throw new BotRefused(noTokenWords(emptyToken))
  if (real) await runLive(root, settings, terminal, ending, { ...how, begun: listenToKeys })
  else listenToKeys(await runPlayground(root, terminal, ending, how))
} catch (problem) {
  const words = problem instanceof BotRefused ? problem.message : `It did not work out: ${wordsOf(problem)}`
  await ending.end(`\n${words}`, 1)
}
