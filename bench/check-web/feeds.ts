/** The rules of RSS, Atom and JSON feeds, for a channel's own feeds. */
import { brokenRules } from '../../test/web/feed-rules/broken-rules.ts'
import type { Site } from './site.ts'

const endings = ['rss', 'atom', 'json'] as const

/** The broken rules of each feed, by its path. */
export async function brokenFeeds({ stranger, channel }: Site): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>()
  for (const ending of endings) {
    const path = `${channel}.${ending}`
    const answer = await stranger.open(path)
    const faults = answer.status === 200 ? brokenRules(ending, await answer.text()) : [`answers ${answer.status}`]
    found.set(path, faults)
  }
  return found
}
