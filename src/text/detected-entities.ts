/** Counts what Telegram turns into entities by itself in plain text, and rather too many than too few. */

/**
 * Mentions, hashtags, cashtags, commands, addresses with a dot or a scheme, e-mail addresses, bank card and phone numbers,
 * times of media. The rules of Telegram's own library (github.com/tdlib/td, MessageEntity.cpp) are narrower: they ask what
 * stands before and after, and which domains there are.
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

/** How many entities Telegram may detect in a text. */
export function detected(text: string): number {
  if (!any.test(text)) return 0
  let count = 0
  for (const pattern of patterns) count += text.match(pattern)?.length ?? 0
  return count
}
