/** Other names of cities: in their own languages, in Chinese, and short ones. The gazetteer has one name each, in Latin letters. */
import { lazy } from '../../lazy.ts'
import { asianCities } from './asian-cities.ts'
import { europeanCities } from './european-cities.ts'

/**
 * Names by a city of the gazetteer, perhaps with its region, and its country; as `foldPlace` folds them where they are in Latin letters,
 * Simplified where they are Chinese. Sources: the exemplar cities of CLDR (cldr.unicode.org) and the titles of the cities' articles on
 * Wikipedia.
 */
export const cityNames = lazy(
  (): Readonly<Record<string, string>> => ({
    ...asianCities(),
    ...europeanCities(),
    // Africa
    'Cairo, EG': 'al qahira|kairo|le caire|开罗|カイロ|카이로|каир|القاهرة|काहिरा|קהיר',
    'Alexandria, EG': 'al iskandariyah|亚历山大港|александрия|الإسكندرية|الاسكندرية',
    'Algiers, DZ': 'alger|algier|阿尔及尔|алжир|الجزائر العاصمة',
    'Tunis, TN': '突尼斯市|تونس العاصمة|тунис',
    'Tripoli, LY': '的黎波里|طرابلس|триполи',
    'Casablanca, MA': 'dar el beida|卡萨布兰卡|касабланка|الدار البيضاء',
    'Rabat, MA': '拉巴特|рабат|الرباط',
    'Marrakesh, MA': 'marrakech|马拉喀什|марракеш|مراكش',
    'Khartoum, SD': '喀土穆|الخرطوم|хартум',
    'Addis Ababa, ET': 'addis|亚的斯亚贝巴|አዲስ አበባ|аддис-абеба',
    'Lagos, NG': '拉各斯|лагос',
    'Abuja, NG': '阿布贾',
    'Accra, GH': '阿克拉|аккра',
    'Dakar, SN': '达喀尔|дакар',
    'Nairobi, KE': '内罗毕|найроби',
    'Kinshasa, CD': '金沙萨',
    'Johannesburg, ZA': 'joburg|jozi|约翰内斯堡|йоханнесбург',
    'Cape Town, ZA': 'kaapstad|开普敦|кейптаун',
    // The Americas
    'New York, US':
      'nyc|ny|new york city|manhattan|brooklyn|纽约|ニューヨーク|뉴욕|нью-йорк|νεα υορκη|نيويورك|न्यूयॉर्क|ניו יורק',
    'Washington, D.C., US': 'washington|washington dc|washington d c|dc|华盛顿|ワシントン|워싱턴|вашингтон|واشنطن',
    'Boston, US': '波士顿|бостон|보스턴',
    'Philadelphia, US': 'philly|费城|филадельфия',
    'Miami, US': '迈阿密|майами',
    'Atlanta, US': '亚特兰大|атланта',
    'Chicago, US': '芝加哥|シカゴ|시카고|чикаго|شيكاغو',
    'Houston, US': '休斯敦|休斯顿|хьюстон',
    'Dallas, US': '达拉斯|даллас',
    'Denver, US': '丹佛|денвер',
    'Phoenix, US': '凤凰城|菲尼克斯|финикс',
    'Los Angeles, US': 'la|l a|hollywood|洛杉矶|ロサンゼルス|로스앤젤레스|лос-анджелес|لوس أنجلوس|लॉस एंजिल्स|לוס אנג׳לס',
    'San Francisco, US':
      'sf|frisco|silicon valley|硅谷|旧金山|三藩市|サンフランシスコ|샌프란시스코|сан-франциско|سان فرانسيسكو',
    'San Jose, California, US': '圣何塞|сан-хосе',
    'Seattle, US': '西雅图|シアトル|시애틀|сиэтл',
    'San Diego, US': '圣迭戈|圣地牙哥|сан-диего',
    'Las Vegas, Nevada, US': 'vegas|拉斯维加斯|лас-вегас',
    'Portland, Oregon, US': '波特兰',
    'Honolulu, US': '檀香山|火奴鲁鲁|гонолулу',
    'Toronto, CA': '多伦多|торонто|トロント|토론토',
    'Ottawa, CA': '渥太华|оттава',
    'Montréal, CA': 'montreal|蒙特利尔|蒙特娄|монреаль',
    'Vancouver, CA': '温哥华|ванкувер|バンクーバー|밴쿠버',
    'Calgary, CA': '卡尔加里|калгари',
    'Edmonton, CA': '埃德蒙顿|эдмонтон',
    'Mexico City, MX': 'cdmx|ciudad de mexico|mexico df|墨西哥城|мехико|メキシコシティ|멕시코시티',
    'Havana, CU': 'la habana|哈瓦那|гавана',
    'Bogota, CO': '波哥大|богота',
    'Caracas, VE': '加拉加斯|каракас',
    'Lima, PE': '利马|лима',
    'Quito, EC': '基多|кито',
    'Santiago, CL': '圣地亚哥|сантьяго',
    'Buenos Aires, AR': 'bsas|caba|布宜诺斯艾利斯|буэнос-айрес|ブエノスアイレス|부에노스아이레스',
    'Montevideo, UY': '蒙得维的亚|монтевидео',
    'Sao Paulo, BR': 'sampa|圣保罗|сан-паулу|サンパウロ|상파울루',
    'Rio de Janeiro, BR': 'rio|里约热内卢|里约|рио-де-жанейро|リオデジャネイロ',
    'Brasilia, BR': 'brasilia|巴西利亚|бразилиа',
    // Oceania
    'Sydney, New South Wales, AU': '悉尼|雪梨|シドニー|시드니|сидней|سيدني|सिडनी|סידני',
    'Melbourne, Victoria, AU': '墨尔本|メルボルン|멜버른|мельбурн',
    'Brisbane, AU': '布里斯班|брисбен',
    'Perth, AU': '珀斯|伯斯|перт',
    'Adelaide, AU': '阿德莱德|аделаида',
    'Canberra, AU': '堪培拉|канберра',
    'Auckland, NZ': '奥克兰|окленд',
    'Wellington, NZ': '惠灵顿|веллингтон',
  }),
)
