/** Which requests carry a feed's credentials, and what their answers mean. */
import { describe, expect, it } from 'vitest'
import { credentialSeal, openCredentials } from '../../src/feed/http/credential-seal.ts'
import { readFeed } from '../../src/feed/read-feed.ts'
import { noKeys } from '../../src/model.ts'
import { type Credentials, noValidators } from '../../src/polling.ts'
import { taggedUrl } from '../../src/text/private-feed-url.ts'
import { address, now, rssItem, rssOf } from './fixtures/documents.ts'

const SECRET = 'the secret of a Worker'
const seal = credentialSeal(SECRET)
const document = rssOf(rssItem(1))

type Answers = Readonly<Record<string, () => Response>>

const moved =
  (to: string, status = 301) =>
  () =>
    new Response(null, { status, headers: { location: to } })
const feed = () => new Response(document)

function credentialsFor(origin: string): Credentials {
  return {
    origin,
    login: seal.sealLogin(origin, { user: 'ann', password: 's3cret' }),
    headers: [{ name: 'X-Key', value: seal.sealHeader(origin, { name: 'X-Key', value: 'abc' }) }],
  }
}

/** Reads a private feed. @returns the reading, and each request as its address and whether it had the login and the header */
async function read(url: string, answers: Answers, credentials?: Credentials, secret = SECRET) {
  const requests: string[] = []
  const reading = await readFeed(
    {
      url: taggedUrl(address(url), 'tag'),
      validators: { ...noValidators, etag: '"1"' },
      known: noKeys,
      first: false,
      credentials: credentials ?? credentialsFor(new URL(url).origin),
    },
    {
      fetch: async (to, init) => {
        const headers = new Headers(init.headers)
        const [has, key] = [headers.get('authorization'), headers.get('x-key')]
        expect([null, `Basic ${btoa('ann:s3cret')}`]).toContain(has)
        requests.push(`${to}${has === null ? '' : ' login'}${key === 'abc' ? ' key' : ''}`)
        return answers[to]?.() ?? new Response(null, { status: 404 })
      },
      now,
      allowPrivate: false,
      openCredentials: (sealed) => openCredentials(secret, sealed),
    },
  )
  return { reading, requests }
}

describe('a private feed', () => {
  it('is requested with its credentials and without its tag', async () => {
    const { reading, requests } = await read('https://q.example/feed', { 'https://q.example/feed': feed })
    expect(requests).toEqual(['https://q.example/feed login key'])
    expect(reading).toMatchObject({ kind: 'read', url: 'https://q.example/feed#tag', validators: { from: null } })
  })

  it('takes its credentials to other addresses of its origin', async () => {
    const { reading, requests } = await read('https://q.example/feed', {
      'https://q.example/feed': moved('/new'),
      'https://q.example/new': feed,
    })
    expect(requests).toEqual(['https://q.example/feed login key', 'https://q.example/new login key'])
    expect(reading).toMatchObject({ kind: 'read', advice: { movedTo: 'https://q.example/new#tag' } })
  })

  it('sends the cookies of a redirect beside its own', async () => {
    const headers = [{ name: 'Cookie', value: seal.sealHeader('https://q.example', { name: 'Cookie', value: 'a=1' }) }]
    const cookies: (string | null)[] = []
    await readFeed(
      {
        url: taggedUrl(address('https://q.example/feed'), 'tag'),
        validators: noValidators,
        known: noKeys,
        first: false,
        credentials: { origin: 'https://q.example', login: null, headers },
      },
      {
        fetch: async (to, init) => {
          cookies.push(new Headers(init.headers).get('cookie'))
          const isFirst = to === 'https://q.example/feed'
          const set = { location: '/next', 'set-cookie': 'b=2' }
          return isFirst ? new Response(null, { status: 302, headers: set }) : feed()
        },
        now,
        allowPrivate: false,
        openCredentials: (sealed) => openCredentials(SECRET, sealed),
      },
    )
    expect(cookies).toEqual(['a=1', 'a=1; b=2'])
  })

  it('takes its credentials from http to https', async () => {
    const { reading, requests } = await read('http://q.example/feed', {
      'http://q.example/feed': moved('https://q.example/feed'),
      'https://q.example/feed': feed,
    })
    expect(requests.at(-1)).toBe('https://q.example/feed login key')
    expect(reading).toMatchObject({ advice: { movedTo: 'https://q.example/feed#tag' } })
  })

  it('takes credentials for http along after it has moved to https, but not back', async () => {
    const { requests } = await read(
      'https://q.example/feed',
      { 'https://q.example/feed': moved('http://q.example/feed'), 'http://q.example/feed': feed },
      credentialsFor('http://q.example'),
    )
    expect(requests).toEqual(['https://q.example/feed login key', 'http://q.example/feed'])
  })

  const elsewhere = [
    'https://other.example/feed',
    'https://www.q.example/feed',
    'https://q.example:8443/feed',
    'http://q.example/feed',
  ]
  for (const to of elsewhere)
    it(`does not take its credentials to ${to}, and does not move there`, async () => {
      const { reading, requests } = await read('https://q.example/feed', {
        'https://q.example/feed': moved(to),
        [to]: feed,
      })
      expect(requests).toEqual(['https://q.example/feed login key', to])
      expect(reading).toMatchObject({ kind: 'read', advice: { movedTo: null } })
    })

  for (const status of [401, 403])
    it(`whose site answers ${status} has wrong credentials`, async () => {
      const refused = () => new Response(null, { status })
      const { reading } = await read('https://q.example/feed', { 'https://q.example/feed': refused })
      expect(reading).toMatchObject({ kind: 'failed', problem: { kind: 'credentials-refused', status } })
    })

  it('is not requested if its credentials cannot be opened', async () => {
    const { reading, requests } = await read('https://q.example/feed', {}, undefined, 'another secret')
    expect(requests).toEqual([])
    expect(reading).toMatchObject({ kind: 'failed', problem: { kind: 'credentials-lost' } })
  })

  it('is not requested with credentials for another origin', async () => {
    const foreign = credentialsFor('https://other.example')
    const { reading, requests } = await read('https://q.example/feed', {}, foreign)
    expect(requests).toEqual([])
    expect(reading).toMatchObject({ kind: 'failed', problem: { kind: 'credentials-lost' } })
  })

  it('is unchanged after a 304', async () => {
    const { reading } = await read('https://q.example/feed', {
      'https://q.example/feed': () => new Response(null, { status: 304 }),
    })
    expect(reading).toMatchObject({ kind: 'unchanged', url: 'https://q.example/feed#tag' })
  })
})
