/** Words that say little in a headline, words that turn it into another story, and words that mean the same in one. */

function words(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '')
}

/** Say nothing of what happened. English, with the articles and prepositions of French, German and Spanish. */
export const stopWords: ReadonlySet<string> = new Set(
  words(`a an the of to in on at for and or is are was were be been being has have had will would could may might can as by
    with from over after before amid about against into near than that this these those it its his her their our your my he
    she they we you who what when where why how just also more most new latest now today says say said tells
    told according officials official sources source report reports reported via per s t st u
    le la les un une des de du et en au aux dans pour sur der die das den dem ein eine und im von zu mit auf el los las y por con para`),
)

/** Particles, and verbs of saying. */
export const stopCharacters: ReadonlySet<string> = new Set(
  '的了在与和將将是于對对被把就也都而及等之其并該该说說称稱讯訊據据のをにはがでとへやも',
)

/** Present in one headline only, they make it another story. */
export const turningWords: ReadonlySet<string> = new Set(
  words(`not no never off nor none denies deny denied refuses refuse refused rejects reject rejected cancels cancelled
    canceled postpones postponed delays delayed fails failed wife husband son daughter sister brother mother father widow
    girlfriend boyfriend ex former deputy vice second third fourth another again returns resumes fewer opposes opposed blocks
    blocked lifts lifted ends ended halts halted survives survived acquitted cleared fake hoax unless if won't can't doesn't
    don't didn't isn't wasn't nearly almost`),
)
export const turningCharacters: readonly string[] = [
  ...[
    '不',
    '未',
    '没',
    '无',
    '否',
    '拒',
    '停',
    '取消',
    '推迟',
    '延期',
    '妻',
    '丈夫',
    '儿子',
    '女儿',
    '妹',
    '弟',
    '姐',
    '母亲',
    '父亲',
  ],
  ...['再次', '第二', '第三', '前总统', '前首相', '副', '反对', '结束', '解除', '失败', '险些', '恢复', '假', '辟谣'],
]

/** What stands before a headline and says how it is told. */
export const calm: ReadonlySet<string> = new Set([
  ...words('breaking live update updated watch video exclusive analysis opinion urgent alert just in news flash'),
  ...['breaking news', 'just in', 'live updates', 'news alert'],
  ...['快讯', '突发', '最新', '视频', '独家', '直播', '速报', '要闻', '国际', '财经', '更新'],
])

/** Of each group, any word stands for the first. */
const groups: readonly string[] = [
  'die dies died dead death deaths dying kill kills killed killing fatal',
  'hit hits strike strikes struck rock rocks rocked jolts jolt',
  'meet meets met meeting talks',
  'us usa america american u.s',
  'uk britain british',
  'eu european',
  'quake earthquake',
  'rise rises rose risen climbs climb jumps jump gains surges surge soar soars',
  'fall falls fell drop drops dropped slump slumps plunge plunges slides slide tumbles tumble',
  'win wins won beat beats defeats defeat',
  'percent pct',
  'ukraine ukrainian',
  'russia russian',
  'china chinese',
  'japan japanese',
  'israel israeli',
  'launch launches launched unveils unveil unveiled',
  'approve approves approved passes passed backs',
  'president pres',
  'minister pm',
  'blast explosion blasts',
  'fire blaze wildfire',
]
export const sameMeaning: ReadonlyMap<string, string> = new Map(
  groups.flatMap((group) => {
    const all = words(group)
    return all.map((word): readonly [string, string] => [word, all[0] ?? word])
  }),
)
