/** Addresses that may be fetched, and private ones. */
import { describe, expect, test } from 'vitest'
import {
  feedUrl,
  isPrivateHost,
  lacksScheme,
  redirectTarget,
  spellingKey,
  spellingsOf,
} from '../../../src/feed/http/address.ts'
import { address } from '../fixtures/documents.ts'

const strict = { allowPrivate: false }

describe('an address as people write it', () => {
  const cases: readonly (readonly [name: string, text: string, url: string])[] = [
    ['nothing to forgive', 'https://example.org/feed.xml', 'https://example.org/feed.xml'],
    ['no scheme', 'example.org/feed', 'https://example.org/feed'],
    ['no scheme but a port', 'example.org:8443/feed', 'https://example.org:8443/feed'],
    ['slashes without a scheme', '//example.org/feed', 'https://example.org/feed'],
    ['spaces around', ' \n https://example.org/ \t', 'https://example.org/'],
    ['feed:', 'feed://example.org/rss', 'https://example.org/rss'],
    ['feed: before https:', 'feed:https://example.org/rss', 'https://example.org/rss'],
    ['feed:// before http:', 'feed://http://example.org/rss', 'http://example.org/rss'],
    ['pcast:', 'pcast://example.org/rss', 'https://example.org/rss'],
    ['itpc:', 'itpc://example.org/rss', 'https://example.org/rss'],
    ['podcast:', 'podcast://example.org/rss', 'https://example.org/rss'],
    ['rss:', 'rss://example.org/rss', 'https://example.org/rss'],
    ['pcast: before http:', 'pcast://http://example.org/rss', 'http://example.org/rss'],
    ['view-source:', 'view-source:https://example.org/rss', 'https://example.org/rss'],
    ['a port behind a name like a scheme', 'rss.example.org:8080/feed', 'https://rss.example.org:8080/feed'],
    ['upper case', 'HTTPS://Example.ORG/Feed', 'https://example.org/Feed'],
    ['a fragment', 'https://example.org/feed#top', 'https://example.org/feed'],
    ['credentials, which are dropped', 'https://ann:secret@example.org/feed', 'https://example.org/feed'],
    ['an international name', 'https://例え.jp/feed', 'https://xn--r8jz45g.jp/feed'],
    ['the default port', 'https://example.org:443/', 'https://example.org/'],
  ]
  test.each(cases)('is accepted: %s', (_name, text, url) => {
    expect(feedUrl(text, strict)).toEqual({ ok: true, value: url })
  })
})

test.each([
  ['example.org/feed', true],
  ['example.org:8080/feed', true],
  ['feed:example.org', true],
  ['pcast://example.org/x', true],
  ['http://example.org', false],
  ['feed:http://example.org', false],
])('%s lacks a scheme: %s', (text, expected) => expect(lacksScheme(text)).toBe(expected))

test('all spellings of an address have one key', () => {
  const spellings = spellingsOf(address('https://www.example.org:8443/feed/?a=1'))
  expect(spellings).toHaveLength(8)
  expect(spellings).toContain('http://example.org:8443/feed?a=1')
  expect(new Set(spellings.map(spellingKey)).size).toBe(1)
  expect(spellingsOf(address('https://example.org/'))).toContain('http://www.example.org/')
  expect(spellingKey(address('https://example.org/a'))).not.toBe(spellingKey(address('https://example.org/b')))
})

test.each(['http://127.0.0.1:8080/feed', 'http://[2606:4700::1]/feed'])('%s is not spelt with www', (url) => {
  const spellings = spellingsOf(address(url))
  expect(spellings).toHaveLength(4)
  expect(spellings).toContain(url)
})

describe('a text that is no address', () => {
  const cases = [
    '',
    '   ',
    'news',
    'the latest news',
    'ftp://example.org/feed',
    'mailto:ann@example.org',
    'javascript:alert(1)',
    'data:text/xml,<rss/>',
    'https://',
    'http://exa mple.org/',
    'tg://resolve?domain=x',
    `https://example.org/${'a'.repeat(2000)}`,
  ]
  test.each(cases)('is rejected: %j', (text) => {
    expect(feedUrl(text, strict)).toMatchObject({ ok: false, problem: { kind: 'not-a-url' } })
  })

  test('is rejected without repeating its credentials', () => {
    expect(JSON.stringify(feedUrl('ftp://ann:secret@example.org', strict))).not.toContain('secret')
  })
})

