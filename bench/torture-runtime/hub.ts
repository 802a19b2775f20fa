/** A WebSub hub for some of the feeds, on loopback. It reaches the Worker at its own address, whatever its public one is. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Site } from '../../simulators/published-feed.ts'
import { WebSubHub } from '../../simulators/websub/websub-hub.ts'
import { announcing } from '../../test/cycle/pushed-feed.ts'

export interface Hub {
  /** Delivers the documents of its feeds, and what was not taken before, and waits until the Worker has read them. */
  readonly push: () => Promise<void>
  readonly subscriptions: () => number
}

/** From a delivery to the end of the cycle that reads it. */
const READ_MS = 4500

/**
 * @param sites by path; those of the hub's feeds are replaced by sites that announce it, and one for the hub is added
 * @param workerUrl the Worker's own address
 */
export function createHub(
  sites: Map<string, Site>,
  paths: readonly string[],
  feedUrl: (path: string) => string,
  workerUrl: () => string,
): Hub {
  const url = feedUrl('/hub')
  const hub = new WebSubHub({
    url,
    now: Date.now,
    deliver: (request) => {
      const { pathname, search } = new URL(request.url)
      return fetch(new Request(`${workerUrl()}${pathname}${search}`, request))
    },
  })
  sites.set('/hub', async (request) => {
    const answer = await hub.site(request)
    setTimeout(() => void hub.run(), 100)
    return answer
  })
  for (const path of paths) {
    const site = sites.get(path)
    if (site !== undefined) sites.set(path, announcing({ site }, { hubs: [url], topic: feedUrl(path) }))
  }
  return {
    subscriptions: () => hub.subscriptions.length,
    async push() {
      for (const path of paths) {
        const response = await sites.get(path)?.(new Request(feedUrl(path)))
        if (response !== undefined)
          await hub.publish(feedUrl(path), await response.text(), response.headers.get('content-type') ?? '')
      }
      await sleep(READ_MS)
    },
  }
}
