/** Credentials as people type them, and where they are sent. */
import { describe, expect, it, test } from 'vitest'
import {
  accessHeaders,
  changedCredentials,
  isHeaderName,
  isUsableLogin,
  mayReceive,
  readHeader,
  splitLogin,
  withoutUserInfo,
} from '../../../src/feed/http/credentials.ts'
import type { Credentials } from '../../../src/polling.ts'

describe('splitLogin', () => {
  const cases: Readonly<Record<string, readonly [typed: string, address: string, user: string, password: string]>> = {
    'a user and a password': ['https://ann:s3cret@q.example/a.xml', 'https://q.example/a.xml', 'ann', 's3cret'],
    'no scheme': ['ann:s3cret@q.example/a.xml', 'q.example/a.xml', 'ann', 's3cret'],
    'a port, and an @ in the path': ['http://ann:s@q.example:8080/@a', 'http://q.example:8080/@a', 'ann', 's'],
    'a scheme of feeds': ['feed:https://ann:s@q.example/', 'feed:https://q.example/', 'ann', 's'],
    'the feed scheme alone': ['feed://ann:s@q.example/', 'feed://q.example/', 'ann', 's'],
    'encoded characters': ['https://a%40b:p%3A%2F%C3%BC@q.example/', 'https://q.example/', 'a@b', 'p:/ü'],
    'a percent sign that encodes nothing': ['https://ann:100%@q.example/', 'https://q.example/', 'ann', '100%'],
    'an @ in the password': ['https://ann:p@ss@q.example/', 'https://q.example/', 'ann', 'p@ss'],
    'a colon in the password': ['https://ann:a:b@q.example/', 'https://q.example/', 'ann', 'a:b'],
    'a slash in the password': ['https://ann:s3/cret@q.example/a?b=c', 'https://q.example/a?b=c', 'ann', 's3/cret'],
    'a hash in the password': ['https://ann:#1@q.example/', 'https://q.example/', 'ann', '#1'],
    'a question mark in the password': ['https://ann:why?@q.example', 'https://q.example', 'ann', 'why?'],
    'a password of digits with a slash': ['https://ann:12/34@q.example/', 'https://q.example/', 'ann', '12/34'],
    'a token in place of a user': ['https://token@q.example/', 'https://q.example/', 'token', ''],
    'a password without a user': ['https://:s3cret@q.example/', 'https://q.example/', '', 's3cret'],
    'another script': ['https://анна:пароль@пример.рф/', 'https://пример.рф/', 'анна', 'пароль'],
  }
  for (const [name, [typed, address, user, password]] of Object.entries(cases))
    test(name, () => expect(splitLogin(typed)).toEqual({ address, login: { user, password } }))

  const without = [
    'https://q.example/feed',
    'https://q.example/@ann/feed',
    'https://q.example:8080/a:b@c.example',
    'https://q.example/?mail=ann@b.example',
    'https://q.example/#ann:b@c.example',
    '@ann@social.example',
    'ann@mail.example',
    'q.example:8080/feed',
    '',
  ]
  for (const typed of without)
    test(`${typed} has none`, () => expect(splitLogin(typed)).toEqual({ address: typed, login: null }))

  it('takes empty user information away', () => {
    expect(splitLogin('https://@q.example/')).toEqual({ address: 'https://q.example/', login: null })
  })

  it('takes a time in proportion to the text', () => {
    const hostile = ['a:@a.a.'.repeat(400), `https://${'a:'.repeat(1400)}`, `//${'@'.repeat(2900)}`, 'a.'.repeat(1400)]
    for (const text of hostile) expect(splitLogin(text).address.length).toBeLessThanOrEqual(text.length)
  })
})

test('what is no address is shown without what may be a password', () => {
  const cases: readonly (readonly [text: string, shown: string])[] = [
    ['https://ann:s3cret/x@@/', 'https:///'],
    ['https://ann:s3cret@', 'https://'],
    ['ann:s3cret@@', ''],
    ['ann:s//cret@@', ''],
    ['no address', 'no address'],
    ['ann@nowhere', 'ann@nowhere'],
    ['ftp://x.example/feed', 'ftp://x.example/feed'],
  ]
  for (const [text, shown] of cases) expect(withoutUserInfo(text)).toBe(shown)
})

test('a login that Basic authentication cannot carry is refused', () => {
  expect(isUsableLogin({ user: 'ann', password: 'a b:c ü' })).toBe(true)
  const refused = [
    { user: 'a:b', password: 'c' },
    { user: 'ann', password: 'a\nb' },
    { user: 'ann\u0000', password: '' },
    { user: '', password: '' },
    { user: 'a'.repeat(201), password: '' },
    { user: 'ann', password: 'p'.repeat(1001) },
    { user: 'ann', password: '\ud800' },
  ]
  for (const login of refused) expect(isUsableLogin(login)).toBe(false)
})

