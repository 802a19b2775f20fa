/** Decodes the character references of HTML and XML. */
import { decodeHTMLAttribute } from 'entities/decode'

/**
 * Decodes character references once, by HTML's rules for attributes: `&copy` without a semicolon is decoded, but not before a letter, a
 * digit or `=`, so that `?a=1&copy=2` stays an address.
 */
export function decodeEntities(text: string): string {
  return text.includes('&') ? decodeHTMLAttribute(text) : text
}
