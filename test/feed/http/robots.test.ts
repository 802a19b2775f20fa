/** Which pages a robots.txt allows (RFC 9309). */
import { describe, expect, test } from 'vitest'
import { isAllowedByRobots } from '../../../src/feed/http/robots.ts'

const lines = (...all: readonly string[]) => all.join('\n')

describe('a robots.txt', () => {
  const cases: readonly (readonly [what: string, robots: string, path: string, isAllowed: boolean])[] = [
    ['that is empty allows', '', '/a', true],
    ['for everybody forbids', lines('User-agent: *', 'Disallow: /'), '/a', false],
    ['with an empty rule allows', lines('User-agent: *', 'Disallow:'), '/a', true],
    ['for others says nothing', lines('User-agent: otherbot', 'Disallow: /'), '/a', true],
    ['names Paperboy in any case', lines('user-agent: PAPERBOY', 'disallow: /'), '/a', false],
    ['names Paperboy with a version', lines('User-agent: Paperboy/1.0', 'Disallow: /'), '/a', false],
    ['names a longer token', lines('User-agent: paperboy-news', 'Disallow: /'), '/a', true],
    [
      'counts for Paperboy alone where it is named',
      lines('User-agent: *', 'Disallow: /', '', 'User-agent: paperboy', 'Disallow: /x'),
      '/a',
      true,
    ],
    [
      'joins the groups for Paperboy',
      lines(
        'User-agent: paperboy',
        'Disallow: /x',
        'User-agent: b',
        'Disallow: /',
        'User-agent: paperboy',
        'Disallow: /a',
      ),
      '/a',
      false,
    ],
    ['has groups of several agents', lines('User-agent: b', 'User-agent: *', 'Disallow: /a'), '/a', false],
    [
      'ends a group at a rule, not at other lines',
      lines('User-agent: *', 'Crawl-delay: 5', 'Sitemap: https://x.example/s.xml', 'User-agent: b', 'Disallow: /a'),
      '/a',
      false,
    ],
    [
      'has rules before any group, which do not count',
      lines('Disallow: /', 'User-agent: *', 'Disallow: /x'),
      '/a',
      true,
    ],
    ['lets the longest rule count', lines('User-agent: *', 'Disallow: /a', 'Allow: /a/b'), '/a/b/c', true],
    [
      'lets the longest rule count in any order',
      lines('User-agent: *', 'Allow: /a/b', 'Disallow: /a/b/c'),
      '/a/b/c',
      false,
    ],
    ['lets the allowing one of equal rules count', lines('User-agent: *', 'Disallow: /a', 'Allow: /a'), '/a', true],
    ['compares with case', lines('User-agent: *', 'Disallow: /A'), '/a', true],
    ['compares beginnings', lines('User-agent: *', 'Disallow: /new'), '/news?x=1', false],
    ['has wildcards', lines('User-agent: *', 'Disallow: /*/print'), '/a/b/print', false],
    ['has wildcards that match nothing', lines('User-agent: *', 'Disallow: /a*b'), '/ab', false],
    ['has the end of the path', lines('User-agent: *', 'Disallow: /a$'), '/a/b', true],
    ['has the end behind a wildcard', lines('User-agent: *', 'Disallow: /*.pdf$'), '/a.pdf.pdf', false],
    ['has the end behind a wildcard that does not fit', lines('User-agent: *', 'Disallow: /*.pdf$'), '/a.pdf?x', true],
    ['has queries', lines('User-agent: *', 'Disallow: /*?page='), '/a?page=2', false],
    ['has comments and spaces', lines('  User-agent : * # all', ' Disallow :  /a # this '), '/a', false],
    ['has a byte-order mark', lines('\ufeffUser-agent: *', 'Disallow: /a'), '/a', false],
    ['has returns for line ends', 'User-agent: *\r\nDisallow: /a\rDisallow: /b', '/b', false],
    ['has characters beyond ASCII', lines('User-agent: *', 'Disallow: /通知'), '/%E9%80%9A%E7%9F%A5/1', false],
    ['has percent codes in lower case', lines('User-agent: *', 'Disallow: /%e9%80%9a'), '/通知', false],
    ['has codes of plain letters', lines('User-agent: *', 'Disallow: /%61'), '/abc', false],
    ['is HTML', '<!doctype html><title>Not found</title><p>Disallow: /', '/a', true],
    ['never forbids itself', lines('User-agent: *', 'Disallow: /'), '/robots.txt', true],
  ]
  for (const [what, robots, path, isAllowed] of cases) {
    test(what, () => expect(isAllowedByRobots(robots, `https://site.example${path}`)).toBe(isAllowed))
  }

  test('that is hostile is read in time', () => {
    const rules = Array.from({ length: 20_000 }, () => `Disallow: /${'a*'.repeat(10)}b`)
    expect(isAllowedByRobots(lines('User-agent: *', ...rules), `https://site.example/${'a'.repeat(1900)}`)).toBe(true)
    const agents = Array.from({ length: 20_000 }, () => 'User-agent: *')
    expect(isAllowedByRobots(lines(...agents, 'Disallow: /a'), 'https://site.example/a')).toBe(false)
  })
})
