/** Tells Telegram of the bot from this machine, where the Worker cannot be asked to: its address is blocked here. */

import { type SetupReport, type SetupWish, setUp } from '../../src/admin/setup.ts'
import { claimCodeOf, secretPrintOf } from '../../src/composition/environment.ts'
import type { CallTelegram } from '../../src/telegram/client.ts'

export interface SettingsHere {
  readonly address: string
  readonly webhookSecret: string
  readonly cells: number
  /** OWNER_IDS is set. */
  readonly isOwned: boolean
}

export function setUpFromHere(
  call: CallTelegram,
  { address, webhookSecret, cells, isOwned }: SettingsHere,
): (wish: Omit<SetupWish, 'origin'>) => Promise<SetupReport> {
  const secretPrint = secretPrintOf({ WEBHOOK_SECRET: webhookSecret })
  // The Worker learns its facts from the first update. Telegram does not show its secret, so the webhook is set again.
  const directory = {
    fact: async () => null,
    setFact: async () => {},
    isOwned: async () => isOwned,
  }
  const claimCode = claimCodeOf({ WEBHOOK_SECRET: webhookSecret })
  const settings = { publicUrl: address, webhookSecret, secretPrint, claimCode, ownerIds: [], cells }
  return (wish) => setUp({ call, directory, cells: [], settings }, { ...wish, origin: address })
}
