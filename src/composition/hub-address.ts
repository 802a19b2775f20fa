/** The address at which a hub is asked. */
import * as v from 'valibot'
import { type AddressRules, isPrivateHost, redirectTarget } from '../feed/http/address.ts'
import { feedUrlSchema } from '../model.ts'

/**
 * The address for a request to a hub; null: the hub may not be asked. A request contains a secret, so it goes over https, except to
 * hosts of private networks, which are allowed only for local work.
 * @param from what the address is relative to
 */
export function hubAddress(address: string, from: string, rules: AddressRules): string | null {
  const base = v.safeParse(feedUrlSchema, from)
  const target = base.success ? redirectTarget(base.output, address, rules) : null
  if (target?.ok !== true) return null
  const url = new URL(target.value)
  if (!isPrivateHost(url.hostname)) url.protocol = 'https:'
  return url.href
}
