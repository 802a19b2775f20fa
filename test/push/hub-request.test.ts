/** What is sent to hubs, and what their answers mean. */
import { describe, expect, it, test } from 'vitest'
import {
  answerOf,
  firstWording,
  formOf,
  type HubAnswer,
  type HubRequest,
  type HubResponse,
  otherWording,
  type Wording,
} from '../../src/push/hub-request.ts'

const request: HubRequest = {
  hub: 'https://hub.example/',
  mode: 'subscribe',
  topic: 'https://blog.example/feed?a=1&b=ä',
  callback: 'https://paperboy.example/websub/3.token',
  secret: 's3cret',
  leaseSeconds: 864_000,
}
const fields = (form: string) => Object.fromEntries(new URLSearchParams(form))

describe('the form of a request', () => {
  const common = {
    'hub.topic': request.topic,
    'hub.callback': request.callback,
    'hub.verify': 'async',
  }
  const subscription = { ...common, 'hub.mode': 'subscribe', 'hub.secret': 's3cret' }
  test.each<readonly [string, Partial<HubRequest>, Wording, object]>([
    ['subscribes', {}, firstWording, { ...subscription, 'hub.lease_seconds': '864000' }],
    ['leaves the lease to the hub', { leaseSeconds: null }, firstWording, subscription],
    [
      'asks an old hub to verify at once',
      {},
      { verify: 'sync', namesLease: true },
      { ...subscription, 'hub.verify': 'sync', 'hub.lease_seconds': '864000' },
    ],
    ['names no lease to a hub that refused it', {}, { verify: 'async', namesLease: false }, subscription],
    ['unsubscribes without a secret', { mode: 'unsubscribe' }, firstWording, { ...common, 'hub.mode': 'unsubscribe' }],
  ])('%s', (_, change, wording, expected) => {
    expect(fields(formOf({ ...request, ...change }, wording))).toEqual(expected)
  })

  it('is ASCII, and escapes the topic once', () => {
    const form = formOf(request, firstWording)
    expect(form).toMatch(/^[\x21-\x7e]+$/u)
    expect(form).toContain('hub.topic=https%3A%2F%2Fblog.example%2Ffeed%3Fa%3D1%26b%3D%C3%A4')
  })
})

describe('an answer', () => {
  const to = 'https://new.example/'
  const accepted: HubAnswer = { kind: 'accepted' }
  const refused = (status: number, reason = ''): HubAnswer => ({ kind: 'refused', status, reason })
  test.each<readonly [string, Partial<HubResponse>, HubAnswer]>([
    ['202, of the standard', { status: 202 }, accepted],
    ['204, of PuSHPress and Superfeedr', { status: 204 }, accepted],
    ['200, of others', { status: 200, text: 'OK' }, accepted],
    ['201', { status: 201 }, accepted],
    ['307', { status: 307, location: to }, { kind: 'moved', to }],
    ['308', { status: 308, location: to }, { kind: 'moved', to }],
    ['301 to https', { status: 301, location: to }, { kind: 'moved', to }],
    ['303, which would ask with GET', { status: 303, location: to }, refused(303)],
    ['a redirect to nowhere', { status: 308 }, refused(308)],
    ['304', { status: 304, location: to }, refused(304)],
    ['404', { status: 404, text: 'Not found' }, refused(404, 'Not found')],
    ['410', { status: 410, text: 'closed' }, { kind: 'gone' }],
    ['422 with Superfeedr’s reason', { status: 422, text: 'Topic\nis  too long' }, refused(422, 'Topic is too long')],
    ['503 of Google for many at once', { status: 503, text: '<h1>Over</h1> quota' }, refused(503, 'Over quota')],
    ['100 and other nonsense', { status: 100 }, refused(100)],
    ['a page as a reason', { status: 400, text: '<html>\n<b>no</b></html>' }, refused(400, 'no')],
    ['control characters as a reason', { status: 400, text: 'a\u0000\u001b[31m\u202eb' }, refused(400, 'a [31m b')],
    [
      'a reason cut in a character',
      { status: 400, text: `${'x'.repeat(199)}😀` },
      refused(400, `${'x'.repeat(199)}\ufffd`),
    ],
  ])('%s', (_, response, expected) => {
    expect(answerOf({ status: 0, location: null, text: '', ...response })).toEqual(expected)
  })
})

describe('after a refusal', () => {
  const sync: Wording = { verify: 'sync', namesLease: true }
  const withoutLease: Wording = { verify: 'async', namesLease: false }
  test.each<readonly [string, number, string, Wording | null]>([
    ['a hub of PubSubHubbub 0.3 is asked to verify at once', 400, 'hub.verify: async is not supported', sync],
    ['a hub that only verifies at once is', 422, 'Only sync is supported', sync],
    ['a hub that dislikes the lease chooses one', 400, 'Invalid hub.lease_seconds', withoutLease],
    ['about something else, nothing is said otherwise', 400, 'Invalid topic', null],
    ['without a reason, nothing is', 400, '', null],
    ['because of a failure, nothing is', 503, 'cannot verify now', null],
    ['because of a failed verification, nothing is', 409, 'verification failed', null],
  ])('%s', (_, status, reason, expected) => {
    expect(otherWording({ kind: 'refused', status, reason })).toEqual(expected)
  })
})
