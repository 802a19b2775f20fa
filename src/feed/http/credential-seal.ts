/**
 * Seals the secrets of feeds, and opens them again: AES-256-GCM (NIST SP 800-38D) under a key derived from the Worker's secret by
 * HKDF (RFC 5869). A sealed secret opens only for its origin and purpose. Text form: `1.` and base64url of the initialisation vector
 * (12 bytes), the ciphertext and the tag (16 bytes).
 */
import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { Credentials } from '../../polling.ts'
import type { Access, Login, RequestHeader } from './credentials.ts'

const cipher = 'aes-256-gcm'
const keyBytes = 32
const vectorBytes = 12
const tagBytes = 16
/** Distinguishes this key from others that are derived from the secret. */
const info = 'paperboy feed credentials 1'
const prefix = '1.'
const loginSchema = v.pipe(v.string(), v.parseJson(), v.tuple([v.string(), v.string()]))

/** Seals secrets. Whoever has only this cannot open them. */
export interface CredentialSeal {
  sealLogin(origin: string, login: Login): string
  sealHeader(origin: string, header: RequestHeader): string
}

/** @param secret the Worker's own */
export function credentialSeal(secret: string): CredentialSeal {
  return {
    sealLogin: (origin, { user, password }) => seal(secret, purposeOf(origin, null), JSON.stringify([user, password])),
    sealHeader: (origin, { name, value }) => seal(secret, purposeOf(origin, name), value),
  }
}

/** @returns null: they were sealed with another secret */
export function openCredentials(secret: string, credentials: Credentials): Access | null {
  const { origin, login, headers } = credentials
  const opened: Record<string, string> = {}
  if (login !== null) {
    const parsed = v.safeParse(loginSchema, open(secret, purposeOf(origin, null), login))
    if (!parsed.success) return null
    // RFC 7617, section 2, with the charset of section 2.1.
    opened['authorization'] = `Basic ${Buffer.from(parsed.output.join(':')).toString('base64')}`
  }
  for (const { name, value } of headers) {
    const text = open(secret, purposeOf(origin, name), value)
    if (text === null) return null
    opened[name.toLowerCase()] = text
  }
  return { origin, headers: opened }
}

/** What a sealed text is good for. @param header its name; null: user name and password */
function purposeOf(origin: string, header: string | null): string {
  return header === null ? `${origin}\nlogin` : `${origin}\nheader ${header.toLowerCase()}`
}

function seal(secret: string, purpose: string, text: string): string {
  const vector = randomBytes(vectorBytes)
  const sealing = createCipheriv(cipher, keyOf(secret), vector).setAAD(Buffer.from(purpose))
  const bytes = [vector, sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]
  return prefix + Buffer.concat(bytes).toString('base64url')
}

/** @returns null: it was sealed otherwise */
function open(secret: string, purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url')
  if (!sealed.startsWith(prefix) || bytes.length < vectorBytes + tagBytes) return null
  const tag = bytes.subarray(-tagBytes)
  const opening = createDecipheriv(cipher, keyOf(secret), bytes.subarray(0, vectorBytes), { authTagLength: tagBytes })
  opening.setAAD(Buffer.from(purpose)).setAuthTag(tag)
  try {
    return Buffer.concat([opening.update(bytes.subarray(vectorBytes, -tagBytes)), opening.final()]).toString()
  } catch {
    // The platform says no more than that the tag is wrong.
    return null
  }
}

/** The isolate's derived key: it has one secret. */
let derived: { readonly secret: string; readonly key: Buffer } | null = null

function keyOf(secret: string): Buffer {
  if (derived?.secret !== secret) derived = { secret, key: Buffer.from(hkdfSync('sha256', secret, '', info, keyBytes)) }
  return derived.key
}
