/** Follows the short links of posts. */
import { get } from 'node:http'
import type { Message } from '../../simulators/telegram/model.ts'

let round = 0

/**
 * Follows every link of these messages. Each time under another host name, so that the answers of earlier times are in no cache.
 * @param url of the Worker @returns the titles whose links do not lead to their items
 */
export async function brokenLinks(url: string, messages: readonly Message[]): Promise<readonly string[]> {
  round += 1
  const host = `round-${round}.test`
  const links = messages.flatMap(({ byBot, text, entities }) =>
    byBot
      ? entities.flatMap(({ url: link, offset, length }) =>
          link === undefined ? [] : { link, title: text.slice(offset, offset + length) },
        )
      : [],
  )
  const broken: string[] = []
  for (const { link, title } of links) {
    const { status, location } = await follow(new URL(new URL(link).pathname, url), host)
    if (status !== 302 || !location.endsWith(`/${title.replaceAll(' ', '-')}`))
      broken.push(`${title}: ${status} ${location}`)
  }
  return broken
}

function follow(url: URL, host: string): Promise<{ readonly status: number; readonly location: string }> {
  return new Promise((resolve, reject) => {
    get(url.href, { headers: { host } }, ({ statusCode = 0, headers: { location = '' } }) => {
      resolve({ status: statusCode, location })
    }).on('error', reject)
  })
}
