/** The frame of every page: head, skip link, language. */

import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Translator } from '../../i18n/translator.ts'
import { limits } from '../../limits.ts'
import type { EpochMs } from '../../model.ts'
import { truncate } from '../../text/truncate.ts'
import { iconPath, previewSize } from '../icons.ts'
import { styleVersion } from '../style.ts'

/** Open Graph preview (ogp.me). */
interface Preview {
  readonly url: string
  readonly title: string
  readonly description: string
  readonly type: 'website' | 'article'
  /** Its own picture; null: it gets Paperboy's. */
  readonly image: string | null
  /** Of an article; absent: unknown. */
  readonly published?: EpochMs | null
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
      <html lang={t.catalogue.locale} dir={t.catalogue.direction}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <meta name="color-scheme" content="light dark" />
          {isIndexed ? null : <meta name="robots" content="noindex" />}
          {isIndexed && preview !== undefined ? <link rel="canonical" href={preview.url} /> : null}
          <title>{title}</title>
          <link rel="stylesheet" href={`/style.css?v=${styleVersion}`} />
          <link rel="icon" href={iconPath('favicon.ico')} sizes="32x32" />
          <link rel="icon" href={iconPath('icon.svg')} type="image/svg+xml" />
          <link rel="apple-touch-icon" href={iconPath('apple-touch-icon.png')} />
          <link rel="manifest" href="/manifest.webmanifest" />
          {preview === undefined ? null : <PreviewTags {...preview} locale={t.catalogue.locale} />}
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

function PreviewTags(preview: Preview & { readonly locale: string }) {
  const { url, title, description: whole, type, image, published = null, locale } = preview
  const description = truncate(whole, limits.web.descriptionUnits)
  // `zh-Hant-TW` is zh_TW: ogp.me#optional.
  const { language, region } = new Intl.Locale(locale)
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:type" content={type} />
      <meta property="og:url" content={url} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:site_name" content="Paperboy" />
      <meta property="og:locale" content={`${language}_${region}`} />
      {published === null ? null : (
        <meta property="article:published_time" content={new Date(published).toISOString()} />
      )}
      <meta property="og:image" content={image ?? new URL(iconPath('preview.png'), url).href} />
      {image === null ? (
        <>
          <meta property="og:image:width" content={String(previewSize.width)} />
          <meta property="og:image:height" content={String(previewSize.height)} />
          <meta property="og:image:alt" content="Paperboy" />
        </>
      ) : null}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}
