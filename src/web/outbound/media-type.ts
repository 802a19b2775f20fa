/** The media type of an enclosure, which RSS and JSON Feed require. Pure. */

const byEnding: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  pdf: 'application/pdf',
  epub: 'application/epub+zip',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
}

/** As declared without parameters, else by the address's ending. */
export function mediaType(declared: string | null, address: string): string {
  const type = /^[\w!#$&^.+-]{1,60}\/[\w!#$&^.+-]{1,60}(?=\s*(?:;|$))/u.exec(declared?.trim() ?? '')?.[0]
  if (type !== undefined) return type.toLowerCase()
  const ending = /\.(?<ending>\w{1,5})$/u.exec(URL.parse(address)?.pathname ?? '')?.groups?.['ending']
  return byEnding[ending?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
