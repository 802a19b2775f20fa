/** The deps of the operator's commands on this machine. */
import { botApi } from '../bot-api.ts'
import { askTerminal } from './ask.ts'
import type { DeployedDeps } from './deployed.ts'
import { openDoor } from './door-client.ts'

/** `telegramRoot`: of the Bot API, without a trailing slash. */
export function operatorDeps(root: string): DeployedDeps & { readonly telegramRoot: string } {
  const { env } = process
  const telegramRoot = (env['TELEGRAM_API_ROOT'] || 'https://api.telegram.org').replace(/\/+$/u, '')
  return {
    keysIn: root,
    environment: env,
    asker: askTerminal(),
    telegramRoot,
    telegram: (token) => botApi(telegramRoot, token),
    door: openDoor,
  }
}