describe('readHeader', () => {
  it('reads a name and a value', () => {
    expect(readHeader(' X-Key:  a b ')).toEqual({ name: 'X-Key', value: 'a b' })
    expect(readHeader('Cookie: a=1; b=2')).toEqual({ name: 'Cookie', value: 'a=1; b=2' })
    expect(readHeader('Authorization: Bearer a:b')).toEqual({ name: 'Authorization', value: 'Bearer a:b' })
    expect(readHeader('User-Agent : me')).toEqual({ name: 'User-Agent', value: 'me' })
  })

  const refused = [
    ...['Host', 'Content-Length', 'Transfer-Encoding', 'Connection', 'Keep-Alive', 'TE', 'Upgrade', 'Expect'],
    ...['Proxy-Authorization', 'If-None-Match', 'Range', 'Accept-Encoding', 'CF-Connecting-IP', 'X-Forwarded-For'],
    ...['a b', 'a(b)', 'ä', '', 'x'.repeat(65)],
  ]
  for (const name of refused)
    test(`refuses “${name}”`, () => {
      expect(isHeaderName(name)).toBe(false)
      expect(readHeader(`${name}: value`)).toBeNull()
    })

  const values = ['', 'a\r\nHost: b', 'a\u0000b', 'ü', 'a\tb', 'x'.repeat(4001)]
  for (const value of values)
    test(`refuses the value ${JSON.stringify(value.slice(0, 20))}`, () =>
      expect(readHeader(`X-Key: ${value}`)).toBeNull())
})

test('what belongs to an origin goes to that origin only, or on to https', () => {
  const cases: readonly (readonly [origin: string, address: string, may: boolean])[] = [
    ['https://q.example', 'https://q.example/a', true],
    ['https://q.example', 'https://q.example:443/a', true],
    ['http://q.example', 'https://q.example/a', true],
    ['https://q.example', 'http://q.example/a', false],
    ['https://q.example', 'https://www.q.example/a', false],
    ['https://q.example', 'https://q.example.evil.example/', false],
    ['https://q.example', 'https://q.example:8443/', false],
    ['http://q.example:8080', 'https://q.example/', false],
    ['http://q.example:8080', 'http://q.example:8080/a', true],
    ['', 'https://q.example/', false],
  ]
  for (const [origin, address, may] of cases)
    expect([origin, address, mayReceive(origin, address)]).toEqual([origin, address, may])
  const access = { origin: 'https://q.example', headers: { authorization: 'Basic YQ==' } }
  expect(accessHeaders(access, 'https://q.example/b')).toEqual(access.headers)
  expect(accessHeaders(access, 'https://other.example/b')).toEqual({})
  expect(accessHeaders(null, 'https://q.example/b')).toEqual({})
})

describe('changedCredentials', () => {
  const origin = 'https://q.example'
  const before: Credentials = { origin, login: '1.a', headers: [{ name: 'X-Key', value: '1.b' }] }

  it('sets and removes one part, and keeps the others', () => {
    expect(changedCredentials(before, { kind: 'login', origin, login: '1.c' })).toEqual({ ...before, login: '1.c' })
    expect(changedCredentials(before, { kind: 'login', origin, login: null })).toEqual({ ...before, login: null })
    expect(changedCredentials(before, { kind: 'header', origin, name: 'x-key', value: '1.c' })).toEqual({
      ...before,
      headers: [{ name: 'x-key', value: '1.c' }],
    })
    expect(changedCredentials(before, { kind: 'header', origin, name: 'Cookie', value: '1.c' })).toEqual({
      ...before,
      headers: [...before.headers, { name: 'Cookie', value: '1.c' }],
    })
    expect(changedCredentials(before, { kind: 'no-headers' })).toEqual({ ...before, headers: [] })
  })

  it('leaves nothing behind the last part', () => {
    const login = { ...before, headers: [] }
    expect(changedCredentials(login, { kind: 'login', origin, login: null })).toBeNull()
    expect(changedCredentials({ ...before, login: null }, { kind: 'no-headers' })).toBeNull()
    expect(changedCredentials(null, { kind: 'header', origin, name: 'X-Key', value: null })).toBeNull()
    expect(changedCredentials(null, { kind: 'no-headers' })).toBeNull()
    expect(changedCredentials(before, { kind: 'all', credentials: null })).toBeNull()
  })

  it('does not mix what was sealed for two origins', () => {
    const other = 'https://other.example'
    expect(changedCredentials(before, { kind: 'login', origin: other, login: '1.c' })).toEqual({
      origin: other,
      login: '1.c',
      headers: [],
    })
  })

  it('has room for five headers', () => {
    const headers = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name, value: '1.a' }))
    const full = { origin, login: null, headers }
    expect(changedCredentials(full, { kind: 'header', origin, name: 'F', value: '1.a' })).toBe('full')
    expect(changedCredentials(full, { kind: 'header', origin, name: 'a', value: '1.b' })).not.toBe('full')
  })
})
