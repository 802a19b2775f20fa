/** Links to Telegram, which lead to the chats on this page instead. */

/**
 * @param address as in a message, with or without its scheme
 * @returns the chat by `username` or `id`, with the `start` parameter of a bot's link; null: it is no link to Telegram
 */
export function telegramTarget(address) {
  const full = /^[a-z][\w+.-]*:/iu.test(address) ? address : `https://${address}`
  if (!URL.canParse(full)) return null
  const { protocol, hostname, pathname, searchParams } = new URL(full)
  const isWeb = /^https?:$/u.test(protocol) && /^(?:www\.)?(?:t|telegram)\.(?:me|dog)$/iu.test(hostname)
  if (!isWeb) return null
  const [first = '', second = ''] = pathname.slice(1).split('/')
  // t.me/c/<number>/<message> is a private channel, t.me/s/<name> a preview.
  if (first === 'c') return { id: Number(`-100${second}`), username: null, start: null }
  return { id: null, username: first === 's' ? second : first, start: searchParams.get('start') }
}
