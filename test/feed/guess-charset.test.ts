/** Encodings of texts without labels. */
import { expect, test } from 'vitest'
import { decodeBody } from '../../src/feed/decode.ts'
import { guessCharset } from '../../src/feed/guess-charset.ts'

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** A headline's bytes in an encoding, in hexadecimal. */
const cases: readonly (readonly [language: string, encoding: string, hex: string, text: string])[] = [
  ['Russian', 'windows-1251', 'c2ebe0f1f2e820f0e0f1f1eae0e7e0ebe820ee20efebe0ede0f5', 'Власти рассказали о планах'],
  ['Russian', 'koi8-r', 'f5dea3ced9c520cec1dbccc920cecfd7d9ca20d7c9c4', 'Учёные нашли новый вид'],
  ['Russian', 'iso-8859-5', 'c3e7f1ddebd520ddd0e8dbd820ddded2ebd920d2d8d4', 'Учёные нашли новый вид'],
  ['Russian', 'ibm866', '93e7f1adeba520ada0e8aba820adaea2eba920a2a8a4', 'Учёные нашли новый вид'],
  ['Ukrainian', 'koi8-u', 'f5d2d1c420d5c8d7c1ccc9d720c2c0c4d6c5d420cec120d2a6cb', 'Уряд ухвалив бюджет на рік'],
  ['Ukrainian, one short word', 'koi8-u', 'b7d6c1cb', 'Їжак'],
  ['Chinese, one short word', 'gbk', 'd6d0b9fa', '中国'],
  ['Serbian', 'windows-1251', '8af3e4e820f7e5eae0bcf320ede020e3f0e0ede8f6e8', 'Људи чекају на граници'],
  ['Greek', 'windows-1253', 'd3e5e9f3ecfcf220f3f4e7ed20caf1def4e7', 'Σεισμός στην Κρήτη'],
  ['Hebrew', 'windows-1255', 'e7e3f9e5fa20e4f2f8e1', 'חדשות הערב'],
  ['Arabic', 'windows-1256', 'c3cec8c7d120c7e1e3d3c7c1', 'أخبار المساء'],
  ['Thai', 'TIS-620', 'a2e8d2c7e0c2e7b9c7d1b9b9d5e9', 'ข่าวเย็นวันนี้'],
  [
    'Czech',
    'windows-1250',
    '50f8ed9a74ed2074fd64656e2070f8696a6465206f63686c617a656eed',
    'Příští týden přijde ochlazení',
  ],
  ['Polish', 'iso-8859-2', 'a66c65647a74776f2077207370726177696520706fbf617275', 'Śledztwo w sprawie pożaru'],
  ['Hungarian', 'windows-1250', 'd5737a692068fb76f673206964f56ae172e173', 'Őszi hűvös időjárás'],
  ['Turkish', 'windows-1254', 'de69646465746c69207961f0fdfe2075796172fd73fd', 'Şiddetli yağış uyarısı'],
  ['Icelandic', 'windows-1252', 'de61f020657220676f7474207665f0757220ed20646167', 'Það er gott veður í dag'],
  ['German', 'windows-1252', '4b616e7a6c6572206772fcdf74208447e473746593', 'Kanzler grüßt „Gäste“'],
  ['French', 'iso-8859-15', '556e6520bd7576726520e0203520a42c206ff9203f', 'Une œuvre à 5 €, où ?'],
  ['Swedish', 'windows-1252', 'd66b616465207072697365722070e520656c', 'Ökade priser på el'],
  [
    'Lithuanian',
    'windows-1257',
    'd0e172797420e176796b6f20fe656deb732064726562eb6a696d6173',
    'Šįryt įvyko žemės drebėjimas',
  ],
  ['Chinese', 'gbk', 'b9facef1d4bab7a2b2bcd0c2b9e6b6a8', '国务院发布新规定'],
  ['Chinese', 'big5', 'a6e6ac46b07cb371b94cb773b977bae2', '行政院通過新預算'],
  ['Japanese', 'shift_jis', '8ef1918a89ef8ca982d6', '首相会見へ'],
  ['Japanese', 'euc-jp', 'bcf3c1eab2f1b8aba4d8', '首相会見へ'],
  ['Korean', 'euc-kr', 'c5c2c7b320c1a2b1d9bfa120c0fcb1b920baf1bbf3', '태풍 접근에 전국 비상'],
]

test.each(cases)('%s in %s is recognised', (_language, _encoding, hex, text) => {
  const { raw, decode } = decodeBody(bytes(`3c743e${hex}3c2f743e`), null)
  expect(decode(raw)).toBe(`<t>${text}</t>`)
})

test.each([
  ['nothing', ''],
  ['ASCII', '616263'],
  ['one letter', '636166e9'],
])('%s counts as western', (_name, hex) => {
  expect(guessCharset(bytes(hex))).toBe('windows-1252')
})
