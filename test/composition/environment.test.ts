/** How the Worker's variables are read; errors never contain a value. */
import { describe, expect, it } from 'vitest'
import {
  botIdOf,
  claimCodeOf,
  operatorKeyOf,
  readEnvironment,
  secretPrintOf,
} from '../../src/composition/environment.ts'

const secrets = { BOT_TOKEN: '4242:abc', WEBHOOK_SECRET: 's' }

it('has defaults for everything but the secrets', () => {
  expect(readEnvironment(secrets)).toEqual({
    ...secrets,
    OWNER_IDS: [],
    AI_MODEL: '',
    AI_API_ROOT: null,
    PUBLIC_URL: null,
    TELEGRAM_API_ROOT: 'https://api.telegram.org',
    ALLOW_PRIVATE_FEEDS: false,
    ANALYTICS_TOKEN: null,
    ACCOUNT_ID: null,
    BUILD: null,
    LINK_TTL_DAYS: 0,
    LIVE_GAP_MINUTES: 15,
    PLAN: 'free',
    CELLS: 1,
    PUBLIC_BOT: false,
    READERS: null,
    HSTS_SUBDOMAINS: false,
    LOCATION_HINT: 'weur',
  })
})

describe('reads', () => {
  it.each([
    ['several owners, with the commas of any keyboard', { OWNER_IDS: '1, 2;3，4' }, { OWNER_IDS: [1, 2, 3, 4] }],
    ['an address with a trailing slash', { PUBLIC_URL: ' https://a.example/ ' }, { PUBLIC_URL: 'https://a.example' }],
    ['an address without a scheme', { PUBLIC_URL: 'a.example' }, { PUBLIC_URL: 'https://a.example' }],
    ['an invalid number as the default', { LINK_TTL_DAYS: 'soon' }, { LINK_TTL_DAYS: 0 }],
    ['too many cells as one', { CELLS: '1000' }, { CELLS: 1 }],
    ['zero cells as one', { CELLS: '0' }, { CELLS: 1 }],
    ['a number of readers', { READERS: '50' }, { READERS: 50 }],
    ['no readers', { READERS: '0' }, { READERS: 0 }],
    ['an invalid number of readers as that of the plan', { READERS: '-1' }, { READERS: null }],
    ['the paid plan', { PLAN: 'paid' }, { PLAN: 'paid' }],
    ['a location that Cloudflare has', { LOCATION_HINT: 'apac-ne' }, { LOCATION_HINT: 'apac-ne' }],
    ['TLS for subdomains', { HSTS_SUBDOMAINS: 'true' }, { HSTS_SUBDOMAINS: true }],
    ['an unknown location as the default', { LOCATION_HINT: 'moon' }, { LOCATION_HINT: 'weur' }],
    ['any flag but "true" as false', { ALLOW_PRIVATE_FEEDS: '1' }, { ALLOW_PRIVATE_FEEDS: false }],
  ])('%s', (_, vars, expected) => {
    expect(readEnvironment({ ...secrets, ...vars })).toMatchObject(expected)
  })
})

it.each([
  ['a name as an owner', { OWNER_IDS: '@ann' }, 'OWNER_IDS'],
  ['an address with a path', { PUBLIC_URL: 'https://a.example/news' }, 'PUBLIC_URL'],
])('refuses %s', (_, vars, name) => {
  expect(() => readEnvironment({ ...secrets, ...vars })).toThrow(name)
})

it('names an invalid variable, never its value', () => {
  const read = () => readEnvironment({ BOT_TOKEN: 'very-secret-but-wrong', WEBHOOK_SECRET: 's' })
  expect(read).toThrow(/BOT_TOKEN/u)
  expect(read).not.toThrow(/very-secret/u)
})

it('reads the bot’s id from its token', () => {
  expect(botIdOf({ BOT_TOKEN: '4242:abc' })).toBe(4242)
})

it('derives codes and keys that do not reveal the secrets', () => {
  // printf 'paperboy claim s3cret' | openssl dgst -sha256 -binary | base64url, its first 16
  expect(claimCodeOf({ WEBHOOK_SECRET: 's3cret' })).toBe('zM-4NoO4LGxBPODK')
  const shown = [secretPrintOf({ WEBHOOK_SECRET: 's3cret' }), operatorKeyOf({ BOT_TOKEN: '4242:abc' })]
  expect(shown.map((text) => text.length)).toEqual([16, 43])
  expect(new Set([...shown, claimCodeOf({ WEBHOOK_SECRET: 's3cret' })]).size).toBe(3)
})
