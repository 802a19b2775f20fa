/** `npm start`: the playground, or with a BOT_TOKEN a real bot whose Worker runs on this machine. */
import { runPlayground } from '../playground/playground.ts'
import { terminalLanguage } from '../playground/terminal-language.ts'
import { BotRefused, runLocalBot } from './local-bot/local-bot.ts'
import { ownBotHint, readSettings } from './local-bot/settings.ts'
import { root } from './operator/run-command.ts'
import { createShutdown, shutDownOnSignals } from './shutdown.ts'
import { createTerminal, messageOf, paint } from './terminal.ts'

const { settings, emptyToken } = await readSettings(root, process.env)
const { BOT_TOKEN, WEBHOOK_SECRET } = settings
const terminal = createTerminal({ secrets: [BOT_TOKEN ?? '', WEBHOOK_SECRET ?? ''] })
const shutdown = createShutdown({ say: terminal.say })
shutDownOnSignals(shutdown)

try {
  terminal.say(`\n  📰 ${paint('bold', 'Paperboy')}\n`)
  if (BOT_TOKEN === undefined) {
    terminal.say('  The playground starts: the bot with a simulated Telegram, on this machine alone.\n')
    await runPlayground(root, terminal, shutdown, { language: terminalLanguage(process.env) })
    terminal.say(`  ${ownBotHint(emptyToken)}\n`)
  } else await runLocalBot(root, settings, terminal, shutdown)
} catch (problem) {
  const words = problem instanceof BotRefused ? problem.message : `Paperboy could not start: ${messageOf(problem)}`
  await shutdown.end(`\n${words}`, 1)
}
