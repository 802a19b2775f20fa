/** The Worker's variables: forgiving where they may be, and silent about values where they are wrong. */
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
    LOCATION_HINT: 'weur',
  })
})

describe('reads', () => {
  it.each([
    ['several owners, with commas of any keyboard', { OWNER_IDS: '1, 2;3，4' }, { OWNER_IDS: [1, 2, 3, 4] }],
    ['an address with a slash too many', { PUBLIC_URL: ' https://a.example/ ' }, { PUBLIC_URL: 'https://a.example' }],
    ['an address without a scheme', { PUBLIC_URL: 'a.example' }, { PUBLIC_URL: 'https://a.example' }],
    ['a number that is none as the default', { LINK_TTL_DAYS: 'soon' }, { LINK_TTL_DAYS: 0 }],
    ['more cells than there can be as one', { CELLS: '1000' }, { CELLS: 1 }],
    ['no cell as one', { CELLS: '0' }, { CELLS: 1 }],
    ['the paid plan', { PLAN: 'paid' }, { PLAN: 'paid' }],
    ['a place that Cloudflare knows', { LOCATION_HINT: 'apac-ne' }, { LOCATION_HINT: 'apac-ne' }],
    ['any other as the default', { LOCATION_HINT: 'moon' }, { LOCATION_HINT: 'weur' }],
    ['only "true" as true', { ALLOW_PRIVATE_FEEDS: '1' }, { ALLOW_PRIVATE_FEEDS: false }],
  ])('%s', (_, vars, expected) => {
    expect(readEnvironment({ ...secrets, ...vars })).toMatchObject(expected)
  })
})

it.each([
  ['an owner by name', { OWNER_IDS: '@ann' }, 'OWNER_IDS'],
  ['an address with a path, which no link would find', { PUBLIC_URL: 'https://a.example/news' }, 'PUBLIC_URL'],
])('refuses %s', (_, vars, name) => {
  expect(() => readEnvironment({ ...secrets, ...vars })).toThrow(name)
})

it('names what is wrong, and never its value', () => {
  const read = () => readEnvironment({ BOT_TOKEN: 'very-secret-but-wrong', WEBHOOK_SECRET: 's' })
  expect(read).toThrow(/BOT_TOKEN/u)
  expect(read).not.toThrow(/very-secret/u)
})

it('knows the bot by its token', () => {
  expect(botIdOf({ BOT_TOKEN: '4242:abc' })).toBe(4242)
})

it('derives what the operator’s commands and links show, and nothing that would give a secret away', () => {
  // printf 'paperboy claim s3cret' | openssl dgst -sha256 -binary | base64url, its first 16
  expect(claimCodeOf({ WEBHOOK_SECRET: 's3cret' })).toBe('zM-4NoO4LGxBPODK')
  const shown = [secretPrintOf({ WEBHOOK_SECRET: 's3cret' }), operatorKeyOf({ BOT_TOKEN: '4242:abc' })]
  expect(shown.map((text) => text.length)).toEqual([16, 43])
  expect(new Set([...shown, claimCodeOf({ WEBHOOK_SECRET: 's3cret' })]).size).toBe(3)
})
