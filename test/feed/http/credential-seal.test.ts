/** Sealed secrets: only the same secret, origin and purpose open them. */
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import { credentialSeal, openCredentials } from '../../../src/feed/http/credential-seal.ts'
import { limits } from '../../../src/limits.ts'
import { type Credentials, credentialsSchema } from '../../../src/polling.ts'

const SECRET = 'the secret of a Worker'
const origin = 'https://q.example'
const login = { user: 'änn', password: 'p:ä55 wörd' }
const seal = credentialSeal(SECRET)

function sealed(): Credentials {
  return {
    origin,
    login: seal.sealLogin(origin, login),
    headers: [{ name: 'X-Key', value: seal.sealHeader(origin, { name: 'X-Key', value: 'abc' }) }],
  }
}

it('opens with the same secret, as headers', () => {
  const basic = Buffer.from('änn:p:ä55 wörd').toString('base64')
  expect(openCredentials(SECRET, sealed())).toEqual({
    origin,
    headers: { authorization: `Basic ${basic}`, 'x-key': 'abc' },
  })
})

it('opens with no other secret', () => {
  expect(openCredentials('another secret', sealed())).toBeNull()
})

it('opens for no other origin', () => {
  expect(openCredentials(SECRET, { ...sealed(), origin: 'https://other.example' })).toBeNull()
  expect(openCredentials(SECRET, { ...sealed(), origin: 'http://q.example' })).toBeNull()
})

it('opens for no other purpose', () => {
  const { headers } = sealed()
  const [header] = headers
  expect(openCredentials(SECRET, { origin, login: header?.value ?? '', headers: [] })).toBeNull()
  const renamed = [{ name: 'Cookie', value: header?.value ?? '' }]
  expect(openCredentials(SECRET, { origin, login: null, headers: renamed })).toBeNull()
})

it('does not open what was changed, cut or invented', () => {
  const { login: whole } = sealed()
  const text = whole ?? ''
  const flipped = `${text.slice(0, -1)}${text.endsWith('A') ? 'Q' : 'A'}`
  for (const login of [flipped, text.slice(0, 40), '1.', '1.AAAA', '2.AAAA', text.slice(2)])
    expect(openCredentials(SECRET, { origin, login, headers: [] })).toBeNull()
})

it('is another text each time, and contains nothing plain', () => {
  const [one, other] = [seal.sealLogin(origin, login), seal.sealLogin(origin, login)]
  expect(one).not.toBe(other)
  expect(Buffer.from(one.slice(2), 'base64url').toString('latin1')).not.toContain('55')
})

it('fits where it is stored, at the limits', () => {
  const { userUnits, passwordUnits, headerValueUnits, headerNameUnits } = limits.access
  const longest = { user: '€'.repeat(userUnits), password: '"'.repeat(passwordUnits) }
  const name = 'x'.repeat(headerNameUnits)
  const credentials = {
    origin,
    login: seal.sealLogin(origin, longest),
    headers: [{ name, value: seal.sealHeader(origin, { name, value: 'v'.repeat(headerValueUnits) }) }],
  }
  expect(v.is(credentialsSchema, credentials)).toBe(true)
  const wide = { user: 'a', password: '€'.repeat(passwordUnits) }
  expect(seal.sealLogin(origin, wide).length).toBeLessThanOrEqual(limits.access.sealedUnits)
})
