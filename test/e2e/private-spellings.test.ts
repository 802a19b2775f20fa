/** A private feed under several spellings of its address is one feed of its channel, unless they answer differently. */
import { afterEach, expect, it } from 'vitest'
import { type SimulatedPaperboy, startSimulated } from '../../simulators/cloudflare/paperboy.ts'
import { answersTo, basic, guardedFeed, owner } from './private-feeds.ts'

let paperboy: SimulatedPaperboy
afterEach(() => paperboy.stop())

async function begin() {
  paperboy = await startSimulated({})
  const { talk } = await owner(paperboy)
  const feed = guardedFeed(paperboy, 'q.example', basic('ann', 's3cret'))
  const site = paperboy.sites.get('q.example')
  if (site !== undefined) paperboy.sites.set('www.q.example', site)
  return { feed, say: async (text: string) => (await answersTo(talk, text))[0] ?? '' }
}

it.each([
  'https://ann:s3cret@q.example/feed/',
  'http://ann:s3cret@q.example/feed',
  'https://ann:s3cret@www.q.example/feed',
])('%s is the feed that the channel has as https://q.example/feed', async (address) => {
  const { say } = await begin()
  await say('/add https://ann:s3cret@q.example/feed')
  await say('/feed 1 header X-Key: abc')
  expect(await say(`/add ${address}`)).toMatch(
    /^(?:✅ Saved: Secret paper can be read|Secret paper is already in Morning)/u,
  )
  expect(await say('/list')).not.toContain('2.')
  expect(await say('/feed 1')).toContain('Request headers: X-Key')
})

it('the same feed without a password is the one that the channel has, once its site lets everybody in', async () => {
  const { say, feed } = await begin()
  await say('/add https://ann:s3cret@q.example/feed')
  feed.wants = {}
  expect(await say('/add https://www.q.example/feed/')).toContain('already in Morning, as feed 1')
  const second = await owner(paperboy, 'Evening')
  expect(await say(`/add ${second.name} https://www.q.example/feed/`)).toContain('was added to Evening as feed 1')
})

it('two spellings in one message are added once', async () => {
  const { say } = await begin()
  const both = 'https://ann:s3cret@q.example/feed\nhttps://ann:s3cret@q.example/feed/'
  expect(await say(`/add ${both}`)).toContain('1 feed was already there')
  expect(await say('/list')).not.toContain('2.')
})

it('another feed at another spelling is another feed', async () => {
  const { say } = await begin()
  const other = guardedFeed(paperboy, 'www.q.example', {}, { title: 'Other', link: 'https://www.q.example/other' })
  other.withdraw({ title: 'Old secret', link: 'https://www.q.example/old' })
  await say('/add https://ann:s3cret@q.example/feed')
  expect(await say('/add https://ann:s3cret@www.q.example/feed')).toContain('was added to Morning as feed 2')
})
