/** A real full-text feed in Chinese, with short links of its publisher, share buttons and a footer. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Paperboy, startPaperboy } from './paperboy.ts'

const HEADLINE = '金正恩想从普京身上得到什么'
const ARTICLE =
  'https://www.rfi.fr/cn/%E4%BA%9A%E6%B4%B2/20230907-%E9%87%91%E6%AD%A3%E6%81%A9%E6%83%B3%E4%BB%8E%E6%99%AE%E4%BA%AC%E8%BA%AB%E4%B8%8A%E5%BE%97%E5%88%B0%E4%BB%80%E4%B9%88'
const OWNER = 1001

const documents = {
  'the fixture': path.join(import.meta.dirname, '../fixtures/rfi.xml'),
  'the seed, where it is at hand': path.join(import.meta.dirname, '../../../shared/seed/rfi.xml'),
}

let paperboy: Paperboy
let channels = 0

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  paperboy.world.addPerson({ id: OWNER, firstName: '安', languageCode: 'zh-hans' })
  paperboy.world.start(OWNER)
})

afterAll(() => paperboy.stop())

describe.each(Object.entries(documents).filter(([, file]) => existsSync(file)))('%s', (_, file) => {
  it('is sent as one headline with a short link to the article', async () => {
    const { world } = paperboy
    channels += 1
    const host = `seed-${channels}.example`
    const body = readFileSync(file)
    paperboy.sites.set(host, () => new Response(body, { headers: { 'content-type': 'application/rss+xml' } }))
    const channel = world.addChannel({ title: `新闻 ${channels}`, creator: OWNER })
    world.addBot({ chat: channel.id, by: OWNER, rights: { can_manage_chat: true, can_post_messages: true } })
    await paperboy.settle()
    world.say({ from: OWNER, text: `/add https://${host}/feed` })
    await paperboy.settle()
    const shown = world.messages(OWNER).at(-1)
    expect(shown?.text).toContain(HEADLINE)
    world.press({ from: OWNER, chat: OWNER, message: shown?.id ?? 0, row: 0, column: 0 })
    await paperboy.settle()
    const digest = world.messages(channel.id).at(-1)
    expect(digest?.text).toContain(`RFI 中文\n• ${HEADLINE}`)
    expect(digest?.text).not.toContain('rfi.my')
    const link = digest?.entities.find(({ type }) => type === 'text_link')?.url ?? ''
    const response = await paperboy.open(link)
    expect([response.status, response.headers.get('location')]).toEqual([302, ARTICLE])
  })
})
