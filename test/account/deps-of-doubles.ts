/** A deployment's deps with doubles in the place of wrangler and of the deployed Worker. */
import { BotApiProblem, botApi } from '../../scripts/bot-api.ts'
import type { DeployDeps } from '../../scripts/deploy/edges.ts'
import { type Door, DoorProblem } from '../../scripts/operator/door-client.ts'
import { ACCOUNT } from '../../simulators/cloudflare-api/cloudflare.ts'
import { Lifeline } from '../../simulators/cloudflare-api/lifeline.ts'
import type { Stage } from './stage.ts'
import type { WorkerDoubles } from './worker-double.ts'
import { wranglerRequests } from './wrangler-requests.ts'

/** Fast: no process of wrangler's, no Worker that runs. @param life when the deploying machine dies */
export function edgesOfDoubles(
  stage: Stage,
  doubles: WorkerDoubles,
  life = new Lifeline(Number.POSITIVE_INFINITY, 'cut-before'),
): Partial<DeployDeps> {
  const noDoor = () => new DoorProblem('unreachable', 'the machine died: ENOTFOUND')
  const noTelegram = () => new BotApiProblem('the machine died', 0)
  return {
    wrangler: wranglerRequests(stage.account.api, ACCOUNT),
    door: (address, token) => {
      const door = doubles.door(address, token)
      const pass = <Value>(ask: () => Promise<Value>) => life.pass(ask, noDoor)
      return {
        text: (...words) => pass(() => door.text(...words)),
        json: (...words) => pass(() => door.json(...words)),
        report: () => pass(() => door.report()),
        telegram: () => pass(() => door.telegram()),
        setUp: (wish) => pass(() => door.setUp(wish)),
        hello: () => pass(() => door.hello()),
      } satisfies Door
    },
    telegram: (token) => {
      const api = botApi(stage.telegram, token)
      return {
        ...api,
        me: () => life.pass(() => api.me(), noTelegram),
        webhook: () => life.pass(() => api.webhook(), noTelegram),
      }
    },
  }
}
