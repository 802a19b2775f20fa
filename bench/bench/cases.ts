/** The cases of a parse: Paperboy knows nothing of a document, some items, or all of it. */
import { fingerprint } from '../../src/feed/http/fingerprint.ts'
import { pack, unpack } from '../../src/feed/item-record.ts'
import { readDocument } from '../../src/feed/read-feed.ts'
import { type FeedUrl, noKeys, type PackedKeys } from '../../src/model.ts'
import { noValidators } from '../../src/polling.ts'
import type { Given } from './contenders.ts'

export const caseNames = ['all unseen', 'just added', 'one unseen', 'one edited', 'none unseen', 'same bytes'] as const
export type CaseName = (typeof caseNames)[number]

/**
 * The cases of one document.
 * - Just added: the first poll, as `/add` does it.
 * - One edited: all items are known, and the document's bytes have changed.
 * - None unseen: all items are known, in a document that its server has generated again.
 * @throws if the document is no feed
 */
export function casesOf(bytes: Uint8Array, url: FeedUrl): Readonly<Record<CaseName, Given>> {
  const window = windowOf(bytes, url)
  const hash = fingerprint(bytes)
  return {
    'all unseen': { bytes, url, known: noKeys, hash: null, first: false },
    'just added': { bytes, url, known: noKeys, hash: null, first: true },
    'one unseen': { bytes, url, known: pack(unpack(window).slice(1)), hash: null, first: false },
    'one edited': { bytes, url, known: window, hash: null, first: false },
    'none unseen': { bytes: regenerated(bytes), url, known: window, hash, first: false },
    'same bytes': { bytes, url, known: window, hash, first: false },
  }
}

function windowOf(bytes: Uint8Array, url: FeedUrl): PackedKeys {
  const document = {
    bytes,
    contentType: null,
    url,
    validators: noValidators,
    advice: { waitMinutes: null, movedTo: null },
  }
  const request = { url, validators: noValidators, known: noKeys, first: true }
  const reading = readDocument(request, document, { now: Date.now(), allowPrivate: false })
  if (reading.kind !== 'read') throw new Error('This document is no feed.')
  return reading.window
}

/** The document of a server that writes the time into it. */
function regenerated(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes)
  const at = text.startsWith('<?xml') ? text.indexOf('?>') + 2 : 0
  return new TextEncoder().encode(`${text.slice(0, at)}<!-- ${new Date().toUTCString()} -->${text.slice(at)}`)
}
