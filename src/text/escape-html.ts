/** Escapes text for markup. */

/**
 * Escapes text for HTML and XML, attributes in double quotes included. Telegram knows these four named references and no others
 * (core.telegram.org/bots/api#html-style).
 */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
