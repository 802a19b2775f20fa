/** `npm run contract -- --model`: models of Workers AI beside each other, through the operator's account or a stand-in. */
import { SimulatedWorkersAi } from '../../simulators/workers-ai/workers-ai.ts'
import type { Language } from '../../src/language.ts'
import { limits } from '../../src/limits.ts'
import { modelNamed, modelNames } from '../../src/machine/models.ts'
import { restBinding } from '../../src/machine/rest-binding.ts'
import { type AiBinding, workersAi } from '../../src/machine/workers-ai.ts'
import { cloudflareApi, loginHeaders } from '../deploy/cloudflare.ts'
import { readConfiguration } from '../deploy/configuration.ts'
import { chooseAccount } from '../deploy/credentials.ts'
import { cloudflareRoot, type DeployDeps } from '../deploy/deps.ts'
import type { Terminal } from '../terminal.ts'
import { estimateModel, type ModelEstimate, type ModelTrial, tryModel } from './try-models.ts'

const { free } = limits
const HEADLINES = 300
const HUNDRED = 100

export interface ChosenBinding {
  readonly binding: AiBinding
  /** Says which it is. */
  readonly what: string
}

/** The account of the login; without one, the stand-in. */
export async function chosenBinding(
  deps: Pick<DeployDeps, 'root' | 'wrangler' | 'environment' | 'prompts'>,
): Promise<ChosenBinding> {
  const access = await deps.wrangler.access()
  if (access === null)
    return {
      binding: new SimulatedWorkersAi(),
      what: 'There is no login at Cloudflare (`npx wrangler login`, or CLOUDFLARE_API_TOKEN): a stand-in answers, which only marks texts.',
    }
  const api = cloudflareApi(cloudflareRoot(deps.environment), access)
  const { account_id: configured = null } = await readConfiguration(deps.root)
  const account = await chooseAccount(deps, api, configured, null)
  const address = { root: cloudflareRoot(deps.environment), account: account.id, headers: loginHeaders(access) }
  return { binding: restBinding(address, fetch), what: `Workers AI of the account ${account.name}:` }
}

export async function printTrials(
  { binding }: ChosenBinding,
  names: readonly string[],
  target: Language,
  terminal: Pick<Terminal, 'say'>,
  json: boolean,
): Promise<void> {
  const trials: ModelTrial[] = []
  for (const name of names) {
    const trial = await tryModel(workersAi(binding, modelNamed(name)), target, () => performance.now())
    trials.push(trial)
    if (!json) terminal.say(trialLines(trial))
  }
  if (json) terminal.say(JSON.stringify(trials))
}

function trialLines({ model, headlines, translated, original, agreement, p50, p95, ...costs }: ModelTrial): string {
  const reasons = Object.entries(original).map(([kind, count]) => `${count} ${kind}`)
  const { neurons, neuronsPer300, briefing } = costs
  return [
    `\n${model}`,
    `  translated            ${translated} of ${headlines}`,
    `  left in the original  ${headlines - translated}${reasons.length === 0 ? '' : ` (${reasons.join(', ')})`}`,
    `  same numbers, names   ${agreement} %`,
    `  time of a call        ${p50} ms (p95: ${p95} ms)`,
    `  neurons               ${neurons}; ${neuronsPer300} for 300 headlines`,
    `  briefing              ${briefing.sentences} sentences, ${briefing.neurons} neurons`,
  ].join('\n')
}

export async function printEstimates(terminal: Pick<Terminal, 'say'>, json: boolean): Promise<void> {
  const estimates: ModelEstimate[] = []
  for (const name of modelNames) estimates.push(await estimateModel(name))
  terminal.say(json ? JSON.stringify(estimates) : estimateTable(estimates))
}

/** As in docs/operators.md. */
export function estimateTable(estimates: readonly ModelEstimate[]): string {
  const cell = (neurons: number) => (neurons === 0 ? '–' : String(neurons))
  const day = (neurons: number) =>
    (Math.floor((free.neuronsADay / neurons) * (HEADLINES / HUNDRED)) * HUNDRED).toLocaleString('en')
  return [
    '| model | 300 headlines | a briefing | a summary | headlines for 10,000 neurons |',
    '|---|---|---|---|---|',
    ...estimates.map(
      ({ model, neuronsPer300, neuronsPerBriefing, neuronsPerSummary }) =>
        `| \`${model}\` | ${cell(neuronsPer300)} | ${cell(neuronsPerBriefing)} | ${cell(neuronsPerSummary)} | ${day(neuronsPer300)} |`,
    ),
  ].join('\n')
}
