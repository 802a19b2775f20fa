/** Decodes the character references of HTML and XML. */
import { decodeHTMLAttribute } from 'entities/decode'

/**
 * Replaces character references by their characters, once. `&copy` without a semicolon counts where HTML allows it, but not before
 * a letter, a digit or `=`, so that `?a=1&copy=2` stays an address: these are HTML's rules for attributes.
 */
export function decodeEntities(text: string): string {
  return text.includes('&') ? decodeHTMLAttribute(text) : text
}
