/** `npm run restore FILE`: a backup in the place of all that a deployed bot knows. */
import path from 'node:path'
import { restoreArguments, restoreUsage } from './backup/arguments.ts'
import { checkFits, readHead, restoreTo } from './backup/restore.ts'
import { configuredName } from './deploy/wrangler.ts'
import { adviceFor, doorOf, findDeployed } from './operator/deployed.ts'
import { DoorProblem } from './operator/door-client.ts'
import { operatorEdges } from './operator/edges.ts'
import { OperatorProblem } from './operator/problem.ts'
import { runCommand } from './operator/run.ts'
import { paint } from './terminal.ts'

const root = path.resolve(import.meta.dirname, '..')
const usual = await configuredName(root)

await runCommand(
  { usage: restoreUsage, parse: (words) => restoreArguments(words, usual) },
  async ({ name, address, file, since: wished, yes }, terminal) => {
    const head = await terminal.step('The backup is whole', () => readHead(file))
    const edges = operatorEdges(root)
    const door = doorOf(edges, await findDeployed(edges, name, address))
    try {
      const report = await terminal.step('The bot answers', () => door.report())
      checkFits(head, report)
      const since = wished ?? (head.final ? 'send' : 'skip')
      terminal.say(`  Made at ${head.at}, ${head.final ? 'when the bot came to rest' : 'of a bot that went on'}.`)
      terminal.say(
        since === 'send'
          ? '  What feeds have published since is sent.'
          : '  What waited then, and what feeds have published since, counts as sent.',
      )
      const { total } = report.health.channels
      if (
        total > 0 &&
        !yes &&
        !(await edges.asker.yes(`The bot has ${total} channels now; all of that is replaced. Sure?`, false))
      )
        throw new OperatorProblem('Nothing was changed.', 'Say --yes where nobody can be asked.')
      await restoreTo(door, {
        file,
        head,
        since,
        now: Date.now(),
        say: (words) => terminal.say(`${paint('green', '✓')} ${words}`),
      })
      terminal.say(
        '\n  Restored. npm run deploy brings Telegram’s updates here, if they go elsewhere still; npm run doctor looks at all of it.',
      )
    } catch (problem) {
      throw problem instanceof DoorProblem ? adviceFor(problem) : problem
    }
  },
)
