/** Reads the seed article, the first headline of the playground, from its fixture. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { XMLParser } from 'fast-xml-parser'
import * as v from 'valibot'
import type { SampleItem } from './feed-document.ts'

export interface Seed {
  readonly feedTitle: string
  readonly item: SampleItem
}

export const seedFile = path.resolve(import.meta.dirname, '..', 'test', 'fixtures', 'rfi.xml')

const text = v.pipe(v.unknown(), v.transform(String))
const itemSchema = v.object({ title: text, link: text, guid: v.optional(text), pubDate: text, description: text })
const feedSchema = v.object({
  rss: v.object({
    channel: v.object({
      title: text,
      item: v.pipe(
        v.array(v.looseObject({})),
        v.transform(([first]) => first),
        itemSchema,
      ),
    }),
  }),
})

export async function readSeed(file: string): Promise<Seed> {
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'item' })
  const { channel } = v.parse(feedSchema, parser.parse(await readFile(file, 'utf8'))).rss
  const { title, link, guid, pubDate, description } = channel.item
  return {
    feedTitle: channel.title,
    item: {
      id: guid ?? link,
      title,
      link,
      published: Date.parse(pubDate),
      summary: title,
      text: description,
    },
  }
}
