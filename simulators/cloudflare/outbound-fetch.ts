/** The Worker's `fetch`: each request is an external subrequest, uses a connection and is one step of the process. */
import type { Platform } from './platform.ts'

/** @param send makes the request */
export function outboundFetch(
  { steps, invocations, duration }: Platform,
  send: (url: string, init: RequestInit) => Promise<Response>,
) {
  return (url: string, { signal, ...init }: RequestInit = {}): Promise<Response> => {
    invocations.spend('external')
    const open = () =>
      steps.run(nameOf(url), () => {
        const answer = send(url, init)
        return signal == null ? answer : Promise.race([answer, aborted(signal)])
      })
    if (signal == null) return duration.billWhile(invocations.object(), invocations.connect(open))
    // A queued connection whose signal aborts is never opened.
    const fetched = invocations.connect(() => (signal.aborted ? aborted(signal) : open()))
    return duration.billWhile(invocations.object(), Promise.race([fetched, aborted(signal)]))
  }
}

/** The step's name: a method of the Bot API, or `fetch` and the host. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url)
  return pathname.startsWith('/bot') ? (pathname.split('/').at(-1) ?? '') : `fetch ${host}`
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}
