/** JSON Feed 1.1 as a schema (jsonfeed.org/version/1.1), without members that Paperboy does not write. */
import * as v from 'valibot'
import { isLanguage, isMediaType, isRfc3339, isWebAddress, repeated, unsafeHtml } from './forms.ts'

const address = v.pipe(
  v.string(),
  v.check((url: string) => isWebAddress(url), 'is no address'),
)
const time = v.pipe(v.string(), v.check(isRfc3339, 'is no time of RFC 3339'))
const tag = v.pipe(v.string(), v.check(isLanguage, 'is no language'))
const text = v.pipe(v.string(), v.minLength(1))
const extension = v.record(v.string(), v.string())
const authors = v.array(v.strictObject({ name: text }))

export const jsonFeedSchema = v.strictObject({
  version: v.literal('https://jsonfeed.org/version/1.1'),
  title: text,
  description: text,
  home_page_url: address,
  feed_url: address,
  icon: address,
  favicon: address,
  language: v.exactOptional(tag),
  items: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({
          id: text,
          url: v.exactOptional(address),
          external_url: v.exactOptional(address),
          title: text,
          content_text: v.exactOptional(text),
          content_html: v.exactOptional(
            v.pipe(
              text,
              v.check((html) => unsafeHtml(html).length === 0, 'is unsafe'),
            ),
          ),
          summary: v.exactOptional(text),
          image: v.exactOptional(address),
          date_published: time,
          authors,
          tags: v.array(text),
          language: v.exactOptional(tag),
          attachments: v.exactOptional(
            v.array(
              v.strictObject({
                url: address,
                mime_type: v.pipe(
                  v.string(),
                  v.check((type: string) => isMediaType(type), 'is no media type'),
                ),
                size_in_bytes: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
              }),
            ),
          ),
          _paperboy: extension,
        }),
        v.check(
          ({ content_text: plain, content_html: html }) => plain !== undefined || html !== undefined,
          'has no content',
        ),
        v.check(({ content_text: plain, summary }) => plain !== summary || plain === undefined, 'says the same twice'),
      ),
    ),
    v.check((items) => repeated(items.map(({ id }) => id)).length === 0, 'has two equal ids'),
  ),
})
