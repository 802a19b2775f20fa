/** A simulated hub as an HTTP server on loopback, for the real runtime. */
import { type SiteServer, startSiteServer } from '../site-server.ts'
import { type HubOptions, WebSubHub } from './websub-hub.ts'

export interface HubServer extends SiteServer {
  readonly hub: WebSubHub
}

/** Starts a hub that verifies and delivers in real time. */
export async function startHubServer(options: Omit<HubOptions, 'url' | 'now' | 'deliver'> = {}): Promise<HubServer> {
  let hub: WebSubHub | null = null
  const server = await startSiteServer(async (request) => {
    if (hub === null) throw new TypeError('the hub is not ready')
    const answer = await hub.site(request)
    // After the answer has gone.
    setImmediate(() => void hub?.run())
    return answer
  })
  hub = new WebSubHub({
    ...options,
    url: `${server.url}/`,
    now: () => Date.now(),
    deliver: (request) => fetch(request, { redirect: 'manual' }),
  })
  return { ...server, hub }
}
