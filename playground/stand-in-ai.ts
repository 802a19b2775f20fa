/** Stands in for Workers AI, which no machine but Cloudflare's has: marks what would be translated or summed up. */
import { answerAiRequest } from '../simulators/workers-ai/ai-server.ts'
import { SimulatedWorkersAi } from '../simulators/workers-ai/workers-ai.ts'
import { dayMs } from '../src/limits.ts'

/** @returns answers calls of a model; null to other requests */
export function standInForAi(now: () => number): (request: Request) => Promise<Response | null> {
  let ai = new SimulatedWorkersAi()
  let day = Number.NaN
  return (request) => {
    const today = Math.floor(now() / dayMs)
    // Its neurons begin again, and the calls that it remembers are forgotten.
    if (today !== day) ai = new SimulatedWorkersAi()
    day = today
    return answerAiRequest(ai, request)
  }
}