const privateAddresses = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f.0.0.1/',
  'http://0177.0.0.1/',
  'http://0x7f000001/',
  'http://0/',
  'http://0.0.0.0/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://172.31.255.255/',
  'http://192.168.1.1/',
  'http://192.168.257/',
  'http://169.254.169.254/latest/meta-data/',
  'http://100.64.0.1/',
  'http://100.127.255.255/',
  'http://192.0.0.8/',
  'http://192.0.2.1/',
  'http://192.88.99.1/',
  'http://198.18.0.1/',
  'http://198.51.100.7/',
  'http://203.0.113.7/',
  'http://224.0.0.1/',
  'http://239.255.255.250/',
  'http://240.0.0.1/',
  'http://255.255.255.255/',
  'http://１２７.０.０.１/',
  'http://①②⑦.⓪.⓪.①/',
  'http://127.0.0.1./',
  'http://[::]/',
  'http://[::1]/',
  'http://[0:0:0:0:0:0:0:1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[::127.0.0.1]/',
  'http://[64:ff9b::10.0.0.1]/',
  'http://[64:ff9b:1::8.8.8.8]/',
  'http://[2002:7f00:1::]/',
  'http://[2002:c0a8:101::1]/',
  'http://[2001::1]/',
  'http://[2001:db8::1]/',
  'http://[fc00::1]/',
  'http://[fd12:3456::1]/',
  'http://[fe80::1]/',
  'http://[fec0::1]/',
  'http://[ff02::1]/',
  'http://[100::1]/',
  'http://[3fff::1]/',
  'http://localhost/',
  'http://localhost:8787/',
  'http://LOCALHOST./',
  'http://a.localhost/',
  'http://printer.local/',
  'http://metadata.google.internal/',
  'http://metadata.google.internal./',
  'http://router.home.arpa/',
  'http://intranet/',
  'http://intranet./',
  'http://ｌｏｃａｌｈｏｓｔ/',
  'http://localhost.localdomain/',
  'http://home.arpa/',
  'http://nas.lan/',
  'http://wiki.corp/',
  'http://mail.corp.:8080/feed',
  'http://news.intranet/',
  'http://files.private/',
  'http://tv.home/',
  'http://smtp.mail/',
  'https://a.b.c.Intranet/',
  'http://nas.LAN/',
  'http://nas.lan./',
  'http://nas.lan../',
  'http://nas。lan/',
  'http://nas．lan。/',
  'http://nas.ｌａｎ/',
  'http://nas.ⓛⓐⓝ/',
  'http://nas.l\u00ADan/',
  'http://nas.%6Can/',
  'http://ann:secret@nas.lan/',
  'nas.lan/feed',
  'nas.lan:8080/feed',
  'feed://nas.lan/feed',
  'localhost:8787/feed',
]

describe('an address of a private network', () => {
  test.each(privateAddresses)('is rejected: %s', (text) => {
    expect(feedUrl(text, strict)).toMatchObject({ ok: false, problem: { kind: 'private-address' } })
  })

  test.each(privateAddresses)('is accepted if that is allowed: %s', (text) => {
    expect(feedUrl(text, { allowPrivate: true }).ok).toBe(true)
  })

  const publicHosts = [
    'example.org',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '192.167.1.1',
    '223.255.255.255',
    '[2606:4700:4700::1111]',
    '[2a00:1450::1]',
    '[2001:4860:4860::8888]',
    '[::ffff:808:808]',
    '[64:ff9b::808:808]',
    '[2002:808:808::1]',
    'localhost.example.org',
    'internal.example.org',
    'lan.example.org',
    'corp.com',
    'plan.example',
    'home.example',
    'my-home.org',
    'feeds.test',
  ]
  test.each(publicHosts)('does not include %s', (host) => {
    expect(isPrivateHost(host)).toBe(false)
  })
})

describe('the target of a redirect', () => {
  const from = address('https://example.org/a/feed')
  test('may be relative', () => {
    expect(redirectTarget(from, '../b?c#d', strict)).toEqual({ ok: true, value: 'https://example.org/b?c' })
  })
  test('must not be private', () => {
    expect(redirectTarget(from, 'http://[::ffff:a00:1]/', strict)).toMatchObject({
      problem: { kind: 'private-address', host: '[::ffff:a00:1]' },
    })
  })
  test.each(['http://nas.lan/', '//wiki.corp/feed', 'https://NEWS.Intranet.:8443/', 'http://router.home.arpa./'])(
    'not to names of private networks: %s',
    (to) => {
      expect(redirectTarget(from, to, strict)).toMatchObject({ problem: { kind: 'private-address' } })
    },
  )
  test('must be http or https, and its credentials are not repeated', () => {
    expect(redirectTarget(from, 'ftp://ann:secret@example.org/', strict)).toEqual({
      ok: false,
      problem: { kind: 'bad-redirect', to: 'ftp://example.org/' },
    })
  })
})
