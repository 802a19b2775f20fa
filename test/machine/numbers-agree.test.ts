/** Which numbers of a title and its translation are the same. */
import { describe, expect, it } from 'vitest'
import { numbersAgree, numbersAreIn } from '../../src/machine/numbers-agree.ts'

type Row = readonly [name: string, from: string | null, original: string, to: string, translated: string]

const same: readonly Row[] = [
  ['no numbers', 'en', 'Parliament votes', 'de', 'Das Parlament stimmt ab'],
  ['the same digits', 'en', 'Storm kills 37', 'de', 'Sturm tötet 37 Menschen'],
  ['Arabic digits', 'en', 'Storm kills 37', 'ar', 'عاصفة تقتل ٣٧ شخصا'],
  ['Persian digits', 'en', 'Storm kills 1,250', 'fa', 'طوفان ۱۲۵۰ نفر را کشت'],
  ['Devanagari digits in the original', 'hi', 'तूफान में ३७ की मौत', 'en', 'Storm kills 37'],
  ['full-width digits', 'ja', '１２３人が参加', 'en', '123 people take part'],
  ['a decimal comma', 'en', 'Inflation at 2.5%', 'de', 'Inflation bei 2,5 %'],
  ['a decimal point', 'fr', 'Inflation à 2,5 %', 'en', 'Inflation at 2.5%'],
  ['an Arabic decimal separator', 'en', 'Rate rises to 2.5', 'ar', 'ارتفاع المعدل إلى ٢٫٥'],
  ['thousands with a comma', 'en', '12,500 homes', 'de', '12.500 Häuser'],
  ['thousands with a space', 'en', '12,500 homes', 'fr', '12 500 maisons'],
  ['thousands with a narrow space', 'en', '12,500 homes', 'fr', '12\u202f500 maisons'],
  ['thousands with nothing', 'de', '12.500 Häuser', 'ja', '住宅12500戸'],
  ['Indian groups', 'en', 'Rs 1,00,000 fine', 'de', 'Strafe von 100.000 Rupien'],
  ['lakh', 'en', '5 lakh people', 'de', '500.000 Menschen'],
  ['crore', 'en', '2 crore people', 'es', '20 millones de personas'],
  ['a year beside a number', 'en', 'In 2024 300 died', 'de', '2024 starben 300'],
  ['million in Chinese', 'en', '1.2 million flee', 'zh', '120万人逃离'],
  ['million in Japanese numerals', 'en', '3 million flee', 'ja', '三百万人が避難'],
  ['Chinese myriads in English', 'zh', '超过35万人撤离', 'en', 'More than 350,000 evacuated'],
  ['traditional myriads', 'zh', '逾3.5億美元', 'en', 'Over $350 million'],
  ['Korean units', 'ko', '5조 3000억원 투자', 'en', '5.3 trillion won invested'],
  ['Korean myriads', 'en', '250,000 people', 'ko', '25만명'],
  ['billion in German', 'en', '5 billion euros', 'de', '5 Milliarden Euro'],
  ['billion in Spanish', 'en', '5 billion euros', 'es', '5.000 millones de euros'],
  ['mil millones', 'en', '5 billion euros', 'es', '5 mil millones de euros'],
  ['billion in Portuguese', 'en', 'R$ 5.5 billion', 'pt', 'R$ 5,5 bilhões'],
  ['billion in Russian', 'en', '5 billion euros', 'ru', '5 млрд евро'],
  ['thousands in Russian', 'en', '300,000 tickets', 'ru', '300 тысяч билетов'],
  ['billion in Ukrainian', 'en', '5 billion euros', 'uk', '5 мільярдів євро'],
  ['million in Vietnamese', 'en', '2 million people', 'vi', '2 triệu người'],
  ['billion in Vietnamese', 'en', '2 billion people', 'vi', '2 tỷ người'],
  ['million in Indonesian', 'en', '2.4 million people', 'id', '2,4 juta orang'],
  ['thousand in Turkish', 'en', '15,000 workers', 'tr', '15 bin işçi'],
  ['million in Arabic', 'en', '3 million people', 'ar', '3 ملايين شخص'],
  ['billion in Persian', 'en', '3 billion people', 'fa', '۳ میلیارد نفر'],
  ['a German trillion', 'en', '2 trillion dollars', 'de', '2 Billionen Dollar'],
  ['$5m', 'en', 'Prize of $5m', 'fr', 'Prix de 5 millions de dollars'],
  ['$5bn', 'en', 'Deal worth $5bn', 'it', 'Accordo da 5 miliardi di dollari'],
  ['5k', 'en', '5k people march', 'de', '5000 Menschen demonstrieren'],
  ['100 m, which are metres', 'en', 'Record over 100 m', 'fr', 'Record sur 100 mètres'],
  ['a million without a number', 'en', 'A million people march', 'zh', '100万人游行'],
  ['a word that becomes a digit', 'en', 'Three dead in fire', 'zh', '火灾致3人死亡'],
  ['a digit that becomes a word', 'en', '3 dead in fire', 'es', 'Tres muertos en un incendio'],
  ['a Chinese numeral that becomes a digit', 'zh', '三人死亡', 'en', '3 dead'],
  ['an inflected word', 'en', '2 soldiers killed', 'ru', 'Погибли двое солдат'],
  ['a Korean word', 'en', '2 dead', 'ko', '두 명 사망'],
  ['an ordinal', 'en', 'Second storm this week', 'zh', '本周第2场风暴'],
  ['a month that becomes a number', 'en', 'Vote on November 5', 'zh', '11月5日投票'],
  ['a number that becomes a month', 'ja', '11月5日に投票', 'en', 'Vote on 5 November'],
  ['a Russian month', 'zh', '5月9日阅兵', 'ru', 'Парад 9 мая'],
  ['a Vietnamese month', 'en', 'Vote in March', 'vi', 'Bỏ phiếu vào tháng 3'],
  ['a time with a colon', 'de', 'Um 8.30 Uhr', 'en', 'At 8:30'],
  ['an afternoon', 'en', 'Meeting at 3pm', 'de', 'Treffen um 15 Uhr'],
  ['an afternoon with minutes', 'en', 'Meeting at 3 p.m.', 'fr', 'Réunion à 15:00'],
  ['a Chinese afternoon', 'zh', '下午3点开会', 'de', 'Treffen um 15 Uhr'],
  ['tenths', 'ja', '3割が反対', 'en', '30% are against'],
  ['percent in words', 'en', '5 percent more', 'tr', 'Yüzde 5 artış'],
  ['percent in Chinese', 'zh', '百分之五', 'en', '5%'],
  ['a Japanese percent', 'en', '20% off', 'ja', '20パーセント引き'],
  ['a score', 'es', 'Gana 3-1', 'en', 'Wins 3–1'],
  ['a small word in an unknown language', 'pl', 'Trzy osoby nie żyją', 'de', '3 Tote'],
  ['a small word in a language that nobody declared', null, 'Trzy osoby nie żyją', 'de', '3 Tote'],
]

