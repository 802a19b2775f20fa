/** The dependencies of `npm run doctor` on a harness, logged in to Cloudflare. */
import { botApi } from '../../scripts/bot-api.ts'
import { cloudflareApi } from '../../scripts/deploy/cloudflare.ts'
import { wranglerOf } from '../../scripts/deploy/wrangler.ts'
import type { DoctorDeps } from '../../scripts/doctor/examine.ts'
import { connectAdminApi } from '../../scripts/operator/admin-api.ts'
import { noPrompts } from '../../scripts/operator/prompts.ts'
import { createTerminal } from '../../scripts/terminal.ts'
import { API_TOKEN } from '../../simulators/cloudflare-api/account.ts'
import { type DeployHarness, project } from './harness.ts'

/** @param variables of the environment, the same as for `npm run deploy` on this harness */
export function doctorDeps(
  harness: DeployHarness,
  variables: Readonly<Record<string, string>> = {},
  say: (line: string) => void = () => {},
): DoctorDeps {
  const { account, address, folder, telegram } = harness
  const environment = { TELEGRAM_API_ROOT: telegram, PUBLIC_URL: address, ...variables }
  return {
    root: project,
    keysFolder: folder,
    environment,
    prompts: noPrompts,
    terminal: createTerminal({ write: say, colours: false }),
    // Its process takes a second each time.
    wrangler: { ...wranglerOf(project, environment), access: async () => ({ kind: 'token', token: API_TOKEN }) },
    telegramRoot: telegram,
    platform: 'linux',
    isContainer: false,
    cloudflare: (access) => cloudflareApi(account.api, access),
    telegram: (token) => botApi(telegram, token),
    adminApi: connectAdminApi,
    sleep: async () => {},
    now: Date.now,
    clockOffset: async () => 0,
    clocks: [],
    deploy: async () => say(await harness.deploy([], { environment: variables })),
  }
}
