/** Translations by people of the contract's headlines pass the check: what a good model writes must not be refused. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { headlines } from '../../scripts/contract/headlines.ts'
import { type Language, languageSchema } from '../../src/language.ts'
import { addressesModel } from '../../src/machine/addresses-model.ts'
import { checkTranslation } from '../../src/machine/check-translation.ts'

const english = [
  'Deutsche Bahn loses 1.8 billion euros – 3,400 jobs to go',
  'After 24-hour strike: BER airport opens at 5:30',
  'Poll: 47.3 percent against the law, 12% undecided',
  'YouTuber Lena Möckern wins German Book Prize at 18',
  'On 3 October the ICE-4 will cross the new bridge again',
  'Fire in Vierzy: two dead, 1,500 hectares burnt',
  'National Assembly votes €4.7bn for hospitals',
  'A380: Airbus delivers a last aircraft to Air Baltica',
  'RN at 31%, up 2.5 points since January',
  'Delmas trial: twenty years on, a witness changes his story',
  'Unemployment falls to 2.3 million, the lowest since 2008',
  '14 members of the “Tormenta” ring arrested in Cádiz',
  'Government allots 3 billion euros to housing',
  'Betis win 3-1 with two goals by a 17-year-old debutant',
  '6.8-magnitude earthquake shakes northern Chile',
  'Petrobrás profit rises 18% to R$32.4 billion',
  'Rains leave 1.1 million without power in 45 southern cities',
  'PIX limited to R$200 at night from March 1',
  'At 41, Marta Quirino scores and turns the match in the 49th minute of the second half',
  'Chamber passes AI bill by 312 to 98',
  'Warehouse burns down on the Volga: 12 dead, 40 injured',
  'Central bank raises rate to 16.5%',
  'Su-57 and F-35: what the May 9 exercises showed',
  'Government to allocate 1.5 trillion roubles by 2030',
  'Magnitude 5.9 earthquake off Kamchatka',
  'Strong typhoon forces 350,000 to evacuate, 12 missing',
  'Huaxin launches X90 phone from 4,999 yuan',
  'Exports grow 6.3% in first three quarters to 18.6 trillion yuan',
  'Reserve ratio cut by 0.25 percentage points from November 5',
  'Three climbers rescued after 48 hours',
  'Prime minister to visit South Korea on December 3, first time in four years',
  '2 trillion yen for chip factory, 3,400 jobs',
  'Typhoon No. 18 leaves 150,000 homes without power; Shinkansen resumes at 3 p.m.',
  'Poll: cabinet approval at 32%, disapproval above 50%',
  'Shogi player, 17, one win from title after three straight wins over Meijin',
  'Assembly passes 677.4 trillion won budget for next year',
  'Seoul apartment prices up 0.35%, 18th straight weekly rise',
  'Sixth KF-21 prototype makes 42-minute maiden flight',
  'KOSPI back above 2,980; foreigners net buy 300 billion won',
  'Factory fire at 2 a.m. kills two, injures 11',
  '6.1-magnitude earthquake kills 52, injures 300',
  'Central bank cuts interest rate to 4.75%',
  'Deal worth $3 billion for 24 F-16 aircraft',
  'Oil prices up 2.4% in a week',
  'March 15 elections: 8 million voters, 1,200 polling stations',
]

/** Of the five English headlines. */
const others: Partial<Record<Language, readonly string[]>> = {
  zh: [
    '风暴阿加莎致肯特郡37人死亡，12500户停电',
    '参议院以51比49通过1.2万亿美元预算',
    'OpenFoo的GPT-9在5项测试中有3项胜过iPhone 21芯片',
    'F-16坠机：28岁飞行员在海上漂流9小时后生还',
    '第三季度通胀率降至2.5%，为2021年以来最低',
  ],
  'zh-hant': [
    '風暴艾嘉莎釀肯特郡37死，1萬2500戶停電',
    '參議院以51比49通過1.2兆美元預算',
    'OpenFoo 的 GPT-9 在 5 項測試中有 3 項勝過 iPhone 21 晶片',
    'F-16墜機：28歲飛行員在海上9小時後獲救',
    '第3季通膨率降至2.5%，為2021年以來最低',
  ],
  ja: [
    '嵐アガサ、ケントで37人死亡　1万2500戸停電',
    '上院、1兆2000億ドルの予算を51対49で可決',
    'OpenFooのGPT-9、5テスト中3つでiPhone 21のチップに勝利',
    'F-16墜落、28歳の操縦士が海上で9時間後に救助',
    '第3四半期のインフレ率2.5％、2021年以来最低',
  ],
  ko: [
    '폭풍 애거사로 켄트서 37명 사망, 1만2500가구 정전',
    '상원, 1조2000억 달러 예산안 51대 49로 통과',
    'OpenFoo의 GPT-9, 5개 시험 중 3개서 iPhone 21 칩 앞서',
    'F-16 추락… 28세 조종사, 바다에서 9시간 만에 생환',
    '3분기 물가상승률 2.5%로 하락, 2021년 이후 최저',
  ],
  de: [
    'Sturm Agatha tötet 37 Menschen in Kent, 12.500 Häuser ohne Strom',
    'Senat verabschiedet Haushalt von 1,2 Billionen Dollar mit 51 zu 49 Stimmen',
    'GPT-9 von OpenFoo schlägt Chip des iPhone 21 in 3 von 5 Tests',
    'F-16-Absturz: Pilot (28) überlebt nach 9 Stunden im Meer',
    'Inflation sinkt im 3. Quartal auf 2,5 Prozent, den niedrigsten Wert seit 2021',
  ],
  fr: [
    'La tempête Agatha fait 37 morts dans le Kent, 12 500 foyers sans électricité',
    'Le Sénat adopte un budget de 1 200 milliards de dollars par 51 voix contre 49',
    'GPT-9 d’OpenFoo bat la puce de l’iPhone 21 dans 3 tests sur 5',
    'Crash d’un F-16 : le pilote, 28 ans, survit après 9 heures en mer',
    'L’inflation recule à 2,5 % au T3, son plus bas niveau depuis 2021',
  ],
  es: [
    'La tormenta Agatha deja 37 muertos en Kent y 12.500 hogares sin luz',
    'El Senado aprueba un presupuesto de 1,2 billones de dólares por 51 votos a 49',
    'GPT-9 de OpenFoo supera al chip del iPhone 21 en tres de cinco pruebas',
    'Se estrella un F-16: el piloto, de 28 años, sobrevive tras 9 horas en el mar',
    'La inflación baja al 2,5 % en el tercer trimestre, mínimo desde 2021',
  ],
  'pt-br': [
    'Tempestade Agatha mata 37 em Kent e deixa 12.500 casas sem luz',
    'Senado aprova orçamento de US$ 1,2 trilhão por 51 a 49',
    'GPT-9 da OpenFoo supera chip do iPhone 21 em 3 de 5 testes',
    'Queda de F-16: piloto de 28 anos sobrevive após 9 horas no mar',
    'Inflação cai para 2,5% no 3º trimestre, a menor desde 2021',
  ],
  it: [
    'La tempesta Agatha fa 37 morti nel Kent, 12.500 case al buio',
    'Il Senato approva un bilancio da 1.200 miliardi di dollari con 51 voti a 49',
    'GPT-9 di OpenFoo batte il chip dell’iPhone 21 in 3 test su 5',
    'Cade un F-16: il pilota di 28 anni si salva dopo 9 ore in mare',
    'L’inflazione scende al 2,5% nel terzo trimestre, minimo dal 2021',
  ],
  ru: [
    'Шторм «Агата» унёс жизни 37 человек в Кенте, 12 500 домов без света',
    'Сенат принял бюджет на 1,2 трлн долларов: 51 голос против 49',
    'GPT-9 от OpenFoo обошёл чип iPhone 21 в трёх из пяти тестов',
    'Крушение F-16: 28-летний пилот выжил после 9 часов в море',
    'Инфляция в III квартале снизилась до 2,5% — минимум с 2021 года',
  ],
  uk: [
    'Шторм «Агата» забрав життя 37 людей у Кенті, 12 500 будинків без світла',
    'Сенат ухвалив бюджет на 1,2 трлн доларів: 51 голос проти 49',
    'GPT-9 від OpenFoo випередив чип iPhone 21 у трьох із п’яти тестів',
    'Аварія F-16: 28-річний пілот вижив після 9 годин у морі',
    'Інфляція у третьому кварталі впала до 2,5% — найнижче з 2021 року',
  ],
  tr: [
    'Agatha fırtınası Kent’te 37 can aldı, 12.500 ev karanlıkta',
    'Senato 1,2 trilyon dolarlık bütçeyi 51’e karşı 49 oyla kabul etti',
    'OpenFoo’nun GPT-9’u 5 testin 3’ünde iPhone 21 çipini geçti',
    'F-16 düştü: 28 yaşındaki pilot denizde 9 saat sonra kurtuldu',
    'Enflasyon üçüncü çeyrekte yüzde 2,5’e düştü: 2021’den beri en düşük',
  ],
  ar: [
    'العاصفة أغاثا تودي بحياة 37 شخصا في كنت وتترك 12500 منزل في الظلام',
    'مجلس الشيوخ يقر موازنة بقيمة 1.2 تريليون دولار بأغلبية 51 مقابل 49',
    'GPT-9 من OpenFoo يتفوق على شريحة iPhone 21 في 3 من 5 اختبارات',
    'تحطم طائرة F-16: طيار عمره 28 عاما ينجو بعد 9 ساعات في البحر',
    'التضخم يتراجع إلى 2.5٪ في الربع الثالث، وهو الأدنى منذ 2021',
  ],
  fa: [
    'توفان آگاتا در کنت ۳۷ کشته داد و ۱۲٬۵۰۰ خانه بی‌برق ماند',
    'سنا بودجهٔ ۱٫۲ تریلیون دلاری را با ۵۱ رأی در برابر ۴۹ تصویب کرد',
    'GPT-9 شرکت OpenFoo در ۳ آزمون از ۵ از تراشهٔ iPhone 21 پیش افتاد',
    'سقوط F-16: خلبان ۲۸ ساله پس از ۹ ساعت در دریا زنده ماند',
    'تورم در سه‌ماههٔ سوم به ۲٫۵ درصد رسید، کمترین از سال ۲۰۲۱',
  ],
  id: [
    'Badai Agatha tewaskan 37 orang di Kent, 12.500 rumah gelap gulita',
    'Senat sahkan anggaran 1,2 triliun dolar dengan suara 51–49',
    'GPT-9 milik OpenFoo kalahkan cip iPhone 21 dalam 3 dari 5 tes',
    'F-16 jatuh: pilot 28 tahun selamat setelah 9 jam di laut',
    'Inflasi turun ke 2,5% pada kuartal ketiga, terendah sejak 2021',
  ],
  vi: [
    'Bão Agatha làm 37 người chết ở Kent, 12.500 ngôi nhà mất điện',
    'Thượng viện thông qua ngân sách 1,2 nghìn tỷ USD với 51 phiếu thuận, 49 phiếu chống',
    'GPT-9 của OpenFoo vượt chip iPhone 21 trong 3 trên 5 bài kiểm tra',
    'F-16 rơi: phi công 28 tuổi sống sót sau 9 giờ trên biển',
    'Lạm phát giảm còn 2,5% trong quý 3, thấp nhất từ năm 2021',
  ],
}

