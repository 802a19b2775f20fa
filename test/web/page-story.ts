/** A story of a channel, as its page and its feeds get it. */
import * as v from 'valibot'
import type { PageStory } from '../../src/cell/channel-page.ts'
import { feedUrlSchema } from '../../src/model.ts'

export function pageStory(more: Partial<PageStory> & Pick<PageStory, 'at'>): PageStory {
  return {
    ...{
      code: 'abcdefghij',
      title: 'Headline',
      translation: null,
      link: 'https://news.example/1',
      source: 'News',
      summary: '',
    },
    ...{ author: null, categories: [], published: null, image: null, language: null, enclosure: null },
    ...{ comments: null, isReadable: false, feed: v.parse(feedUrlSchema, 'https://news.example/feed'), also: [] },
    ...more,
  }
}
