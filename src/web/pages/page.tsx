/** The frame of every page: head, skip link, language. */

import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Translator } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
import { truncate } from '../../text/truncate.ts'
import { styleVersion } from '../style.ts'

/** Open Graph preview (ogp.me). */
interface Preview {
  readonly url: string
  readonly title: string
  readonly description: string
  readonly type: 'website' | 'article'
  readonly image: string | null
}

interface PageProps {
  readonly t: Translator
  readonly title: string
  readonly isIndexed?: boolean
  readonly preview?: Preview
  /** Feeds with the same content. */
  readonly feeds?: readonly { readonly type: string; readonly href: string; readonly title: string }[]
  readonly children: Child
}

export function Page({ t, title, isIndexed = false, preview, feeds = [], children }: PageProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={t.catalogue.locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <meta name="color-scheme" content="light dark" />
          {isIndexed ? null : <meta name="robots" content="noindex" />}
          {isIndexed && preview !== undefined ? <link rel="canonical" href={preview.url} /> : null}
          <title>{title}</title>
          <link rel="stylesheet" href={`/style.css?v=${styleVersion}`} />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          {preview === undefined ? null : <PreviewTags {...preview} />}
          {feeds.map(({ type, href, title: name }) => (
            <link rel="alternate" type={type} href={href} title={name} />
          ))}
        </head>
        <body>
          <a class="skip" href="#text">
            {t.text('pages.skip')}
          </a>
          <main id="text" tabindex={-1}>
            {children}
          </main>
        </body>
      </html>
    </>
  )
}

function PreviewTags({ url, title, description: whole, type, image }: Preview) {
  const description = truncate(whole, limits.web.descriptionUnits)
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:type" content={type} />
      <meta property="og:url" content={url} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      {image === null ? null : <meta property="og:image" content={image} />}
      <meta name="twitter:card" content={image === null ? 'summary' : 'summary_large_image'} />
    </>
  )
}
