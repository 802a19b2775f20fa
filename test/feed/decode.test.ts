/** Decoding of documents. */
import { describe, expect, test } from 'vitest'
import { decodeBody } from '../../src/feed/decode.ts'

/** Bytes of code points below 256. */
function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function utf16(text: string, isBigEndian: boolean): Uint8Array {
  const out = new Uint8Array(text.length * 2)
  const view = new DataView(out.buffer)
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !isBigEndian)
  return out
}

const gbk = '\xd6\xd0\xce\xc4' // 中文
/** Новости города, мост открыт, in windows-1251 */
const russian = '\xcd\xee\xe2\xee\xf1\xf2\xe8 \xe3\xee\xf0\xee\xe4\xe0, \xec\xee\xf1\xf2 \xee\xf2\xea\xf0\xfb\xf2'
const read = 'Новости города, мост открыт'
const declared = (charset: string, content: string) =>
  bytes(`<?xml version="1.0" encoding="${charset}"?><a>${content}</a>`)

describe('a document', () => {
  const cases: readonly (readonly [name: string, bytes: Uint8Array, contentType: string | null, text: string])[] = [
    ['UTF-8', utf8('<a>中文</a>'), null, '<a>中文</a>'],
    ['UTF-8 with a mark', utf8('\ufeff<a>中文</a>'), null, '<a>中文</a>'],
    ['UTF-8 that HTTP calls Latin-1', utf8('<a>中文</a>'), 'text/xml; charset=ISO-8859-1', '<a>中文</a>'],
    [
      'UTF-8 that declares another',
      utf8('<?xml version="1.0" encoding="gbk"?>中'),
      null,
      '<?xml version="1.0" encoding="gbk"?>中',
    ],
    ['UTF-16LE with a mark', utf16('\ufeff<a>中</a>', false), null, '<a>中</a>'],
    ['UTF-16BE with a mark', utf16('\ufeff<a>中</a>', true), null, '<a>中</a>'],
    ['UTF-16LE without one', utf16('<a>中</a>', false), null, '<a>中</a>'],
    ['UTF-16BE without one', utf16('<a>中</a>', true), null, '<a>中</a>'],
    ['the charset of HTTP', bytes(`<a>${gbk}</a>`), 'text/xml; charset="GBK"', '<a>中文</a>'],
    ['the declared charset', declared('gb2312', gbk), null, '<?xml version="1.0" encoding="gb2312"?><a>中文</a>'],
    [
      'the declared one where HTTP wrongly says UTF-8',
      declared('gbk', gbk),
      'text/xml; charset=utf-8',
      '<?xml version="1.0" encoding="gbk"?><a>中文</a>',
    ],
    [
      'HTTP before the declaration',
      declared('koi8-r', gbk),
      'text/xml; charset=gbk',
      '<?xml version="1.0" encoding="koi8-r"?><a>中文</a>',
    ],
    [
      'the guessed one where HTTP says Latin-1',
      bytes(`<a>${russian}</a>`),
      'text/xml; charset=iso-8859-1',
      `<a>${read}</a>`,
    ],
    [
      'the guessed one where the declaration says Latin-1',
      declared('ISO-8859-1', russian),
      null,
      `<?xml version="1.0" encoding="ISO-8859-1"?><a>${read}</a>`,
    ],
    [
      'Latin-1 where a text of that label has few letters beyond ASCII',
      declared('iso-8859-1', '\xa3 and \x80'),
      null,
      '<?xml version="1.0" encoding="iso-8859-1"?><a>£ and €</a>',
    ],
    ['ISO-2022-JP by its escapes', bytes('<a>\x1b$BF|K\\8l\x1b(B</a>'), null, '<a>日本語</a>'],
    ['windows-1252 without a label', bytes('<a>caf\xe9 \x93q\x94</a>'), null, '<a>café “q”</a>'],
    [
      'UTF-8 with one broken byte',
      Uint8Array.of(...utf8('<a>中文'), 0xff, ...utf8('</a>')),
      'text/xml; charset=utf-8',
      '<a>中文\ufffd</a>',
    ],
    [
      'UTF-8 with ESC and literal replacement characters',
      utf8('<a>\x1b[1m \ufffd \ufffd</a>'),
      null,
      '<a>\x1b[1m \ufffd \ufffd</a>',
    ],
    [
      'GB18030 with a literal replacement character',
      bytes('<a>\xd6\xd0\x84\x31\xa4\x37\x84\x31\xa4\x37</a>'),
      'text/xml; charset=gb18030',
      '<a>中\ufffd\ufffd</a>',
    ],
    ['UTF-16LE without a mark, behind white space', utf16('\n <a>中</a>', false), null, '\n <a>中</a>'],
    ['UTF-16BE without a mark, as JSON', utf16('{"a":"中"}', true), 'application/json', '{"a":"中"}'],
    ['UTF-16LE by the label of HTTP', utf16('é<a>é</a>', false), 'text/xml; charset=utf-16', 'é<a>é</a>'],
    ...['utf-16', 'UTF-16LE', 'utf-16be', 'unicode', 'UCS-2', 'iso-10646-ucs-2', 'utf-32', 'UCS-4'].flatMap((label) =>
      ['', ' '].map(
        (end) =>
          [
            `windows-1251 that declares ${label}, of ${end === '' ? 'one' : 'the other'} parity`,
            declared(label, `\xcd\xee\xe2\xee\xf1\xf2\xe8 \xe3\xee\xf0\xee\xe4\xe0${end}`),
            null,
            `<?xml version="1.0" encoding="${label}"?><a>Новости города${end}</a>`,
          ] as const,
      ),
    ),
    [
      'windows-1252 that declares UTF-16',
      declared('utf-16', 'caf\xe9 \x93q\x94'),
      null,
      '<?xml version="1.0" encoding="utf-16"?><a>café “q”</a>',
    ],
    [
      'windows-1252 that HTTP calls UTF-16',
      bytes('<a>caf\xe9 \x93q\x94</a>'),
      'text/xml; charset=utf-16',
      '<a>café “q”</a>',
    ],
    [
      'the declared charset where HTTP wrongly says UTF-16',
      declared('gbk', gbk),
      'text/xml; charset=utf-16',
      '<?xml version="1.0" encoding="gbk"?><a>中文</a>',
    ],
    [
      'UTF-8 that declares UTF-16',
      utf8('<?xml version="1.0" encoding="utf-16"?>中'),
      null,
      '<?xml version="1.0" encoding="utf-16"?>中',
    ],
    ['an unknown charset', bytes('<a>\xe9</a>'), 'text/xml; charset=klingon', '<a>é</a>'],
    ['UTF-8 that breaks off in a character', utf8('<a>中文').subarray(0, -1), null, '<a>中'],
    ['UTF-8 that breaks off behind a character', utf8('<a>中文'), null, '<a>中文'],
    ['nothing', new Uint8Array(), null, ''],
  ]
  test.each(cases)('is decoded: %s', (_name, body, contentType, text) => {
    const { raw, decode } = decodeBody(body, contentType)
    expect(decode(raw)).toBe(text)
  })
})
