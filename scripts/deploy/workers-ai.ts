/** Asks once whether to bind Workers AI, and keeps the answer in wrangler.toml. */
import { limits } from '../../src/limits.ts'
import type { DeployArguments } from '../commands.ts'
import { paint } from '../terminal.ts'
import { type Configuration, changeConfiguration, readConfiguration } from './configuration.ts'
import type { DeployDeps } from './deps.ts'

const neurons = (count: number) => count.toLocaleString('en')

/** What the operator reads before the question. */
export const workersAiWords = [
  'Workers AI can translate headlines and sum up articles, for channels whose owners switch that on. It is optional.',
  `It is free, without a card: ${neurons(limits.free.neuronsADay)} neurons a day, for about 12,000 headlines. Paperboy stops at ${neurons(limits.machine.neuronsADay)}, on the paid plan too.`,
  'Once they are spent, headlines are sent in the original until midnight UTC. docs/operators.md, “Workers AI”, says more.',
] as const

/** `AI_MODEL` of an operator who said no. */
const NO_MODEL = 'off'

/** @returns wrangler.toml with the answer; as it was if the operator has answered before, or cannot be asked */
export async function askWorkersAi(
  { root, terminal, prompts, environment }: Pick<DeployDeps, 'root' | 'terminal' | 'prompts' | 'environment'>,
  configuration: Configuration,
  { dryRun, unattended }: Pick<DeployArguments, 'dryRun' | 'unattended'>,
): Promise<Configuration> {
  const { ai, vars } = configuration
  const isAnswered = ai !== undefined || vars['AI_MODEL'] !== undefined || environment['AI_MODEL'] !== undefined
  if (isAnswered || dryRun || unattended || !prompts.isInteractive) return configuration
  for (const words of workersAiWords) terminal.say(`  ${words}`)
  const isWanted = await prompts.confirm('Bind Workers AI to the bot?', true)
  await changeConfiguration(root, isWanted ? { workersAi: true } : { vars: { AI_MODEL: NO_MODEL } })
  terminal.say(`${paint('green', '✓')} wrangler.toml: ${isWanted ? 'Workers AI is bound' : 'no Workers AI'}`)
  return readConfiguration(root)
}
