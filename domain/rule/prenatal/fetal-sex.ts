import { type FieldIssue, message, warn } from '../../message/message.ts'

/**
 * Fetal sex appears nowhere (note §1, §15, P-32). Whoever holds the right to prenatal diagnosis sees an abnormality of the
 * sex chromosomes themselves; a normal complement and every word for a boy or a girl are masked for everybody.
 */
export type FetalSexReader = 'diagnosis' | 'other'

/** A place in a text that tells the sex, as positions of the text as it was given. */
export type FetalSexFinding = {
  readonly from: number
  readonly to: number
  /** What stands there instead: the number of chromosomes and what the autosomes have stay. */
  readonly masked: string
  readonly isSexChromosomeAbnormality: boolean
}

export const MASK = '**'
// Letters that look like X and Y on a screen and on paper.
const LOOK_ALIKE: Readonly<Record<string, string>> = { '\u0425': 'X', '\u0445': 'X', '\u03a7': 'X', '\u03c7': 'X', '\u2a2f': 'X', '\u0423': 'Y', '\u0443': 'Y', '\u03a5': 'Y', '\u03c5': 'Y', '\u04ae': 'Y', '\u3001': ',', '\u2044': '/' }
const INVISIBLE = /[\p{Mn}\p{Cf}]/u

/** The text in capital ASCII with each sign's place in the original; marks and signs nobody sees are left out. */
function fold(text: string): { plain: string; places: number[] } {
  const signs: string[] = []
  const places: number[] = []
  let at = 0
  for (const sign of text) {
    if (!INVISIBLE.test(sign)) for (const one of sign.normalize('NFKC').toUpperCase()) { signs.push(LOOK_ALIKE[one] ?? one); for (let unit = 0; unit < (LOOK_ALIKE[one] ?? one).length; unit++) places.push(at) }
    at += sign.length
  }
  return { plain: signs.join(''), places: [...places, text.length] }
}

// ISCN: a number of chromosomes, the complement of X and Y (spaces are typed in between), then what is changed.
const COMPLEMENT = String.raw`[XY](?:\s*[XYO0])*\s*`
const CLONE = String.raw`\d\s*\d\s*,\s*${COMPLEMENT}(?![A-WZ线光])(?:(?:\s*,)?\s*(?:[+-]\s*[XY\d]{1,2}(?!\d)|(?:DEL|DUP|INV|DER|T|I|IDIC|R|ADD|INS|PSU\s*IDIC|DIC|REC|MAR|ROB)\s*\([^()]{1,20}\)(?:\([^()]{1,40}\))?|[XY]?[PQ][HS]?[+-]))*(?:\s*\[\s*\d+\s*\])?`
const KARYOTYPE = new RegExp(String.raw`(?:MOS\s*)?${CLONE}(?:\s*\/{1,2}\s*${CLONE})*`, 'g')
const ONE_CLONE = new RegExp(String.raw`(\d\s*\d)\s*,\s*(${COMPLEMENT})([^]*)`)
// An inversion of the Y and a longer or shorter Yq are variants of the healthy.
const VARIANT = /INV\s*\(\s*Y\s*\)(?:\([^()]*\))?|Y?Q[HS]?[+-]/g
const isNormalComplement = (complement: string, rest: string): boolean => ['XX', 'XY'].includes(complement) || (complement === 'X' && /^\s*,?\s*INV\s*\(\s*Y\s*\)/.test(rest))

