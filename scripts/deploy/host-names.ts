/** Names of hosts and of their parts. */

/** Whether `text` is one label of a host name: RFC 1035, section 2.3.1. */
export function isLabel(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(text)
}

/** The host in what was typed or copied from an address bar; '' if there is none. */
export function domainOf(typed: string): string {
  const url = URL.parse(typed.includes('://') ? typed : `https://${typed}`)
  const labels = url?.hostname.split('.') ?? []
  return url !== null && url.port === '' && labels.length > 1 && labels.every(isLabel) ? url.hostname : ''
}
