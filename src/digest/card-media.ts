/** What a card has beside its text: a picture that is sent as a photo, and a button for the item's sound or film. */
import type { Enclosure } from '../model.ts'
import { webAddress } from '../text/web-address.ts'
import type { DigestLine } from './digest-line.ts'

/** A button with a link, in a row of its own: core.telegram.org/bots/api#inlinekeyboardbutton */
export interface UrlButton {
  readonly text: string
  readonly url: string
}

/** @param minutes null: unknown */
export type FileLabel = (kind: 'audio' | 'video', minutes: number | null) => string

/** Extensions of files that Telegram does not take as a photo. Addresses without an extension often are pictures. */
const noPhoto =
  /\.(?:svgz?|gif|ico|bmp|tiff?|avif|heic|heif|jxl|mp[34]|m4[av]|mov|webm|og[agv]|wav|flac|pdf|zip|html?)$/iu

/** The address of a picture that can be sent as a photo; null: it cannot, or there is none. */
export function photoAddress(image: string | null): string | null {
  const url = publicUrl(image)
  return url === null || url.protocol !== 'https:' || noPhoto.test(url.pathname) ? null : url.href
}

/** The button for the first sound or film of a line; null: it has none. */
export function fileButton({ lead, others }: DigestLine, label: FileLabel): UrlButton | null {
  for (const { enclosure } of [lead, ...others]) {
    const kind = enclosure === undefined ? null : kindOf(enclosure)
    const url = publicUrl(enclosure?.url ?? null)
    if (kind === null || url === null) continue
    const minutes = Math.round((enclosure?.seconds ?? 0) / 60)
    return { text: label(kind, minutes > 0 ? minutes : null), url: url.href }
  }
  return null
}

function kindOf({ type, url }: Enclosure): 'audio' | 'video' | null {
  const named = /^\s*(audio|video)\//iu.exec(type ?? '')?.[1]?.toLowerCase()
  if (named === 'audio' || named === 'video') return named
  if (type !== null && type !== '') return null
  if (/\.(?:mp3|m4a|og[ag]|opus)(?:[?#]|$)/iu.test(url)) return 'audio'
  return /\.(?:mp4|m4v|webm)(?:[?#]|$)/iu.test(url) ? 'video' : null
}

/** A web address that everybody may see and Telegram accepts: without a password, on a host with a domain. */
function publicUrl(text: string | null): URL | null {
  const address = webAddress(text)
  const url = address === null ? null : URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return null
  return /\.[a-z][a-z0-9-]*$/iu.test(url.hostname) ? url : null
}
