/** Recognises texts that speak to a model rather than to readers. Such a text is never in one request with others. Pure. */
import { invisible } from './data-block.ts'

/** What a text says to a model, in the languages that attacks are written in most. */
const orders: readonly RegExp[] = [
  // English. Sports have titles, police have orders, and officials say a lot: each pattern needs more than one such word.
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|previous|above|prior|prompts?|earlier)\b/iu,
  /\b(?:system|developer)\s*(?:prompt|message|override|note|instruction)/iu,
  /\b(?:new|updated|real|secret|hidden|following|your|these|previous|above|initial)\s+(?:instructions?|prompts?)\b/iu,
  /\b(?:translations?|headlines?|lines?|entry|entries|rows?|sentences?)\s*(?:no\.?|number|#|№)?\s*\(?\d{1,3}\b|\b(?:titles?|items?|numbers?)\s*(?:no\.?|#|№)\s*\d/iu,
  /\b(?:translate|translating|render|rewrite)\b.{0,40}\b(?:as|to|into|everything|this|all)\b/iu,
  /\b(?:other|next|previous|every|each|following|remaining|same|all\s+(?:the|other|of\s+the))\s+(?:other\s+)?(?:headlines?|titles|lines?|translations?|sentences?)\b/iu,
  /\b(?:output|respond|reply|print|repeat)\b.{0,40}(?:["“”«]|\b(?:only|exactly|with|times|verbatim|instead|the\s+(?:word|text|line|link|phrase)|this|your|json)\b)/iu,
  /\b(?:answer|write|say|return|append|insert|include|add|cite|prepend)\b\s+(?:\w+\s+){0,3}(?:only\s+(?:with|in|the|this)|exactly|verbatim|the\s+(?:word|text|line|link|phrase|sentence|citation)|this\s+(?:text|line|link)|["“«[])/iu,
  /\byou\s+(?:are|must|will|should|have\s+to)\b.{0,40}\b(?:now|assistant|model|translator|gpt|chatbot|output|respond)\b|\bfrom\s+now\s+on\b.{0,40}\b(?:you|translate|answer)\b/iu,
  /\bas\s+an?\s+(?:ai|language\s+model)\b|\b(?:DAN|developer|debug)\s+mode\b|\b(?:base64|rot13)\b|\bdecode\s+(?:this|the|and)\b/iu,
  /\b(?:function|tool)[_\s-]?calls?\b|\bcall\s+the\s+(?:tool|function)\b/iu,
  // German, French, Spanish, Portuguese, Italian
  /\b(?:ignorier|vergiss|missacht|ignore[zr]?|oublie[zr]?|ignora|olvida|esque[cç]a|dimentica|desconsidere)\w*.{0,60}(?:anweisung|instruktion|regel|vorherig|obig|instruc|consigne|précédent|anterior|istruzion|precedent|instruç|règle|regla|regra)/iu,
  /\b(?:übersetze|gib|schreibe?|antworte|wiederhole|traduis|traduisez|réponds|répondez|écris|répète|traduce|traduza|responda|escreva|repita|traduci|rispondi|scrivi|ripeti)\b.{0,40}["“„«:：\d]/iu,
  // Russian, Ukrainian, Turkish, Vietnamese, Indonesian
  /(?:игнорируй|забудь|проигнорируй|ігноруй|забудь)\S*.{0,60}(?:инструкц|указани|предыдущ|інструкц|вказівк|попередн|правил)/iu,
  /(?:переведи|переклади|выведи|виведи|ответь|напиши|повтори|відповід)\S*.{0,40}["“„«:\d]/iu,
  /(?:talimat|önceki|yukarıdaki).{0,40}(?:yoksay|unut|görmezden|dikkate alma)|(?:bỏ qua|quên).{0,40}(?:hướng dẫn|chỉ dẫn|lệnh|trước)|(?:abaikan|lupakan).{0,40}(?:instruksi|perintah|sebelumnya)/iu,
  // Arabic, Persian
  /(?:تجاهل|انس|نادیده|فراموش).{0,60}(?:التعليمات|السابقة|الأوامر|دستور|قبلی|بگیر|کن)/u,
  // Chinese, Japanese, Korean
  /(?:忽略|无视|無視|忘记|忘掉|忘記|不要理会).{0,30}(?:指令|指示|说明|說明|之前|以上|上述|前面|规则|規則|提示|命令)/u,
  /(?:以上|上記|前|これまで)の?.{0,12}(?:指示|命令|ルール)を?.{0,12}(?:無視|忘れ)/u,
  /(?:(?:请|請).{0,6}(?:回复|回覆|回答|说|說|写|寫)|输出|輸出|翻译成|翻譯成|译为|譯為|重复|重複).{0,30}["“「『:：\d]|(?:出力|翻訳|返答|回答|繰り返)\S{0,12}(?:せよ|しろ|してください|なさい)/u,
  /(?:이전|위의|앞의|모든).{0,20}(?:지시|명령|지침|규칙).{0,20}(?:무시|잊)|(?:출력|번역|대답|반복)\S{0,6}(?:하라|해라|하세요|하십시오)/u,
]

/** Tokens of models' templates, ends of data, code and tool calls. */
const forms: readonly RegExp[] = [
  /<\|[^>]{0,40}>|<\/?(?:s|bos|eos|system|user|assistant|start_of_turn|end_of_turn|tool_call|tool_response|function|think|instructions?)>|<｜|｜>|<<\/?SYS>>/iu,
  /\[\/?(?:INST|SYS|SYSTEM_PROMPT|TOOL\w*|AVAILABLE_TOOLS|gMASK)\]|\{\{|\}\}|\{\s*"|"\s*:\s*["{[]/iu,
  /[⟦⟧〚〛⟬⟭]|`{3}|#{3,}|={5,}|-{5,}|<<<|>>>|(?:BEGIN|END)\s+(?:OF\s+)?(?:THE\s+)?(?:DATA|INPUT|HEADLINES?|PROMPT|SYSTEM|TEXT|TITLES?|INSTRUCTIONS?|UNTRUSTED)/u,
  /(?:^|\s)(?:system|assistant|user|human)\s*[:：>]/iu,
  // A second numbered line inside the text, and citations.
  /[.!?。！？;；:：]\s+\d{1,3}[.)．]\s+\S|\[\s*\d{1,3}\s*\]/u,
  // Base64 and other codes.
  /[A-Za-z\d+/]{32,}={0,2}|(?:[\da-f]{2}\s?){24,}|(?:\\u[\da-f]{4}){4,}|(?:%[\da-f]{2}){8,}/iu,
  /!?\[[^\]]{0,80}\]\(|<(?:a|img|script|iframe|b|i|svg)\b/iu,
]

/** Soft hyphens, and the marks of right-to-left text. */
const harmless = /[\u00ad\u200e\u200f]/gu

export function addressesModel(text: string): boolean {
  const visible = text.replace(harmless, '')
  if (invisible.test(visible.trim())) return true
  const line = visible.normalize('NFKC')
  return [visible, line].some((each) => [...orders, ...forms].some((pattern) => pattern.test(each)))
}
