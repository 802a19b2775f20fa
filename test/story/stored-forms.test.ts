/** What stories compare and store of a text does not change, since hashes of it are kept for 48 hours. */
import { describe, expect, it } from 'vitest'
import { Signature } from '../../src/story/signature.ts'
import { casefold } from '../../src/text/casefold.ts'

describe('the folded form of texts in stories stays the same in', () => {
  it.each([
    [
      'English',
      'Kim’s “visit” — Putin said 10,000 men, 3.5 % of WHO',
      'kim\'s "visit" - putin said 10,000 men, 3.5 % of who',
    ],
    ['German', 'AUF DIE GRÖSSE der Straße kommt es an', 'auf die grösse der strasse kommt es an'],
    ['French', 'L’œuvre d’été à Nîmes, Cafe\u0301 fermé', "l'oeuvre d'été à nîmes, café fermé"],
    ['Turkish', 'ISPARTA’da İSTANBUL ve Diyarbakır', "isparta'da istanbul ve diyarbakir"],
    ['Romanian', 'Bucureşti și București', 'bucureşti și bucurești'],
    ['Vietnamese', 'Mưa lớn ở Hà Nội, Đà Nẵng', 'mưa lớn ở hà nội, đà nẵng'],
    ['Polish', 'Łódź i Gdańsk', 'łódź i gdańsk'],
    ['Danish', 'Tromsø, Ærø, Århus', 'tromsø, aerø, århus'],
    ['a mark without a composed form', 'x\u0302y ẹ\u0301', 'xy ẹ'],
    ['Greek', 'Ο ΣΕΙΣΜΟΣ στην Αθήνα, Ἀθῆναι, ᾳ', 'ο σεισμοσ στην αθήνα, ἀθῆναι, αι'],
    ['Russian', 'Королёв, за\u0301мок, ЙОД', 'королёв, за\u0301мок, йод'],
    ['Ukrainian', 'П’ять, пʼять, Київ', "п'ять, п'ять, київ"],
    ['Armenian', 'Երևան, Ինչո՞ւ', 'երեւան, ինչո՞ւ'],
    ['Georgian', 'ᲗᲑᲘᲚᲘᲡᲘ თბილისი', 'თბილისი თბილისი'],
    ['Arabic', 'الأردن كِتاب محمـــد ى ة ٢٠٢٤ ١٬٥', 'الأردن كِتاب محمـــد ى ة ٢٠٢٤ ١٬٥'],
    ['Persian', 'می\u200cخواهم ایران كابل ۱۴۰۳', 'میخواهم ایران كابل ۱۴۰۳'],
    ['Urdu', 'پاکستان ہے گھر', 'پاکستان ہے گھر'],
    ['Hebrew', 'שָׁלוֹם צה״ל צ׳ק־אין', 'שָׁלוֹם צה״ל צ׳ק־אין'],
    ['Hindi', 'हिन्दी हिंदी फ़िल्म चाँद २०२४', 'हिन्दी हिंदी फ़िल्म चाँद २०२४'],
    ['Bengali', 'বাংলা ড় ৎ', 'বাংলা ড় ৎ'],
    ['Tamil', 'தமிழ்நாடு', 'தமிழ்நாடு'],
    ['Malayalam', 'ൻ ന്\u200d', 'ൻ ന്'],
    ['Thai', 'น้ำท่วม ๒๕๖๗', 'น้ําท่วม ๒๕๖๗'],
    ['Lao', 'ປະເທດລາວ', 'ປະເທດລາວ'],
    ['Burmese', 'မြန်မာ ၂၀၂၄', 'မြန်မာ ၂၀၂၄'],
    ['Khmer', 'ភាសាខ្មែរ', 'ភាសាខ្មែរ'],
    ['Amharic', 'ኢትዮጵያ ሐገር', 'ኢትዮጵያ ሐገር'],
    ['Chinese', '臺灣總統「會談」，《頭髮》', '台湾总统"会谈",《头发》'],
    ['Japanese', 'ｶﾞｽ料金 サーバー ラ〜メン か゛', 'ガス料金 サーバー ラ〜メン か ゙'],
    ['Korean', '북한이 ㅋㅋㅠㅠ 한국 ﾡ', '북한이 ᄏ큐ᅲ 한국 ᄀ'],
    [
      'emoji',
      '👍🏽 ❤\ufe0f 👨\u200d👩\u200d👧 🇺🇸🇬🇧 🏴\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f 1\ufe0f⃣',
      '👍🏽 ❤ 👨👩👧 🇺🇸🇬🇧 🏴 1⃣',
    ],
    ['compatibility forms', 'ﬁ ℃ ½ ⅳ ² 𝐛𝐨𝐥𝐝 ＡＢＣ ㍿ ﷺ', 'fi °c 1⁄2 iv 2 bold abc 株式会社 صلى الله عليه وسلم'],
    ['invisible characters', 'a\u00adb\u200bc\ufeffd\u2060 e\u00a0\u202f f', 'abcd e f'],
    ['dashes', 'a‐b‑c‒d–e—f―g−h⸺i־j', 'a-b-c-d-e-f-g-h-i־j'],
    ['quotes', '„a“ «b» ‹c› ‘d’ ‚e‛ 『f』 ″ ′ ´ `', '"a" "b" ‹c› \'d\' \'e\' "f" ′′ ′ \u0301 `'],
    ['blanks', '  a \t b\n\nc  ', 'a b c'],
  ])('%s', (_, text, folded) => {
    expect(casefold(text)).toBe(folded)
  })
})

