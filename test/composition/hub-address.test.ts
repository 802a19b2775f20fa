/** The addresses at which hubs are asked. */
import { expect, test } from 'vitest'
import { hubAddress } from '../../src/composition/hub-address.ts'

const FEED = 'https://blog.example/feed'

test.each<readonly [string, string, boolean, string | null]>([
  ['over https', 'https://hub.example/', false, 'https://hub.example/'],
  [
    'over https although its address says http, as a request has a secret',
    'http://hub.example/a',
    false,
    'https://hub.example/a',
  ],
  ['relative to the last address', '/hub?x=1', false, 'https://blog.example/hub?x=1'],
  ['without a login and a fragment', 'https://ann:pw@hub.example/#top', false, 'https://hub.example/'],
  ['never on a private host', 'https://192.168.0.1/', false, null],
  ['never on a private host that is written otherwise', 'http://0x7f.1/', false, null],
  ['on a private host for local work, over http too', 'http://127.0.0.1:8787/', true, 'http://127.0.0.1:8787/'],
  ['never by another scheme', 'ftp://hub.example/', false, null],
  ['never by a script', 'javascript:alert(1)', false, null],
  ['never at no address', 'http://', false, null],
])('a hub is asked %s', (_, address, allowPrivate, expected) => {
  expect(hubAddress(address, FEED, { allowPrivate })).toBe(expected)
})

test('a hub is not asked if the base of its address is invalid', () => {
  expect(hubAddress('/hub', 'nowhere', { allowPrivate: false })).toBeNull()
})
