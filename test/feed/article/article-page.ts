/** Pages of articles for tests, with the furniture that such pages have. */

export const sentence = 'The council has voted for the new bridge over the river, after ten years of debate. '
/** The text of the article; the feed has its beginning. */
export const paragraphs = Array.from(
  { length: 12 },
  (_, at) => `Paragraph ${at} of the report: ${sentence.repeat(2)}Work begins, as planned, in spring ${2030 + at}.`,
)

export interface PageParts {
  readonly head?: string
  readonly body?: string
}

/** A page with navigation, an article, related links and a footer. */
export function articlePage(
  title: string,
  { head = '', body = paragraphs.map((text) => `<p>${text}</p>`).join('') }: PageParts = {},
): string {
  const links = Array.from({ length: 12 }, (_, at) => `<li><a href="/topic/${at}">Topic ${at}</a></li>`).join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} – The River</title>${head}
<style>.a{color:red}</style><script>window.tracking = "<p>tracked</p>"</script></head>
<body><header><nav><ul>${links}</ul></nav></header>
<main><article><h1>${title}</h1><div class="content">${body}</div></article>
<aside class="related"><h2>Related</h2><ul>${links}</ul></aside></main>
<footer><p>© The River. <a href="/imprint">Imprint</a></p></footer></body></html>`
}

export const htmlAnswer = (html: string, headers: Readonly<Record<string, string>> = {}) =>
  new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } })
