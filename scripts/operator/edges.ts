/** The edges of the operator's commands on this machine. */
import { botApi } from '../bot-api.ts'
import { askTerminal } from './ask.ts'
import type { DeployedEdges } from './deployed.ts'
import { openDoor } from './door-client.ts'

export function operatorEdges(root: string): DeployedEdges {
  const { env } = process
  return {
    keysIn: root,
    environment: env,
    asker: askTerminal(),
    telegram: (token) => botApi(env['TELEGRAM_API_ROOT'] || 'https://api.telegram.org', token),
    door: openDoor,
  }
}
