/** Tells languages that share a script apart by letters that only one of them has. Pure. */

/** Minimum share of the letters; a name from a neighbouring language has fewer. */
const minShare = 0.02

/** Letters of the Arabic script that only one language has, or which it alone has beside Arabic and Persian ones; rarer languages first. */
const ofArabicScript = [
  ['sd', /[ٻڀٺٿڄڃڇڌڏڊڙڦڪڳڱڻ]/gu],
  ['ug', /[ۇۈڭۋ]/gu],
  ['ckb', /[ڕڵێ]/gu],
  ['ps', /[ټډړښګڼۍځڅ]/gu],
  ['ur', /[ٹڈڑےںہ]/gu],
] as const
/** Persian keyboards write other forms of kaf and yeh than Arabic ones. */
const persian = /[پچژگکی]/gu
const arabic = /[كيىةأإ]/gu
const arabicScript = /\p{sc=Arab}/gu

/** The language of a text in the Arabic script. */
export function arabicScriptLanguage(text: string): string {
  const letters = count(text, arabicScript)
  const found = ofArabicScript.find(([, pattern]) => count(text, pattern) > minShare * letters)
  if (found !== undefined) return found[0]
  const isPersian = count(text, persian) > Math.max(2 * minShare * letters, count(text, arabic))
  return isPersian ? 'fa' : 'ar'
}

/** Frequent characters that only Simplified Chinese has, and what Traditional Chinese has for each. */
const simplified =
  /[这国们来说时对会发过还没为学动经开样长现实关点问题见无电战东车马门间闻报书写两从传价优华协单卖卫历压参双变号听员团园图场块坏声处备够头奖妇宁宝审导层属岛币师带帮广庆应张强归当录态总恶惊戏执扩护担择拥换据损断旧显术机杀权条极构标桥检楼欢气汇汉济测热爱环产疗监盘码离种积称红约级纪练组细织终结给络统继续维综编网罗职联胜艺节苏药获营观规视计订认讨让训议记讲许论设访证评识试话语请读调谈负财责败货质购费资赶转轮软输边达运进远违连选递释钟钱铁银错队阳阵际陆险随难韩项预领频额风飞饭馆驻验龙]/gu
const traditional =
  /[這國們來說時對會發過還沒為學動經開樣長現實關點問題見無電戰東車馬門間聞報書寫兩從傳價優華協單賣衛歷壓參雙變號聽員團園圖場塊壞聲處備夠頭獎婦寧寶審導層屬島幣師帶幫廣慶應張強歸當錄態總惡驚戲執擴護擔擇擁換據損斷舊顯術機殺權條極構標橋檢樓歡氣匯漢濟測熱愛環產療監盤碼離種積稱紅約級紀練組細織終結給絡統繼續維綜編網羅職聯勝藝節蘇藥獲營觀規視計訂認討讓訓議記講許論設訪證評識試話語請讀調談負財責敗貨質購費資趕轉輪軟輸邊達運進遠違連選遞釋鐘錢鐵銀錯隊陽陣際陸險隨難韓項預領頻額風飛飯館駐驗龍]/gu

/** The kind of Chinese characters of a text; null: it has none that differs, or as many of each. */
export function chineseScript(text: string): 'Hans' | 'Hant' | null {
  const [short, long] = [count(text, simplified), count(text, traditional)]
  return short === long ? null : short > long ? 'Hans' : 'Hant'
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
