/** Follows the links of posts: each leads to its own article, at any moment and however old KV's answers are. */
import { PUBLIC_URL } from '../../simulators/cloudflare/paperboy.ts'
import type { Scene } from './scene.ts'

const MINUTE = 60_000
const anchors =
  /href="https:\/\/paperboy\.test\/(?<code>[0-9A-Za-z]{10})(?<read>\/read(?:\?digest=[0-9A-Za-z]{10})?)?">(?<text>[^<]*)</gu

/** What is wrong with the links and reading pages of the newest posts; null: all work. @param posts how many of them */
export async function brokenLink({ paperboy: { cloud } }: Scene, posts = 1000): Promise<string | null> {
  const newest = cloud.objects.query('CELL', 'SELECT html FROM messages ORDER BY id DESC LIMIT ?', posts)
  const { staleMs } = cloud.store
  try {
    for (const minutes of [0, 10]) {
      cloud.store.staleMs = Math.max(staleMs, minutes * MINUTE)
      for (const { groups } of newest.flatMap(({ html }) => [...String(html).matchAll(anchors)])) {
        const { code = '', read, text = '' } = groups ?? {}
        const answer = await cloud.fetch(new Request(`${PUBLIC_URL}/${code}${read?.replace('/read', '.md') ?? ''}`))
        if (answer === 'ended' || answer.status !== (read === undefined ? 302 : 200))
          return `a link leads nowhere when KV is ${minutes} minutes old`
        const name = /^Headline (?<name>[\w-]+)\.$/u.exec(text)?.groups?.['name']
        if (read === undefined && name !== undefined && !answer.headers.get('location')?.endsWith(`/${name}`))
          return `the link of ${name} leads to ${answer.headers.get('location')}`
      }
    }
    return null
  } finally {
    cloud.store.staleMs = staleMs
  }
}
