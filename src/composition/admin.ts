/** The dependencies of the admin API and of first-time setup. */

import type { DocumentStore, OperatorDeps } from '../admin/deps.ts'
import { limits } from '../limits.ts'
import { loggedCalls } from '../log.ts'
import { telegramCaller } from '../telegram/client.ts'
import { botIdOf, claimCodeOf, operatorKeyOf, readEnvironment, secretPrintOf } from './environment.ts'
import { health } from './health.ts'
import { cellsOf, directoryOf } from './objects.ts'
import { telegramDeps } from './shared-deps.ts'
import type { BotBindings } from './webhook.ts'

export function operatorDeps(env: BotBindings): OperatorDeps {
  const environment = readEnvironment(env)
  return {
    call: loggedCalls(telegramCaller(telegramDeps(environment))),
    directory: directoryOf(env),
    cells: cellsOf(env, environment.CELLS),
    documents: documentsOf(env.STORE),
    health: () => health(env),
    settings: {
      botId: botIdOf(environment),
      operatorKey: operatorKeyOf(environment),
      webhookSecret: environment.WEBHOOK_SECRET,
      secretPrint: secretPrintOf(environment),
      claimCode: claimCodeOf(environment),
      ownerIds: environment.OWNER_IDS,
      cells: environment.CELLS,
      plan: environment.PLAN,
      build: environment.BUILD,
      publicUrl: environment.PUBLIC_URL,
    },
    now: Date.now(),
  }
}

function documentsOf(store: KVNamespace): DocumentStore {
  return {
    list: async ({ prefix, cursor }) => {
      const page = await store.list({ prefix, ...(cursor === null ? {} : { cursor }) })
      return {
        documents: page.keys.map(({ name, expiration }) => ({ name, expiration: expiration ?? null })),
        cursor: page.list_complete ? null : page.cursor,
      }
    },
    get: (name) => store.get(name, 'stream'),
    // KV refuses expirations less than a minute ahead: developers.cloudflare.com/kv/api/write-key-value-pairs.
    put: (name, document, expiresAt) =>
      store.put(
        name,
        document,
        expiresAt === null
          ? {}
          : { expiration: Math.max(expiresAt, Math.ceil(Date.now() / 1000) + limits.operator.leastExpirySeconds) },
      ),
  }
}
