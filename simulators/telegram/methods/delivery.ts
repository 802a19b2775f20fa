/** Methods that deliver updates: getUpdates and webhooks. */
import * as v from 'valibot'
import { BotApiError, badRequest, tooMany } from '../bot-api-error.ts'
import type { Method, MethodContext } from '../method.ts'
import type { Parameters } from '../parameters.ts'

/** The server's maximum wait (telegram-bot-api, LONG_POLL_MAX_TIMEOUT). */
const MAX_POLL_SECONDS = 50

function conflict(why: string): BotApiError {
  return new BotApiError(409, `Conflict: ${why}`)
}

function allow(context: MethodContext, parameters: Parameters): void {
  const names = parameters.json('allowed_updates', v.array(v.string()), "Can't parse allowed_updates JSON object")
  if (names !== null) context.state.updates.allow(names)
}

export const getUpdates: Method = async (context, parameters, signal) => {
  const { updates } = context.state
  if (context.webhook.state().url !== '') {
    throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
  }
  const offset = parameters.integer('offset', 0)
  const limit = parameters.integer('limit', 100, 1, 100)
  const timeout = parameters.integer('timeout', 0, 0, MAX_POLL_SECONDS)
  allow(context, parameters)
  if (offset < 0) updates.keepLast(-offset)
  else updates.acceptBefore(offset)
  if (updates.pending().length === 0 && timeout > 0) await poll(context, timeout, signal)
  return { result: updates.pending().slice(0, limit) }
}

async function poll(context: MethodContext, seconds: number, signal: AbortSignal): Promise<void> {
  context.polling.waiting?.abort(
    conflict('terminated by other getUpdates request; make sure that only one bot instance is running'),
  )
  const own = new AbortController()
  context.polling.waiting = own
  const end = new AbortController()
  const ended = new Promise<void>((resolve, reject) => {
    own.signal.addEventListener('abort', () => reject(own.signal.reason))
    signal.addEventListener('abort', () => resolve())
  })
  try {
    await Promise.race([context.state.updates.arrival(), context.sleep(seconds * 1000, end.signal), ended])
  } finally {
    end.abort()
    if (context.polling.waiting === own) context.polling.waiting = null
  }
}

export const setWebhook: Method = (context, parameters) => {
  const url = parameters.text('url')
  if (url === '') return remove(context, parameters)
  const now = context.state.now()
  if (context.flood !== null && now < context.webhook.settableAt) throw tooMany(1)
  checkAddress(url, context.localWebhooks)
  const secret = parameters.text('secret_token')
  if (secret.length > 256) throw badRequest('secret token is too long')
  if (!/^[A-Za-z0-9_-]*$/u.test(secret)) throw badRequest('secret token contains unallowed characters')
  parameters.refuse('certificate', 'ip_address')
  context.polling.waiting?.abort(conflict('terminated by setWebhook request'))
  if (parameters.flag('drop_pending_updates')) context.state.updates.clear()
  allow(context, parameters)
  const isAlreadySet = context.webhook.state().url === url
  context.webhook.set(url, secret === '' ? null : secret, parameters.integer('max_connections', 40, 1, 100))
  return { result: true, description: isAlreadySet ? 'Webhook is already set' : 'Webhook was set' }
}

function checkAddress(address: string, local: boolean): void {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !/^https?:$/u.test(url.protocol)) throw badRequest('bad webhook: invalid HTTP URL specified')
  if (local) return
  if (url.protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  if (!['', '80', '88', '443', '8443'].includes(url.port)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
  }
}

export const deleteWebhook: Method = (context, parameters) => remove(context, parameters)

function remove(context: MethodContext, parameters: Parameters) {
  const wasSet = context.webhook.state().url !== ''
  if (parameters.flag('drop_pending_updates')) context.state.updates.clear()
  context.webhook.remove()
  return { result: true, description: wasSet ? 'Webhook was deleted' : 'Webhook is already deleted' }
}

/** core.telegram.org/bots/api#webhookinfo */
export const getWebhookInfo: Method = ({ state, webhook }) => {
  const set = webhook.state()
  return {
    result: {
      url: set.url,
      has_custom_certificate: false,
      pending_update_count: state.updates.pending().length,
      last_error_date: set.lastErrorAt === null ? undefined : Math.floor(set.lastErrorAt / 1000),
      last_error_message: set.lastError ?? undefined,
      max_connections: set.url === '' ? undefined : set.maxConnections,
      allowed_updates: state.updates.allowed === null ? undefined : [...state.updates.allowed],
    },
  }
}
