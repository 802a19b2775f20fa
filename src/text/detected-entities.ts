/** Estimates the number of entities that Telegram detects in plain text, rather too high than too low. */

/**
 * Mentions, hashtags, cashtags, commands, addresses with a dot or a scheme, e-mail addresses, bank card and phone numbers, media
 * timestamps. Telegram's own rules are narrower (github.com/tdlib/td, MessageEntity.cpp): they check neighbouring characters and
 * domains.
 */
const patterns: readonly RegExp[] = [
  /@\w{2}/g,
  /[#\uff03][\p{L}\p{N}_\u200c\u00b7\u0d80-\u0dff]/gu,
  /\$[A-Z1]/g,
  /\/\w/g,
  /[^\s.][.\u3002\uff0e\uff61](?=[^\s.])/g,
  /:\/\//g,
  /\d(?:[ ()-]*\d){4,}/g,
  /\d:\d/g,
]

const any = /[@#\uff03$/.\u3002\uff0e\uff61:\d]/

/** The number of entities that Telegram may detect in a text. */
export function detected(text: string): number {
  return any.test(text) ? patterns.reduce((count, pattern) => count + (text.match(pattern)?.length ?? 0), 0) : 0
}
