/** Codes of posts: ten letters, made of the cell, the ten-second slot of composing, and a tag of the channel. FROZEN: codes are published. */
import { createHash } from 'node:crypto'
import { dayMs } from '../limits.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import { cellOfEdition, codeWithTag, editionCode, editionTime, readShortCode, slotAt, tagOf } from './short-code.ts'

/** What a post's code says. */
export interface PostCode {
  /** The path after `/d/`. */
  readonly code: string
  /** The cell that composed the post. */
  readonly cell: number
  /** A hash of the channel. In one cell, two channels with one tag are next to impossible, but not excluded. */
  readonly tag: number
  /** The UTC day of composing, counted from 1970. */
  readonly day: number
  /** When it was composed, to ten seconds, epoch ms; up to a few slots later if another code was taken. */
  readonly at: EpochMs
}

/**
 * A hash of a channel, 26 bits. All posts of a channel have the same, so that the cell finds a post's row by tag and day, and needs no
 * list of its channels. Posts are public, so their codes need not be secret.
 */
export function postTag(channel: ChannelId): number {
  return createHash('sha256').update(`post ${channel}`).digest().readUInt32BE(0) >>> 6
}

const slotsTried = 100

/**
 * The code of a channel's post that is composed now, or in the next slots if a code is taken or has another meaning.
 * @returns null: the time has no slot
 */
export function postCode(
  channel: ChannelId,
  cell: number,
  now: EpochMs,
  isTaken: (code: PostCode) => boolean,
): PostCode | null {
  const tag = postTag(channel)
  for (let slot = slotAt(now); slot < slotAt(now) + slotsTried; slot++) {
    const code = codeAt(slot, cell, tag)
    if (code !== null && !isTaken(code)) return code
  }
  return null
}

function codeAt(slot: number, cell: number, tag: number): PostCode | null {
  try {
    const code = codeWithTag(editionCode(slot, cell), tag)
    return code === null ? null : readPostCode(code, Number.MAX_SAFE_INTEGER)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** @param now a code from long after this is invalid @returns null: no post has this code */
export function readPostCode(text: string, now: EpochMs): PostCode | null {
  const link = readShortCode(text, now)
  if (link === null || link.position !== null) return null
  const [cell, at] = [cellOfEdition(link.edition), editionTime(link.edition)]
  if (cell === null || at === null) return null
  return { code: text, cell, tag: tagOf(text), day: postDay(at), at }
}

/** The UTC day of a time, counted from 1970. */
export function postDay(at: EpochMs): number {
  return Math.floor(at / dayMs)
}
