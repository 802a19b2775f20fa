/** Decodes character references of XML and HTML, in one pass and once. */

/** HTML 4's names for U+00A0 to U+00FF, in order. They are the ones that HTML also reads without a semicolon. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 ' +
  'sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc ' +
  'Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve ' +
  'Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute ' +
  'acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ' +
  'ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
/** HTML 4's other names: a code point in hexadecimal, then the names for it and for those that follow it. */
const others =
  '152:OElig,oelig 160:Scaron,scaron 178:Yuml 192:fnof 2c6:circ 2dc:tilde ' +
  '391:Alpha,Beta,Gamma,Delta,Epsilon,Zeta,Eta,Theta,Iota 39a:Kappa,Lambda,Mu,Nu,Xi,Omicron,Pi,Rho ' +
  '3a3:Sigma,Tau,Upsilon,Phi,Chi,Psi,Omega 3b1:alpha,beta,gamma,delta,epsilon,zeta,eta,theta,iota ' +
  '3ba:kappa,lambda,mu,nu,xi,omicron,pi,rho,sigmaf 3c3:sigma,tau,upsilon,phi,chi,psi,omega 3d1:thetasym,upsih ' +
  '3d6:piv 2002:ensp,emsp 2009:thinsp 200c:zwnj,zwj,lrm,rlm 2013:ndash,mdash 2018:lsquo,rsquo,sbquo ' +
  '201c:ldquo,rdquo,bdquo 2020:dagger,Dagger,bull 2026:hellip 2030:permil 2032:prime,Prime 2039:lsaquo,rsaquo ' +
  '203e:oline 2044:frasl 20ac:euro 2111:image 2118:weierp 211c:real 2122:trade 2135:alefsym ' +
  '2190:larr,uarr,rarr,darr,harr 21b5:crarr 21d0:lArr,uArr,rArr,dArr,hArr 2200:forall 2202:part,exist ' +
  '2205:empty 2207:nabla,isin,notin 220b:ni 220f:prod 2211:sum,minus 2217:lowast 221a:radic 221d:prop,infin ' +
  '2220:ang 2227:and,or,cap,cup,int 2234:there4 223c:sim 2245:cong 2248:asymp 2260:ne,equiv 2264:le,ge ' +
  '2282:sub,sup,nsub 2286:sube,supe 2295:oplus 2297:otimes 22a5:perp 22c5:sdot 2308:lceil,rceil,lfloor,rfloor ' +
  '2329:lang,rang 25ca:loz 2660:spades 2663:clubs 2665:hearts,diams'

/** What HTML makes of &#128; to &#159;: windows-1252 (HTML standard, numeric character reference end state). */
export const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Names that HTML reads without a semicolon too. */
const lenient = new Map<string, string>([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ...latin1.split(' ').map((name, at): [string, string] => [name, String.fromCharCode(160 + at)]),
])

/** HTML 5 names that feeds use beyond HTML 4's. */
const strict = new Map<string, string>([
  ['apos', "'"],
  ['hellip', '…'],
  ['NewLine', '\n'],
  ['Tab', '\t'],
  ['colon', ':'],
  ['comma', ','],
  ['period', '.'],
  ['excl', '!'],
  ['quest', '?'],
  ['num', '#'],
  ['lpar', '('],
  ['rpar', ')'],
  ['sol', '/'],
  ['lowbar', '_'],
  ['horbar', '―'],
  ['check', '✓'],
  ['star', '☆'],
  ['starf', '★'],
  ['phone', '☎'],
  ['rarrw', '↝'],
  ['hyphen', '‐'],
  ['dash', '‐'],
  ...others.split(' ').flatMap((run) => {
    const [first = '', names = ''] = run.split(':')
    return names
      .split(',')
      .map((name, at): [string, string] => [name, String.fromCodePoint(Number.parseInt(first, 16) + at)])
  }),
])

const reference = /&(?:#[xX]([\da-fA-F]{1,8})|#(\d{1,9})|([a-zA-Z][a-zA-Z\d]{1,31}))(;?)/gu

/** Escaped HTML is full of these, and the platform replaces them quickest. What they become begins no reference. */
const frequent = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
] as const
const longUnits = 500

function withoutFrequent(text: string): string {
  return frequent.reduce((decoded, [reference, character]) => decoded.replaceAll(reference, character), text)
}

/**
 * Replaces character references by their characters; what is none stays as it is. `&copy` without a semicolon counts
 * where HTML takes it, but not before `=`, so that `?a=1&copy=2` stays an address.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return (text.length > longUnits ? withoutFrequent(text) : text).replace(
    reference,
    (
      whole: string,
      hex: string | undefined,
      decimal: string | undefined,
      name: string | undefined,
      end: string,
      at: number,
    ) => {
      if (hex !== undefined) return character(Number.parseInt(hex, 16))
      if (decimal !== undefined) return character(Number.parseInt(decimal, 10))
      if (name === undefined) return whole
      if (end === ';') return lenient.get(name) ?? strict.get(name) ?? whole
      return text.charAt(at + whole.length) === '=' ? whole : (lenient.get(name) ?? whole)
    },
  )
}

function character(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows1252.charAt(code - 0x80)
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
  return String.fromCodePoint(code)
}

/** Text as markup can hold it, inside an attribute in double quotes too. */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
