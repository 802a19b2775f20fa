/** A deployment's deps with doubles for wrangler and the deployed Worker. */
import { BotApiProblem, botApi } from '../../scripts/bot-api.ts'
import type { DeployDeps } from '../../scripts/deploy/deps.ts'
import { type AdminApi, AdminApiProblem } from '../../scripts/operator/admin-api.ts'
import { ACCOUNT } from '../../simulators/cloudflare-api/account.ts'
import { RequestCrash } from '../../simulators/cloudflare-api/request-crash.ts'
import type { DeployHarness } from './harness.ts'
import type { WorkerDoubles } from './worker-double.ts'
import { wranglerRequests } from './wrangler-requests.ts'

/** Fast, without wrangler and workerd. @param life when the deploying machine dies */
export function depsOfDoubles(
  harness: DeployHarness,
  doubles: WorkerDoubles,
  life = new RequestCrash(Number.POSITIVE_INFINITY, 'cut-before'),
): Partial<DeployDeps> {
  const noAdminApi = () => new AdminApiProblem('unreachable', 'the machine died: ENOTFOUND')
  const noTelegram = () => new BotApiProblem('the machine died', 0)
  return {
    wrangler: wranglerRequests(harness.account.api, ACCOUNT),
    adminApi: (address, token) => {
      const adminApi = doubles.adminApi(address, token)
      const pass = <Value>(ask: () => Promise<Value>) => life.run(ask, noAdminApi)
      return {
        text: (...words) => pass(() => adminApi.text(...words)),
        json: (...words) => pass(() => adminApi.json(...words)),
        report: () => pass(() => adminApi.report()),
        telegram: () => pass(() => adminApi.telegram()),
        setUp: (wish) => pass(() => adminApi.setUp(wish)),
        hello: () => pass(() => adminApi.hello()),
      } satisfies AdminApi
    },
    telegram: (token) => {
      const api = botApi(harness.telegram, token)
      return {
        ...api,
        me: () => life.run(() => api.me(), noTelegram),
        webhook: () => life.run(() => api.webhook(), noTelegram),
      }
    },
  }
}
