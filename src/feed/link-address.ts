/** Turns links as feeds write them into web addresses. */
import { webAddress } from '../text/web-address.ts'

/** Endings of host names that are not endings of files: `news.php`, `script.pl` and `notes.md` are relative paths. */
const hostEndings = new Set(
  (
    'com org net edu gov mil int info biz name pro io dev app blog news online site xyz me tv co ' +
    'ar at au be bg br by ca ch cl cn cz de dk ee es eu fi fr gr hk hr hu id ie il in ir is it jp kr kz lt lu lv mx my ' +
    'nl no nz pe ph pt ro ru se sg si sk th tr tw ua uk us uz vn za'
  ).split(' '),
)
/** A host name, possibly with a port, before a path or the end. */
const hostName = /^((?:[\p{L}\d-]{1,63}\.){1,10}(\p{L}{2,24}))(?::\d{2,5})?(?=[/?#]|$)/u

/** Part of an address rather than of words: of a path or a query, or the ending of a file. */
const partOfAddress = /[/?#]|\.[a-z\d]{2,5}$/iu
/** Publishers that escape an address twice leave this in it. */
const escapedAmpersand = /&(?:amp|#0{0,3}38);/giu

/** Quotes, brackets or tags around an address, or a second address behind it. */
const wrapping = /^(?!https?:)[^?#]*["'<]|\shttps?:\/\//iu
/** An address up to what may wrap it. */
const wrapped = /https?:\/\/[^\s"'<>]+/iu

/** The first of two schemes: `http://https://host` */
const firstScheme = /^https?:\/\/(?=https?:)/iu
/** `http:/host`, `http:host`, `http//host`, `http:///host` */
const mangledScheme = /^(https?)(?::\/?(?!\/)|\/\/|:\/{3,})/iu
/** An address may be broken into lines, which are indented. */
const lineBreak = /[\r\n]/u
/** An anchor in place of an address. */
const anchor = /^<a\s[^<>]*?\bhref\s*=\s*["']?([^"'<>\s]+)/iu

/**
 * An absolute http(s) address within the length limit; null for everything else. An address that lacks its scheme is completed if it
 * surely begins with a host.
 * @param base what a relative address is relative to
 */
export function linkAddress(text: string, base: string): string | null {
  const parts = text.split(lineBreak).map((part) => part.trim())
  const line = parts.join('')
  const whole = (anchor.exec(line)?.[1] ?? line)
    .replace(firstScheme, '')
    .replace(mangledScheme, '$1://')
    .replace(escapedAmpersand, '&')
  const written = wrapping.test(whole) ? (wrapped.exec(whole)?.[0] ?? whole) : whole
  // Words in place of an address.
  if (/\s/u.test(written) && !partOfAddress.test(written)) return null
  return webAddress(beginsWithHost(written, base) ? `https://${written}` : written, base)
}

/** Whether a text begins with `www.`, the base's host, one of its domains, or a name with a well-known ending. */
function beginsWithHost(text: string, base: string): boolean {
  // Nearly all links have a scheme or a path.
  if (text.startsWith('http') || text.startsWith('/')) return false
  const [, host = '', ending = ''] = hostName.exec(text.slice(0, 300).toLowerCase()) ?? []
  if (host === '') return false
  if (host.startsWith('www.') || hostEndings.has(ending)) return true
  const own = (URL.parse(base)?.host ?? '').replace(/^www\./u, '')
  return own !== '' && (host === own || host.endsWith(`.${own}`) || own.endsWith(`.${host}`))
}

/**
 * The link in a permalink; empty if it is only an id. An explicit permalink may be any address; a default one must look like an
 * address, because many publishers write ids without saying so (rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt).
 */
export function permalinkOf(id: string, isExplicit: boolean): string {
  const isAddress = isExplicit ? /^(?:https?:|(?=\S*$)\S*[/?.#])/iu : /^(?:https?:|\.{0,2}\/|www\.)/iu
  return isAddress.test(id) ? id : ''
}
