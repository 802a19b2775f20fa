/** Who may call the admin API, and how. */
import { describe, expect, it } from 'vitest'
import { SECRET, TOKEN } from '../../simulators/cloudflare/paperboy.ts'
import { ask } from './admin-api-key.ts'
import { paperboyOfTests } from './paperboy-of-tests.ts'

const begin = paperboyOfTests()

describe('the admin API', () => {
  it.each([
    ['no key', ''],
    ['another key', 'x'.repeat(43)],
    ['the webhook’s secret', SECRET],
    ['the token itself', TOKEN],
  ])('refuses %s', async (_, key) => {
    const paperboy = await begin()
    for (const path of ['report', 'telegram', 'directory', 'cells/0', 'documents?prefix=edition:', 'nothing'])
      expect((await ask(paperboy, path, { key })).status).toBe(401)
    expect((await ask(paperboy, 'retire', { method: 'POST', key })).status).toBe(401)
    expect(paperboy.world.webhook().url).not.toBe('')
  })

  it('refuses a body that is too large', async () => {
    const paperboy = await begin()
    const body = { apply: true, takeOver: false, more: 'x'.repeat(5000) }
    expect((await ask(paperboy, 'setup', { body })).status).toBe(413)
  })

  it('refuses invalid requests', async () => {
    const paperboy = await begin()
    const requests = [
      ['setup', { body: 'no json' }, 400],
      ['setup', { body: { apply: 'yes' } }, 400],
      ['documents?prefix=seen:', {}, 400],
      ['documents/seen:0', {}, 400],
      ['documents/edition:../x', {}, 404],
      ['reserve', { body: { kvReads: -1, kvWrites: 0 } }, 400],
      ['documents/seen:0', { method: 'PUT', body: 'x' }, 400],
      ['documents/edition:abc?expiration=soon', { method: 'PUT', body: 'x' }, 400],
      ['cells/1', {}, 404],
      ['cells/0', { method: 'PUT', body: 'x' }, 400],
      ['cells/0?since=send', { method: 'PUT', body: 'x' }, 400],
      ['cells/0?since=send&backup=1', { method: 'PUT', body: 'x' }, 409],
      ['directory?backup=1', { method: 'PUT', body: '{}' }, 409],
    ] as const
    for (const [path, options, status] of requests)
      expect([path, (await ask(paperboy, path, options)).status]).toEqual([path, status])
  })
})
