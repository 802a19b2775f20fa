/** The items of a new edition, and the texts of some, up to the size of one edition. Pure. */

import type { EditionItem } from '../edition-item.ts'
import { limits } from '../limits.ts'
import type { Body, Channel, ChannelId } from '../model.ts'
import type { Bodies } from '../store/bodies.ts'

export class EditionRoom {
  readonly #items: EditionItem[] = []
  readonly #bodies = new Map<number, Body>()
  readonly #readers = new Map<number, Set<ChannelId>>()
  #bytes = 0
  #bodyBytes = 0

  /** @param body null: no channel with reading pages gets it @returns its position; null: there is no room */
  add(item: EditionItem, body: Body | null): number | null {
    const size = sizeOf(item)
    const bodySize = body === null ? 0 : sizeOf(body)
    const { editionItems, editionBytes, bodiesBytes } = limits.cycle
    if (this.#items.length >= editionItems || this.#bytes + size > editionBytes) return null
    if (this.#bodyBytes + bodySize > bodiesBytes) return null
    this.#bytes += size
    this.#bodyBytes += bodySize
    const position = this.#items.push(item) - 1
    if (body !== null) this.#bodies.set(position, body)
    return position
  }

  /** A channel gets the item as a headline. */
  addReader(position: number, channel: ChannelId): void {
    const readers = this.#readers.get(position) ?? new Set()
    this.#readers.set(position, readers.add(channel))
  }

  /** The items to store, with the channels that get them, public ones first. Items that only private chats get are flagged. */
  items(channels: readonly Pick<Channel, 'id' | 'username' | 'kind'>[]): readonly EditionItem[] {
    // A chat with a person is private even if the person has a @name.
    const open = new Set(
      channels.flatMap(({ id, username, kind }) => (username !== null && kind !== 'private' ? id : [])),
    )
    return this.#items.map((item, position) => {
      const readers = this.#readers.get(position) ?? new Set()
      // Ten ids are short, so the size of the edition does not count them.
      const named =
        readers.size <= limits.store.channelsOfItem
          ? { channels: [...readers].toSorted((one, other) => Number(open.has(other)) - Number(open.has(one))) }
          : {}
      return { ...item, ...named, ...(readers.isDisjointFrom(open) ? { isPrivate: true as const } : {}) }
    })
  }

  get bodies(): Bodies {
    return this.#bodies
  }

  /** UTF-8 bytes of the items, and of their texts. */
  get size(): { readonly bytes: number; readonly textBytes: number } {
    return { bytes: this.#bytes, textBytes: this.#bodyBytes }
  }
}

function sizeOf(value: EditionItem | Body): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}
