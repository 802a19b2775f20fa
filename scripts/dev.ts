/** `npm run dev`: the Worker with reload, the simulated or the real Telegram, and a cycle on a key press. */
import { runPlayground } from '../playground/playground.ts'
import { terminalLanguage } from '../playground/terminal-language.ts'
import type { Cron } from '../simulators/workerd/cron.ts'
import { devArguments } from './commands.ts'
import { keysHelp, pressKey } from './dev-keys.ts'
import { BotRefused, runLocalBot } from './local-bot/local-bot.ts'
import { ownBotHint, readSettings } from './local-bot/settings.ts'
import { commandLine, root } from './operator/run-command.ts'
import { createShutdown, shutDownOnSignals } from './shutdown.ts'
import { createTerminal, messageOf } from './terminal.ts'

const { real, every } = commandLine('dev', devArguments)
const { settings, emptyToken } = await readSettings(root, process.env)
const terminal = createTerminal({ secrets: [settings['BOT_TOKEN'] ?? '', settings['WEBHOOK_SECRET'] ?? ''] })
const shutdown = createShutdown({ say: terminal.say })
shutDownOnSignals(shutdown)

function listenToKeys(cron: Cron): void {
  terminal.say(`\n${keysHelp}\n`)
  if (process.stdin.isTTY) process.stdin.setRawMode(true)
  const end = () => void shutdown.end('\nStopping …', 0)
  process.stdin.setEncoding('utf8').on('data', (typed: string) => {
    for (const key of typed) pressKey(key, { cron, say: terminal.say, end })
  })
}

try {
  const options = { cronEveryMs: every === null ? null : every * 60_000, isVerbose: true }
  if (real && settings['BOT_TOKEN'] === undefined) throw new BotRefused(ownBotHint(emptyToken))
  if (real) await runLocalBot(root, settings, terminal, shutdown, { ...options, onStarted: listenToKeys })
  else {
    const language = terminalLanguage(process.env)
    listenToKeys(await runPlayground(root, terminal, shutdown, { ...options, language }))
  }
} catch (problem) {
  const words = problem instanceof BotRefused ? problem.message : `Paperboy could not start: ${messageOf(problem)}`
  await shutdown.end(`\n${words}`, 1)
}
