/**
 * Seals the secrets of feeds, and opens them again: AES-256-GCM (NIST SP 800-38D) under a key derived from the Worker's secret by
 * HKDF (RFC 5869). A sealed secret opens only for its origin and purpose. Text form: `1.` and base64url of the initialisation vector
 * (12 bytes), the ciphertext and the tag (16 bytes).
 */
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import type { Credentials } from '../../polling.ts'
import type { Access, Login, RequestHeader } from './credentials.ts'

/** Distinguishes this key from others that are derived from the secret. */
const info = 'paperboy feed credentials 1'
const prefix = '1.'
const vectorBytes = 12
const loginSchema = v.pipe(v.string(), v.parseJson(), v.tuple([v.string(), v.string()]))

/** Seals secrets. Whoever has only this cannot open them. */
export interface CredentialSeal {
  sealLogin(origin: string, login: Login): Promise<string>
  sealHeader(origin: string, header: RequestHeader): Promise<string>
}

/** @param secret the Worker's own */
export function credentialSeal(secret: string): CredentialSeal {
  return {
    sealLogin: (origin, { user, password }) => seal(secret, purposeOf(origin, null), JSON.stringify([user, password])),
    sealHeader: (origin, { name, value }) => seal(secret, purposeOf(origin, name), value),
  }
}

/** @returns null: they were sealed with another secret */
export async function openCredentials(secret: string, credentials: Credentials): Promise<Access | null> {
  const { origin, login, headers } = credentials
  const opened: Record<string, string> = {}
  if (login !== null) {
    const parsed = v.safeParse(loginSchema, await open(secret, purposeOf(origin, null), login))
    if (!parsed.success) return null
    // RFC 7617, section 2, with the charset of section 2.1.
    opened['authorization'] = `Basic ${Buffer.from(parsed.output.join(':')).toString('base64')}`
  }
  for (const { name, value } of headers) {
    const text = await open(secret, purposeOf(origin, name), value)
    if (text === null) return null
    opened[name.toLowerCase()] = text
  }
  return { origin, headers: opened }
}

/** What a sealed text is good for. @param header its name; null: user name and password */
function purposeOf(origin: string, header: string | null): string {
  return header === null ? `${origin}\nlogin` : `${origin}\nheader ${header.toLowerCase()}`
}

async function seal(secret: string, purpose: string, text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(vectorBytes))
  const additionalData = Buffer.from(purpose)
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    await keyOf(secret),
    Buffer.from(text),
  )
  return prefix + Buffer.concat([iv, new Uint8Array(sealed)]).toString('base64url')
}

async function open(secret: string, purpose: string, sealed: string): Promise<string | null> {
  if (!sealed.startsWith(prefix)) return null
  const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url')
  const iv = bytes.subarray(0, vectorBytes)
  const additionalData = Buffer.from(purpose)
  try {
    const text = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData },
      await keyOf(secret),
      bytes.subarray(vectorBytes),
    )
    return Buffer.from(text).toString()
  } catch {
    // The platform says no more than that the tag is wrong.
    return null
  }
}

/** The isolate's derived key: it has one secret. */
let derived: { readonly secret: string; readonly key: Promise<CryptoKey> } | null = null

function keyOf(secret: string): Promise<CryptoKey> {
  if (derived?.secret !== secret) derived = { secret, key: deriveKey(secret) }
  return derived.key
}

async function deriveKey(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', Buffer.from(secret), 'HKDF', false, ['deriveKey'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: Buffer.from(info) }
  return crypto.subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