function isAbnormalClone(clone: string): boolean {
  const [, , complement = '', rest = ''] = ONE_CLONE.exec(clone) ?? []
  return !isNormalComplement(complement.replace(/\s/g, ''), rest) || /[XY]/.test(rest.replace(VARIANT, ''))
}
// Changes of the autosomes stay, those of X and Y go with their complement.
const maskClone = (clone: string): string => {
  const [, count = '', , rest = ''] = ONE_CLONE.exec(clone) ?? []
  const kept = rest.replace(VARIANT, '').replace(/,?\s*[A-Z]*\s*\([^()]*[XY][^()]*\)(?:\([^()]*\))?|,?\s*[+-]\s*[XY]+/g, '').replace(/[XY]/g, '').replace(/^[\s,]+|[\s,]+$/g, '').replace(/(?<=[^,[])(?=[+-]|(?:DEL|DUP|INV|DER|ADD|INS|ROB)\()/g, ',').replace(/,{2,}/g, ',')
  return `${count.replace(/\s/g, '')},${MASK}${kept === '' || kept.startsWith('[') ? kept : `,${kept.toLowerCase()}`}`
}

type Pattern = { readonly pattern: RegExp; readonly isSexChromosomeAbnormality: boolean }
const ABNORMAL = String.raw`\s*(?:数目|结构)?\s*(?:微?缺失|微?重复|异常|偏多|偏少|增多|减少|嵌合|三体|单体)`
/** For texts of results and remarks, not for names. 妇女、子女、女士、女方、男方 and 男女双方 are no fetus, 母女 are said of who is born; every other 男 and 女 counts. */
const PATTERNS: readonly Pattern[] = [
  { pattern: new RegExp(String.raw`(?<![A-Z])[XY]\s*染色体${ABNORMAL}`, 'g'), isSexChromosomeAbnormality: true },
  { pattern: /(?<![A-Z\d])(?:DEL|DUP)\s*\(\s*[XY]\s*\)(?:\s*\([^()]{1,30}\))?/g, isSexChromosomeAbnormality: true },
  { pattern: /(?<![A-Z\d])[XY][PQ]\d{1,2}(?:\.\d+)?(?:-?[PQ]\d{1,2}(?:\.\d+)?|-?[PQ]TER)?(?:\s*[X\u00d7*]\s*\d)?/g, isSexChromosomeAbnormality: true },
  { pattern: /(?<![A-Z])(?:X[XY]{2,}|XO|XYY|YY)(?![A-Z])(?!\s*(?:医院|县|市|省|区|乡|镇|村))/g, isSexChromosomeAbnormality: true },
  { pattern: /尿道下裂|隐睾|克氏综合征|特纳氏?综合征|KLINEFELTER|TURNER/g, isSexChromosomeAbnormality: true },
  // Copies of X and Y as an array or a sequencer counts them: (X,Y)x1.
  { pattern: /\(\s*[XY](?:\s*,\s*[XY])*\s*\)\s*[X\u00d7*]\s*\d(?:[-~]\d)?/g, isSexChromosomeAbnormality: false },
  { pattern: /(?<![A-Z])X(?:\s*[-,/]?\s*)[XY](?![A-Z])|(?<![A-Z])Y\s*[-,/]\s*X(?![A-Z])/g, isSexChromosomeAbnormality: false },
  { pattern: /CHR(?:OMOSOMES?)?\s*[XY](?![A-Z])|(?<![A-Z])Y\s*-?\s*(?:染色体|CHROMOSOMES?)|(?<![A-Z])[XY]\s*-?\s*(?:浓度|信号|SIGNALS?(?![A-Z]))|(?<![A-Z])SRY(?![A-Z])|AMEL[XY]|DYZ\d|DXZ\d|CEP\s*[XY](?![A-Z])|(?<![A-Z])AZF[A-C]?(?![A-Z])/g, isSexChromosomeAbnormality: false },
  { pattern: /性\s*别\s*(?:[:=\-,为是]|代码|CODE)*\s*(?:[男女雌雄]性?|M(?:ALE)?(?![A-Z])|F(?:EMALE)?(?![A-Z])|[12](?!\d))/g, isSexChromosomeAbnormality: false },
  { pattern: /(?<![A-Z])(?:SEX|GENDER)\s*[:=]\s*[A-Z\d]+/g, isSexChromosomeAbnormality: false },
  { pattern: /(?<![A-Z])(?:FE)?MALE(?![A-Z])|(?<![A-Z])(?:BOY|GIRL|SON|DAUGHTER)S?(?![A-Z])/g, isSexChromosomeAbnormality: false },
  { pattern: /[\u2640\u2642\u{1f466}\u{1f467}\u{1f6b9}\u{1f6ba}]/gu, isSexChromosomeAbnormality: false },
  // 雌激素 and 雄激素 are no sex.
  { pattern: /[雌雄](?:性(?!激素|[化征])|[胎婴])/g, isSexChromosomeAbnormality: false },
  { pattern: /阴茎|阴囊|睾丸|大?小?阴唇|阴蒂|儿子|闺女|千金|弄[璋瓦]|小公主|小王子|小棉袄|带把|龙凤胎/g, isSexChromosomeAbnormality: false },
  { pattern: /(?<![妇子母])(?:男(?!女双?方)|(?<!男(?=女双?方))女)(?!方|士|职工)(?:性?(?:\s*(?:胎儿?|婴儿?|孩子?|宝宝?|童))?)/g, isSexChromosomeAbnormality: false },
]

/** Every place that tells the sex, in order and without overlap. */
export function findFetalSex(text: string): FetalSexFinding[] {
  const { plain, places } = fold(text)
  const found: FetalSexFinding[] = []
  const taken = new Uint8Array(text.length)
  const add = (start: number, length: number, masked: string, isSexChromosomeAbnormality: boolean): void => {
    const [from, to] = [places[start]!, places[start + length]!]
    if (taken.subarray(from, to).includes(1)) return
    taken.fill(1, from, to)
    found.push({ from, to, masked, isSexChromosomeAbnormality })
  }
  for (const match of plain.matchAll(KARYOTYPE)) {
    const clones = match[0].split(/\s*\/{1,2}\s*/)
    add(match.index, match[0].length, clones.map(maskClone).join('/'), clones.some(isAbnormalClone))
  }
  for (const { pattern, isSexChromosomeAbnormality } of PATTERNS) for (const match of plain.matchAll(pattern)) add(match.index, match[0].length, MASK, isSexChromosomeAbnormality)
  return found.toSorted((a, b) => a.from - b.from)
}

/** The text as a reader may see it; screens, paper and package all go through here. */
export function maskFetalSex(text: string, reader: FetalSexReader): string {
  let shown = ''
  let at = 0
  for (const { from, to, masked, isSexChromosomeAbnormality } of findFetalSex(text)) {
    shown += text.slice(at, from) + (reader === 'diagnosis' && isSexChromosomeAbnormality ? text.slice(from, to) : masked)
    at = to
  }
  return shown + text.slice(at)
}

/** Asks when a text that tells the sex is typed or pasted (§15); an abnormality of the sex chromosomes is what the field is for. */
export const checkFetalSex = (text: string, path: string): FieldIssue[] => findFetalSex(text).every(one => one.isSexChromosomeAbnormality) ? []
  : [warn(path, message('prenatal.fetalSex', '不得告知胎儿性别:文字中含有性别信息,请删去;保留的部分显示和打印时会遮盖'))]

// Words of a pregnancy that goes on. 孕2产1, 不孕, 避孕, 孕激素 and a history of early births say nothing of one; 胎记 and 胎粪 are a child's.
const PREGNANCY_WORDS = [
  /(?<!(?:不|未|没有?|无|否认|避|备|非)怀?)孕(?!\s*\d{0,2}\s*产|\s*\d{1,2}\s*次|前|酮|激素|烯|育史)/, /(?<![非未])妊娠(?!史)/, /(?<![轮头二])胎(?![记毛粪黄])/, /\d\s*\+\s*\d\s*周/, /停经\s*\d+\s*(?:\+\s*\d\s*)?[周天日]/,
  /(?<!曾)(?:先兆|难免|稽留|不全)流产(?!史)|早产(?![儿史])|临产|待产|引产(?!史|后|术后)|产前|产检|产程|催产|子痫|宫缩|宫口|破水|羊水|绒毛|唐筛|无创DNA|(?<![A-Z])NIPT/,
  /(?<!NON-?\s?|NOT\s)PREGNAN|GESTATION|F(?:O)?ETUS|F(?:O)?ETAL|(?<![A-Z])GA\s*\d|\d\s*W\s*\+\s*\d/,
] as const

/**
 * Does a text speak of a pregnancy? A woman sent in an emergency was often never booked: then what is written is about an
 * unborn child all the same (prenatal screening note §1, §15). The list of words is this program's own and errs towards yes.
 */
export function speaksOfPregnancy(text: string): boolean {
  const { plain } = fold(text)
  return PREGNANCY_WORDS.some(pattern => pattern.test(plain))
}

// Words under 性染色体 and X染色体 are judged by themselves: an abnormality there is what diagnosis reads.
const SEX_HEADING = /性\s*别|SEX(?!\s*-?CHROM)|GENDER|(?<![A-Z])[XY]\s*(?:染色体)?\s*[-_]?\s*(?:Z(?![A-Z])|浓度|比例|百分|占比|拷贝|数目|值|%)|(?<![A-Z])Z\s*[-_(]?\s*[XY](?![A-Z])|^\s*[XY]\s*$/
/** Does a column of a laboratory's file hold the sex by its heading, whatever code stands in it? */
export const isSexHeading = (heading: string): boolean => SEX_HEADING.test(fold(heading).plain) || findFetalSex(heading).some(one => !one.isSexChromosomeAbnormality)

/** 性别 of the woman herself, beside her name: it says 女 of everybody. A code could be the child's. */
const OWN_HEADING = /^(?:(?:孕妇|产妇|患者|病人|受检者|受检人|本人|女方)\s*的?)?\s*性\s*别$/
export const isOwnSexColumn = (heading: string, values: readonly string[]): boolean => OWN_HEADING.test(fold(heading).plain.trim()) && values.every(value => /^女性?$/.test(fold(value).plain.trim()))