const originals = (language: string) => headlines.filter((headline) => headline.language === language)

describe('a translation by a person', () => {
  const foreign = headlines.filter(({ language }) => language !== 'en')
  it.each(foreign.map((headline, at) => [headline, english[at] ?? ''] as const))(
    'passes: $text',
    ({ text, language }, translated) => {
      expect(`${checkTranslation({ original: text, language, translated, target: 'en' })}: ${translated}`).toBe(
        `ok: ${translated}`,
      )
    },
  )

  const rows = Object.entries(others).flatMap(([target, texts]) =>
    texts.map((text, at) => [v.parse(languageSchema, target), originals('en')[at]?.text ?? '', text] as const),
  )
  it.each(rows)('passes into %s: %s', (target, original, translated) => {
    expect(`${checkTranslation({ original, language: 'en', translated, target })}: ${translated}`).toBe(
      `ok: ${translated}`,
    )
  })

  it.each(rows)('passes from %s: %s', (target, original, translated) => {
    const [language = ''] = target.split('-')
    expect(checkTranslation({ original: translated, language, translated: original, target: 'en' })).toBe('ok')
  })

  it('of no headline that speaks to the model', () => {
    const texts = [...headlines.map(({ text }) => text), ...english, ...rows.map(([, , text]) => text)]
    expect(texts.filter(addressesModel)).toEqual([])
  })
})
