/** A reader that dies while a feed is searched. */
import { expect, test } from 'vitest'
import { findFeed } from '../../src/cell/find-feed.ts'
import { readFeeds } from '../../src/feed/read-feeds.ts'
import { address, now, rssItem, rssOf } from '../feed/fixtures/documents.ts'

const feed = rssOf(rssItem(1))
const home = 'https://example.org/'

/** A reader that always dies. @param objectsDie objects die too; otherwise they read a feed */
async function findWithDyingReader(objectsDie: boolean) {
  const objects: string[] = []
  const dying = async () => {
    throw new Error('Worker exceeded CPU time limit.')
  }
  const found = await findFeed(
    {
      allowPrivate: false,
      ruleOf: () => null,
      readFeeds: dying,
      readInObject: async (name, requests) => {
        objects.push(name)
        return objectsDie
          ? dying()
          : readFeeds(requests, { now, allowPrivate: false, fetch: async () => new Response(feed) })
      },
      stopwatch: { elapsed: () => 0, within: (work) => work },
    },
    address(home),
    () => false,
  )
  return { found, objects }
}

test('an address whose reader dies is read once in an object', async () => {
  const { found, objects } = await findWithDyingReader(false)
  expect(found).toMatchObject({ kind: 'found', reading: { url: home } })
  expect(objects).toEqual(['address 0 example.org'])
})

test('an address whose object dies too fails as reader-failed', async () => {
  const { found, objects } = await findWithDyingReader(true)
  expect(found).toEqual({ kind: 'failed', problem: { kind: 'reader-failed' } })
  expect(objects).toHaveLength(1)
})
