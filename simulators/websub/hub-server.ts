/** A simulated hub as an HTTP server on loopback, for the real runtime. */
import { type SiteServer, startSiteServer } from '../site-server.ts'
import { type HubOptions, WebSubHub } from './websub-hub.ts'

export interface HubServer extends SiteServer {
  readonly hub: WebSubHub
  /** As the hub's own `publish`, but also repeats failed deliveries. */
  readonly publish: WebSubHub['publish']
}

/** Starts a hub that verifies and delivers in real time. */
export async function startHubServer(options: Omit<HubOptions, 'url' | 'now' | 'deliver'> = {}): Promise<HubServer> {
  let started: WebSubHub | null = null
  const server = await startSiteServer(async (request) => {
    if (started === null) throw new TypeError('the hub is not ready')
    const answer = await started.site(request)
    // After the answer has gone.
    setImmediate(() => void run(hub))
    return answer
  })
  const hub = new WebSubHub({
    ...options,
    url: `${server.url}/`,
    now: () => Date.now(),
    deliver: (request) => fetch(request, { redirect: 'manual' }),
  })
  started = hub
  const publish: HubServer['publish'] = (...document) => hub.publish(...document).then(() => run(hub))
  return { ...server, hub, publish }
}

/** Does what is due, and later what is due then. */
async function run(hub: WebSubHub): Promise<void> {
  await hub.run()
  const next = hub.nextAt()
  if (next !== null) setTimeout(() => void run(hub), Math.max(0, next - Date.now())).unref()
}
