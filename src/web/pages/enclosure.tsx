/** A link to the file that an item offers: an episode, a film or a document. Pages load none of them. */
import { bytesText } from '../../i18n/bytes.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { Enclosure } from '../../model.ts'

/** Documents: their media type, the ending of their name, which counts if the type is another, and what they are called. */
const documents: readonly (readonly [type: RegExp, ending: RegExp, name: string])[] = [
  [/^application\/(?:x-)?pdf\b/iu, /\.pdf$/iu, 'PDF'],
  [/^application\/epub\b/iu, /\.epub$/iu, 'EPUB'],
  [/^application\/(?:x-)?zip\b/iu, /\.zip$/iu, 'ZIP'],
  [/^application\/x-bittorrent\b/iu, /\.torrent$/iu, 'Torrent'],
]
const audioName = /\.(?:mp3|m4a|aac|ogg|oga|opus|flac|wav)$/iu
const videoName = /\.(?:mp4|m4v|webm|mov|mkv|avi|m3u8)$/iu
/** Publishers write 0 or 1 for an unknown size. */
const leastBytes = 50_000
const mostBytes = 100_000_000_000

/** `🎧 Audio, 34 MB`. */
export function enclosureLabel({ url, type, length }: Enclosure, t: Translator): string {
  const path = URL.parse(url)?.pathname ?? ''
  const kind = kindOf(type ?? '', path)
  const [, , name] = documents.find(([pattern, ending]) => pattern.test(type ?? '') || ending.test(path)) ?? []
  const text = (kind === 'file' ? name : undefined) ?? t.text(`files.${kind}`)
  const isSized = length !== null && length >= leastBytes && length <= mostBytes
  const words = isSized ? t.text('files.sized', { file: text, size: bytesText(t, length) }) : text
  return `${icons[kind]} ${words}`
}

const icons = { audio: '🎧', video: '▶', file: '📎' } as const

function kindOf(type: string, path: string): keyof typeof icons {
  if (/^audio\b/iu.test(type)) return 'audio'
  if (/^video\b/iu.test(type)) return 'video'
  if (documents.some(([pattern]) => pattern.test(type))) return 'file'
  return audioName.test(path) ? 'audio' : videoName.test(path) ? 'video' : 'file'
}

export function EnclosureLink({ enclosure, t }: { readonly enclosure: Enclosure; readonly t: Translator }) {
  return (
    <a href={enclosure.url} rel="nofollow noopener noreferrer" dir={t.catalogue.direction}>
      {enclosureLabel(enclosure, t)}
    </a>
  )
}
