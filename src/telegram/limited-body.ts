/** Bodies of requests and responses, up to a size. */
import { Buffer } from 'node:buffer'

/** The bytes of a body; null: it is larger than `maxBytes`. */
export async function limitedBytes(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    if (bytes > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The text of a body in UTF-8; null: it is larger than `maxBytes`. */
export async function limitedText(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<string | null> {
  const bytes = await limitedBytes(body, maxBytes)
  return bytes === null ? null : new TextDecoder().decode(bytes)
}
