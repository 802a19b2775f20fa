/** A child process that runs some sequences or scenarios, and reports each result. */
import '../../simulators/cloudflare/register.ts'
import * as v from 'valibot'
import { type Answer, type Order, orderSchema } from './worker-messages.ts'

const { crashAtEveryStep } = await import('../../test/torture/crash.ts')
const { correctionScenarios } = await import('../../test/torture/correction-scenarios.ts')
const { commandScenarios } = await import('../../test/torture/command-scenarios.ts')
const { mediaScenarios } = await import('../../test/torture/media-scenarios.ts')
const { pushScenarios } = await import('../../test/torture/push-scenarios.ts')
const { scenarios: cycleScenarios } = await import('../../test/torture/scenarios.ts')
const { readerScenarios } = await import('../../test/torture/reader-scenarios.ts')
const { translationScenarios } = await import('../../test/torture/translation-scenarios.ts')
const { runSequence } = await import('../../test/torture/sequence.ts')

const scenarios = [
  ...cycleScenarios,
  ...correctionScenarios,
  ...mediaScenarios,
  ...readerScenarios,
  ...pushScenarios,
  ...translationScenarios,
  ...commandScenarios,
]

async function carryOut(order: Order): Promise<Answer> {
  if (order.kind === 'seed') {
    const { seed, steps, lost, repeated, left } = await runSequence(order.seed)
    const isWell = lost.length === 0 && repeated.length === 0 && left === null
    const failures = isWell ? [] : [JSON.stringify({ seed, lost, repeated, left })]
    return { order, name: `seed ${seed}`, steps, deaths: 0, lost: lost.length, repeated: repeated.length, failures }
  }
  const scenario = scenarios[order.number]
  if (scenario === undefined) throw new Error(`there is no scenario ${order.number}`)
  const { steps, deaths, failures } = await crashAtEveryStep(scenario)
  const sum = (count: (failure: (typeof failures)[number]) => number) =>
    failures.reduce((total, failure) => total + count(failure), 0)
  return {
    order,
    name: scenario.name,
    steps: steps.length,
    deaths,
    lost: sum(({ lost }) => lost.length),
    repeated: sum(({ repeated }) => repeated.length),
    failures: failures.map((failure) => JSON.stringify(failure)),
  }
}

process.on('message', async (message) => {
  try {
    process.send?.(await carryOut(v.parse(orderSchema, message)))
  } catch (problem) {
    const { stack } = problem instanceof Error ? problem : new Error(String(problem))
    process.send?.({ problem: stack })
  }
})
process.on('disconnect', () => process.exit(0))
process.send?.({ scenarios: scenarios.length })
