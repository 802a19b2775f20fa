/** Every error code of Cloudflare in a deployment has its own advice, and the documents list the same. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeAdvices, codeIn, unknownCodeAdvice } from '../../scripts/deploy/cloudflare-codes.ts'
import { deployFailed } from '../../scripts/deploy/wrangler.ts'

const root = path.resolve(import.meta.dirname, '../..')

describe('a code of Cloudflare’s', () => {
  it.each([...codeAdvices])('%i has its own advice', (code, [means, advice]) => {
    const { message, advice: given } = deployFailed(
      `✘ [ERROR] A request to the Cloudflare API (/accounts/x/workers/scripts/paperboy) failed.\n\n  No. [code: ${code}]\n\n  If you think this is a bug, please open an issue`,
    )
    expect(message).toContain(means)
    expect(message).toContain(`(${code})`)
    expect(message).not.toContain('If you think')
    expect(given).toBe(advice)
    expect(given).not.toBe(unknownCodeAdvice)
  })

  it.each([
    10_072, 10_037, 10_027, 10_021, 10_023, 10_026, 10_034, 10_041, 10_064, 10_074, 10_079, 10_082, 10_000, 7003,
  ])('%i is known', (code) => {
    expect(codeAdvices.has(code)).toBe(true)
  })

  it('10000 names the permissions', () => {
    expect(codeAdvices.get(10_000)?.[1]).toMatch(
      /“Workers Scripts: Edit”.*“Workers KV Storage: Edit”.*“Account Settings: Read”.*“Workers Routes: Edit”/u,
    )
  })

  it.each([
    ['the last known of several', 'a [code: 10035]\nb [code: 10072]\nc [code: 99]', 10_072],
    ['an unknown one', 'a [code: 99]', 99],
    ['none', 'fetch failed', null],
    ['an address that is not confirmed', 'Please verify your email address', 10_034],
    ['a domain that is nowhere', 'Could not find zone for `news.example`.', 10_082],
  ])('is found in wrangler’s output: %s', (_, output, code) => {
    expect(codeIn(output)).toBe(code)
  })
})

it('a failed connection is reported with wrangler’s message', () => {
  const { message, advice } = deployFailed('✘ [ERROR] fetch failed\n\n  ECONNRESET')
  expect(message).toBe('wrangler did not reach Cloudflare:\n  fetch failed\n  ECONNRESET')
  expect(advice).toContain('Check the network of this machine')
})

it('docs/operators.md lists each code with the words of the program', async () => {
  const text = await readFile(path.join(root, 'docs', 'operators.md'), 'utf8')
  const rows = [...text.matchAll(/^\| (\d{4,6}) \| (.+?) \| (.+?) \|$/gmu)].map(([, code, means, advice]) => [
    Number(code),
    [means, advice],
  ])
  expect(rows).toEqual([...codeAdvices])
})
