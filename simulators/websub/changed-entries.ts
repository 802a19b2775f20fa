/** Removes the entries from a document that a hub has delivered already (w3.org/TR/websub, section 7). */

const entry = /<(entry|item)[\s>][\s\S]*?<\/\1>/gu

/** Without the entries that are among `sent`, which gets the others. Documents that are neither Atom nor RSS stay whole. */
export function onlyChanged(document: string, sent: Set<string>): string {
  return document.replace(entry, (text) => {
    if (sent.has(text)) return ''
    sent.add(text)
    return text
  })
}