it.each([
  [
    'Kim Jong-un meets Putin in Vladivostok for talks on arms',
    'The North Korean leader arrived by train on Tuesday. Officials said that the two sides would discuss weapons, food aid and satellites during a visit of several days in the region.',
    'BBC World',
    'lNJcDhmT...|CbqsEuFHE-gSKFHJMszmOI6TP9TtQkj0Rs1hT6RBT_-pUKEIddvSeERnfJQSfebZg5h-jOeLlxcpm1QIpU6eqLmcq7xYtksH|EZD1GF1GGieRKkVwN1RsN9CjOvppRAr9Y1FubTMnexhagb4LhP1HjnudqBjkr8iLtf8UwuQS-FRb-HH6|',
  ],
  [
    'Землетрясение в Королёве: пострадали 10 человек',
    'Президент России прибыл в Анкару с официальным визитом, сообщает пресс-служба. Королёв и за\u0301мок, ещё пять человек, всего 1 234 пострадавших в районе города.',
    '',
    'TI_cqp55...|AuiwBIrJFFv1Qr0-Syg8WGsiWTrgZHEJgL0xgQXTgTQFgTgrj7cOlP7TqitRtzIhy_M9zlkp22vQ4dlo8FCj_rMM|CnVGG6OuLaI8MVW3NR1PPs83Q0sPUUfjis5Oo1ldrnxH6l9L7zGp89Bh|1,234',
  ],
  [
    'الأردن يعلن عطلة رسمية بمناسبة العيد',
    'أعلنت الحكومة الأردنية عن عطلة رسمية بمناسبة عيد الأضحى المبارك في المملكة، وفق بيان صدر يوم الثلاثاء ٢٠٢٤ عن رئاسة الوزراء في العاصمة عمان.',
    '',
    'XOhqv-xn...|DoHME-nNIAGCM7MYUw-dZXBcdk9keh26gMMelaEuneC_sKIjtWa5t8-3wBRu24Gd5QXv7EuT7_Wq99Ox-W35_yLZ|EZMKSAoYV-fqb6V_h36Vkofnltoi0nNA5t7g7neE9A7U|2024',
  ],
  [
    'Ισχυρός σεισμός στην Κρήτη, ζημιές σε σπίτια',
    'Ισχυρός σεισμός σημειώθηκε το πρωί της Τρίτης στην Κρήτη. Σύμφωνα με τις αρχές δεν υπάρχουν τραυματίες, ζημιές σε παλιά σπίτια του νησιού.',
    '',
    'dVqvd5mL...|BjXFBr36EaJUK2y8PQUPS4-8TA90ThWNUE1-Wmy6cBLVd3XJkarwryF-tJp7ukXF0kdv3pvq6jFU9n1b|C4dkEww3NXNPoOzrqkgnvHvAysNZ7UD19Xhp|',
  ],
  [
    'हिन्दी फ़िल्म उद्योग में चाँद पर नई फिल्म',
    'भारत में हिन्दी फ़िल्म उद्योग ने चाँद पर बनी नई फिल्म की घोषणा की है। निर्देशक ने कहा कि यह २०२४ में रिलीज़ होगी और इसमें कई कलाकार होंगे।',
    '',
    '4wyISwUt...|DGtcD0_MEaeNF8rCGVxYPbHkTIQsVyh5WJSpYL2hhfeEi2ZHjOY-oDfZolWgqNviuqezwe8Iw01lzEY-zobIz0Q81xNt4iND|Cjn4DqTIGjFMZqomrFIS19xo5NtF5YkK|2024',
  ],
  [
    '臺灣總統與烏克蘭總統會談',
    '臺灣總統今天與烏克蘭總統舉行會談，雙方就經濟、博物館及氣候問題交換意見，並同意在下個月舉行第二次會議，討論國際援助的細節。',
    '中央社',
    'cbHMHKJ4...|AarTA0HKBGvuEkhHEuHQF7Q2GVP0Ix8aJAKEMRfNNfqzQEB6QW9NRkOLTCqnTtaJTzjgT8xFVeZBWVOqYG1ZZEttb16qdQ7Q|D70zFVtWHquRIJuFJsaWO5mWPLEhSpo_UTO9WvVgW9ROXvbyX6w5cWzlctlieF1TfChhfvL9grhkhVGHhbEUjCfFj9y-kbvF|2',
  ],
  [
    'サーバー障害で東京のネットワークが停止',
    '東京で大規模なサーバー障害が発生し、コンピューターの復旧は明日になる見込みだと発表された。ラ〜メン店の予約システムも影響を受けたという。',
    '',
    'B7av7SE6...|Ab57A6FqBswuDTBfFwnmIj7aI8EQJb5_KZ-bKwIEMFbyMnpZN6B2RZroRymtSAukSuDuTmWnWhBrYZ6zYbIfYh4Ra7twbVri|AQ5aAZ6PBXlsBlCSBnwFB4WtCBCqDoAWDsf8EkBgEye-FN3QHkbWIgokLZhRMCGwM6QyNkaLQkBoRwUHSNQvS9YeUGLQU6bD|',
  ],
  [
    '북한이 미사일 2발을 동해로 발사했다',
    '북한이 미사일을 발사했다고 합동참모본부가 2024년 3월에 밝혔다. 군 당국은 추가 발사에 대비해 감시와 경계를 강화하고 있다고 설명했다.',
    '',
    'vg2BLhx8...|CUUBDdqoH003Jo7PKFHTMnPIXrgxYkU1b48Hg2FQkLF_tr-c0mVX16Qd4u4K5m02-6TN|F4cnKtuTMkPiPNLNQiZ8VgP-k-ogs7_o0iz_5hzY-nYH|2024,3',
  ],
  [
    'צה"ל: הרמטכ״ל יגיע מחר לירושלים לפגישה',
    'דובר צה"ל מסר כי הרמטכ״ל יגיע לירושלים מחר בבוקר. שָׁלוֹם לכולם, אמר הדובר, והוסיף כי הפגישה תימשך שעתיים ותעסוק בתקציב הביטחון.',
    '',
    'P43E3dLj...|D0SZESziJsYjMwipM_zSNkZAP9XqRPtmSXOcWTbSYBvLZwr0ghO_mN4qrto1tlQWt8fHyGh_7q7Y_lwL_r3D|AtYoFhgKHEHdIJvbJsNrUIk_VU0VW6g2co6QmzSMvB1C-2kB|',
  ],
])('the stored signature of “%s” stays the same', (title, text, source, stored) => {
  expect(Signature.of(title, text, source).serialise()).toBe(stored)
})