const different: readonly Row[] = [
  ['another number', 'en', 'Storm kills 37', 'de', 'Sturm tötet 73 Menschen'],
  ['a lost number', 'en', 'Storm kills 37', 'de', 'Sturm tötet Menschen'],
  ['an added number', 'en', 'Storm kills many', 'de', 'Sturm tötet 37 Menschen'],
  ['a lost scale', 'en', '5 million flee', 'de', '5 Menschen fliehen'],
  ['million for billion', 'en', '5 billion euros', 'de', '5 Millionen Euro'],
  ['the false friend Billion', 'en', '5 billion euros', 'de', '5 Billionen Euro'],
  ['the false friend billón', 'en', '5 billion euros', 'es', '5 billones de euros'],
  ['myriads ten times too large', 'en', '1.2 million flee', 'zh', '1200万人逃离'],
  ['a moved decimal separator', 'en', 'Inflation at 2.5%', 'de', 'Inflation bei 25 %'],
  ['a lost percent sign', 'en', 'Prices rise 5%', 'de', 'Preise steigen um 5 Euro'],
  ['a morning', 'en', 'Meeting at 3', 'de', 'Treffen um 15 Uhr'],
  ['an hour after noon that is none', 'en', 'Meeting at 13 pm', 'de', 'Treffen um 25 Uhr'],
  ['a number word that is another in an unknown language', 'pl', 'One więcej', 'de', '3 mehr'],
  ['another year', 'en', 'Plan for 2030', 'ja', '2035年の計画'],
  ['another small number', 'en', 'Three dead', 'de', '5 Tote'],
  ['another small number in digits', 'en', '3 dead', 'de', '5 Tote'],
  ['another month', 'en', 'Vote on November 5', 'zh', '10月5日投票'],
  ['another word', 'en', '7 dead', 'es', 'Seis muertos'],
  ['a small word and another digit in an unknown language', 'pl', '3 osoby nie żyją', 'de', '4 Tote'],
  ['another number in an unknown language', 'pl', 'Tysiące protestują', 'de', '5000 protestieren'],
]

describe('numbers of a title and its translation', () => {
  it.each(same)('agree: %s', (_, from, original, to, translated) => {
    expect(numbersAgree({ text: original, language: from }, { text: translated, language: to })).toBe(true)
  })

  it.each(different)('differ: %s', (_, from, original, to, translated) => {
    expect(numbersAgree({ text: original, language: from }, { text: translated, language: to })).toBe(false)
  })
})

describe('numbers of a sentence about a text', () => {
  it.each([
    ['no number', 'en', 'Storm kills many', 'de', 'Sturm tötet viele', true],
    ['the same number', 'en', 'Storm kills 37, wounds 12', 'de', 'Sturm tötet 37', true],
    ['a number that the text lacks', 'en', 'Storm kills 37', 'de', 'Sturm tötet 37, verletzt 12', false],
    ['a number that the text has in words', 'en', 'Three died', 'de', '3 Tote', true],
    ['a month', 'en', 'Vote on November 5', 'zh', '11月5日投票', true],
    ['another month', 'en', 'Vote on November 5', 'zh', '10月5日投票', false],
    ['a month and a number that the text lacks', 'en', 'Vote in November', 'zh', '11月有300万人投票', false],
    ['thousands with a space in the text', 'fr', 'Quelque 12 500 maisons', 'de', '12.500 Häuser', true],
    ['thousands with a space in the sentence', 'de', '12.500 Häuser', 'fr', 'Quelque 12 500 maisons', true],
    ['two numbers that only look like thousands', 'en', 'In 20 300 died', 'de', '300 starben in 20', true],
    ['a scale', 'en', 'It costs 5 million', 'de', 'Es kostet 5 Milliarden', false],
  ])('are in it, or not: %s', (_, from, text, to, sentence, isIn) => {
    expect(numbersAreIn({ text: sentence, language: to }, { text, language: from })).toBe(isIn)
  })
})
