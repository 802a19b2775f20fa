/** Composes digests of test headlines. */
import * as v from 'valibot'
import { compose, type DigestInput } from '../../src/digest/compose.ts'
import type { DigestLine } from '../../src/digest/digest-line.ts'
import type { Headline } from '../../src/headline.ts'
import { type Look, usualLook } from '../../src/look.ts'
import { feedUrlSchema } from '../../src/model.ts'

const feed = v.parse(feedUrlSchema, 'https://feeds.example/rss')
export const base = 'https://pb.example'

export function headline(id: number, more: Partial<Headline> = {}): Headline {
  const code = String(id).padStart(10, '0')
  return {
    id,
    title: `Title ${id}`,
    link: `https://news.example/${id}`,
    code,
    source: 'BBC World',
    feed,
    published: id,
    also: [],
    repeats: null,
    author: null,
    categories: [],
    summary: '',
    image: null,
    reading: null,
    ...more,
  }
}

type Given = Partial<Omit<DigestInput, 'look'>> & { readonly look?: Partial<Look> }

/** Headlines with defaults for all other input. */
export function digestInput(all: readonly (Headline | DigestLine)[], { look = {}, ...more }: Given = {}): DigestInput {
  const counter = (k: number, n: number) => `(${k}/${n})`
  return {
    heading: null,
    lines: all.map((each) => ('lead' in each ? each : { lead: each, others: [] })),
    look: { ...usualLook, ...look },
    linkBase: base,
    untitled: 'Untitled',
    counter,
    remarks: [],
    fileLabel: (kind, minutes) => `${kind} ${minutes}`,
    folded: (count) => `${count} more`,
    also: (sources) => `(also: ${sources.join(', ')})`,
    when: (at) => ({ day: '23 Nov', clock: `08:${String(at).padStart(2, '0')}` }),
    ...more,
  }
}

/** Composes headlines, with defaults for all other input. */
export function digest(all: readonly (Headline | DigestLine)[], given: Given = {}) {
  return compose(digestInput(all, given))
}
