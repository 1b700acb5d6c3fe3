import { BULLETIN_LADDER, CONSENT_CHOICE, CONSENT_KIND, type ConsentChoice, type ConsentKind, PRENATAL_CLASS, type PrenatalClass } from '../code/prenatal.ts'
import type { ConsentText } from '../rule/prenatal/consent-texts.ts'
import type { BulletinRow } from '../rule/prenatal/bulletin.ts'
import { type FetalSexReader, maskFetalSex } from '../rule/prenatal/fetal-sex.ts'
import type { ShownRate } from '../rule/prenatal/figures.ts'
import { drawBarcode } from './barcode.ts'
import { consentParagraphs } from './consent-paragraphs.ts'
import type { ChartDrawing } from './curve-svg.ts'
import { type FormCell, formGridPages, type FormHeadLine, type FormRow } from './form-grid.ts'
import { Layout, type PrintValues } from './layout.ts'
import type { RecallCall } from '../rule/prenatal/recall.ts'

type Pages = { layout: Layout; values: PrintValues; charts?: Readonly<Record<string, ChartDrawing>> }[]

/** Who the papers are about, and who prints them. Empty text where nobody knows. */
export type PrenatalPaperFacts = {
  readonly institution: string
  readonly institutionPhone: string
  readonly name: string
  readonly idNumber: string
  readonly birthDay: string
  readonly phone: string
  readonly address: string
  readonly lmpDay: string
  readonly expectedDay: string
  /** 孕周 on the paper's day. */
  readonly gestation: string
}
/** A label with its text, in the order of the paper. */
export type Named = readonly [label: string, text: string]

const A4 = { w: 210, h: 297, margin: 12, pt: 9.5, titlePt: 16 }
const head = (name: string, text: string, share: number): FormCell => ({ share, name, label: text, text, isHead: true })
const cell = (name: string, label: string, text: string, share: number, align: 'left' | 'center' = 'left'): FormCell => ({ share, name, label, text, align })
const said = (name: string, label: string, text: string): FormRow => ({ cells: [head(`${name}Label`, label, 1), cell(name, label, text, 5)] })
/** Pairs beside each other, two a row. */
function saidInPairs(name: string, pairs: readonly Named[]): FormRow[] {
  return Array.from({ length: Math.ceil(pairs.length / 2) }, (_, row) => ({
    cells: [0, 1].flatMap(column => { const [label, text] = pairs[row * 2 + column] ?? ['', '']; return [head(`${name}Label${row}${column}`, label, 1), cell(`${name}Text${row}${column}`, label, text, 2)] }),
  }))
}
const SIGN = '________________'
const signed = (name: string): string => name || SIGN
const headLines = ({ name, birthDay, idNumber, expectedDay, gestation }: PrenatalPaperFacts): readonly FormHeadLine[] => [
  [{ share: 2.2, name: 'womanName', label: '孕妇姓名', value: name }, { share: 1.6, name: 'birthDay', label: '出生日期', value: birthDay }, { share: 1.4, name: 'gestation', label: '孕周', value: gestation }],
  [{ share: 2.2, name: 'idNumber', label: '证件号码', value: idNumber }, { share: 1.6, name: 'expectedDay', label: '预产期', value: expectedDay }, { share: 1.4, name: 'blankHead', label: '住院/门诊号', value: '' }],
]
const foot = ({ institution, institutionPhone }: Pick<PrenatalPaperFacts, 'institution' | 'institutionPhone'>, ...more: readonly string[]): string[] =>
  [[institution, institutionPhone && `电话 ${institutionPhone}`].filter(Boolean).join('  ') || '—', ...more]
const tick = (isChosen: boolean, label: string): string => `${isChosen ? '√' : '□'}${label}`

/** A barcode above the right end of the first sheet, with its signs below it. */
function withBarcode(pages: Pages, code: string): Pages {
  if (code === '') return pages
  const [first, ...rest] = pages
  const { layout, values } = first!
  const { w, margin } = A4
  const place = { x: w - margin - 52, w: 52 }
  const boxes = [...layout.boxes, { chart: 'barcode', label: '条形码', ...place, y: 3.5, h: 9, pt: 6 }, { value: 'barcodeText', label: '条形码', ...place, y: 12.7, h: 4, pt: 8, minPt: 5, fit: 'shrink', align: 'center' }]
  return [{ ...first!, layout: Layout.parse({ ...layout, boxes }), values: { ...values, barcodeText: code }, charts: { barcode: drawBarcode(code) } }, ...rest]
}

export type PaperConsent = { readonly kind: ConsentKind; readonly text: Omit<ConsentText, 'kind'>; readonly choice: ConsentChoice | null; readonly signerName: string; readonly signer: string; readonly doctorName: string; readonly signedAt: string; readonly reason: string; readonly isCautionTold: boolean | null }
/** 知情同意书: the text of its version, the choice, who signs; signed or to be signed by hand (§9). */
export function consentPages(facts: PrenatalPaperFacts, consent: PaperConsent): Pages {
  const { kind, text, choice } = consent
  const title = `${CONSENT_KIND.label(kind)}知情同意书`
  return formGridPages({
    form: 'prenatal-consent', title, version: 1, page: { ...A4, pt: 10.5 }, head: headLines(facts), columns: null,
    rows: [
      ...consentParagraphs(text.text).map((line, index) => ({ cells: [cell(`paragraph${index}`, '知情同意书文本', line, 1)] })),
      ...kind === 'nipt' ? [said('caution', '慎用告知', tick(consent.isCautionTold === true, '本人属于慎用人群,已单独告知准确性降低和首选产前诊断'))] : [],
      said('choice', '本人选择', `${CONSENT_CHOICE.values.map(one => tick(one === choice, CONSENT_CHOICE.label(one))).join('      ')}${choice === 'declined' && consent.reason ? `      原因:${consent.reason}` : ''}`),
      ...saidInPairs('sign', [['孕妇(授权人)签名', signed(consent.signerName)], ['与孕妇关系', signed(consent.signer)], ['告知医生签名', signed(consent.doctorName)], ['签署时间', signed(consent.signedAt)]]),
    ],
    foot: foot(facts, [`文本版本 ${text.version}`, text.source].filter(Boolean).join(';')),
  })
}

export type PaperRequest = { readonly number: string; readonly barcode: string; readonly day: string; readonly tests: string; readonly about: readonly Named[]; readonly suitability: string; readonly tubes: readonly string[]; readonly doctorName: string; readonly sampler: string; readonly drawnAt: string; readonly place: string }
/** 申请单: what is asked for, everything the laboratory counts with, a barcode to scan. */
export function requestPages(facts: PrenatalPaperFacts, request: PaperRequest): Pages {
  return withBarcode(formGridPages({
    form: 'prenatal-request', title: '产前筛查申请单', version: 1, page: { ...A4, pt: 10.5 }, head: headLines(facts), columns: null,
    rows: [
      ...saidInPairs('request', [['申请单号', request.number], ['申请日期', request.day]]), said('tests', '筛查项目', request.tests),
      ...saidInPairs('woman', [['末次月经', facts.lmpDay], ['联系电话', facts.phone]]), said('address', '现住址', facts.address),
      ...saidInPairs('about', request.about),
      ...request.suitability ? [said('suitability', 'NIPT适用性', request.suitability)] : [],
      said('tubes', '样本条形码', request.tubes.join('    ') || '采血时贴码'),
      ...saidInPairs('sign', [['申请医生', signed(request.doctorName)], ['采血人员', signed(request.sampler)], ['采血时间', signed(request.drawnAt)], ['采血地点', signed(request.place)]]),
    ],
    foot: foot(facts),
  }), request.barcode)
}

export type PaperLabel = { readonly barcode: string; readonly name: string; readonly gestation: string; readonly tests: string; readonly drawnAt: string }
/** The size of the labels on a roll for tubes. */
export const LABEL_MM = { w: 50, h: 30 } as const
/** 样本标签: what the tube is called by, by a scanner and by an eye. One label a tube. */
export function labelPages(labels: readonly PaperLabel[]): Pages {
  return labels.map(({ barcode, name, gestation, tests, drawnAt }) => ({
    layout: Layout.parse({
      form: 'prenatal-label', title: '样本标签', version: 1, page: LABEL_MM, stock: 'plain',
      boxes: [
        { value: 'womanName', label: '孕妇姓名', x: 2, y: 1.5, w: 30, h: 5, pt: 10, minPt: 4, fit: 'shrink-wrap', bold: true, lineHeight: 1 },
        { value: 'gestation', label: '孕周', x: 33, y: 1.5, w: 15, h: 5, pt: 9, minPt: 6, fit: 'shrink', align: 'right', optional: true },
        { chart: 'barcode', label: '条形码', x: 1, y: 7, w: 48, h: 11, pt: 6 },
        { value: 'barcodeText', label: '条形码', x: 2, y: 18.2, w: 46, h: 3.6, pt: 8.5, minPt: 5, fit: 'shrink', align: 'center' },
        { value: 'tests', label: '检测项目', x: 2, y: 21.8, w: 46, h: 3.8, pt: 7.5, minPt: 4, fit: 'shrink-wrap', lineHeight: 1 },
        { value: 'drawnAt', label: '采血时间', x: 2, y: 25.6, w: 46, h: 3.4, pt: 7.5, minPt: 5, fit: 'shrink', optional: true },
      ],
    }),
    values: { womanName: name, gestation, barcodeText: barcode, tests, drawnAt }, charts: { barcode: drawBarcode(barcode) },
  }))
}

export type PaperHandover = { readonly number: string; readonly laboratory: string; readonly sentAt: string; readonly sender: string; readonly sentCelsius: string; readonly receivedAt: string; readonly receiver: string; readonly receivedCelsius: string; readonly limit: string }
export type HandoverLine = { readonly barcode: string; readonly name: string; readonly gestation: string; readonly drawnAt: string; readonly tests: string; readonly state: string }
const HANDOVER = [['line', '序号', 0.5], ['barcode', '条形码', 1.6], ['name', '孕妇姓名', 1.4], ['gestation', '孕周', 0.7], ['drawnAt', '采血时间', 1.4], ['tests', '检测项目', 2], ['state', '签收情况', 1.2]] as const
/** 样本交接单: every tube on a line of its own, both sides sign (§3.5). */
export function handoverPages(facts: Pick<PrenatalPaperFacts, 'institution' | 'institutionPhone'>, handover: PaperHandover, lines: readonly HandoverLine[]): Pages {
  const row = (one: HandoverLine, at: number): FormRow => ({ cells: HANDOVER.map(([name, label, share]) => cell(`${name}${at}`, label, name === 'line' ? String(at + 1) : one[name], share, name === 'line' ? 'center' : 'left')) })
  const wide = (name: string, pairs: readonly Named[]): FormRow => ({ cells: pairs.flatMap(([label, text], at) => [head(`${name}Label${at}`, label, 0.9), cell(`${name}${at}`, label, text, 2.1)]) })
  return withBarcode(formGridPages({
    form: 'prenatal-handover', title: '产前筛查样本交接单', version: 1, page: { ...A4, pt: 9 },
    head: [[{ share: 2, name: 'sendingInstitution', label: '送样机构', value: facts.institution }, { share: 2, name: 'laboratory', label: '检测实验室', value: handover.laboratory }], [{ share: 2, name: 'handoverNumber', label: '交接单号', value: handover.number }, { share: 2, name: 'count', label: '样本数', value: `${lines.length} 管` }]],
    columns: { cells: HANDOVER.map(([name, label, share]) => head(`${name}Head`, label, share)) },
    rows: [
      ...lines.map(row),
      wide('sent', [['送样人', signed(handover.sender)], ['送出时间', signed(handover.sentAt)], ['送出温度', handover.sentCelsius || '______℃']]),
      wide('received', [['收样人', signed(handover.receiver)], ['签收时间', signed(handover.receivedAt)], ['签收温度', handover.receivedCelsius || '______℃']]),
    ],
    foot: foot(facts, `运送温度不高于 ${handover.limit}℃;不合格样本请写明拒收原因并当日通知送样机构重新采血。`),
  }), handover.number)
}

export type PaperResult = { readonly title: string; readonly barcode: string; readonly about: readonly Named[]; readonly lines: readonly { readonly name: string; readonly value: string; readonly limit: string; readonly verdict: string }[]; readonly overall: PrenatalClass | null; readonly texts: readonly Named[]; readonly advice: string; readonly reporter: string; readonly reviewer: string }
const RESULT = [['name', '项目', 2], ['value', '结果', 1.6], ['limit', '界值', 2], ['verdict', '判定', 1.2]] as const
/** 结果报告单: each disease with its limit and class; free text as this reader may see it. */
export function resultPages(facts: PrenatalPaperFacts, result: PaperResult, reader: FetalSexReader): Pages {
  const shown = (text: string): string => maskFetalSex(text, reader)
  const columns: FormRow = { cells: RESULT.map(([name, label, share]) => head(`${name}Head`, label, share)) }
  return withBarcode(formGridPages({
    form: 'prenatal-result', title: result.title, version: 1, page: { ...A4, pt: 10.5 }, head: headLines(facts), columns: null,
    rows: [
      ...saidInPairs('about', result.about.map(([label, text]) => [label, shown(text)] as const)),
      ...result.lines.length > 0 ? [columns, ...result.lines.map((line, at) => ({ cells: RESULT.map(([name, label, share]) => cell(`${name}${at}`, label, shown(line[name]), share, name === 'name' ? 'left' : 'center')) }))] : [],
      ...result.texts.filter(([, text]) => text !== '').map(([label, text], at) => said(`text${at}`, label, shown(text))),
      ...result.overall ? [said('overall', '总体结论', PRENATAL_CLASS.label(result.overall))] : [], ...result.advice ? [said('advice', '建议', shown(result.advice))] : [],
      ...saidInPairs('sign', [['报告人', signed(result.reporter)], ['审核人', signed(result.reviewer)]]),
    ],
    foot: foot(facts, '筛查不是诊断:低风险不能排除胎儿患病,高风险须经产前诊断明确,不得仅凭筛查结果终止妊娠。'),
  }), result.barcode)
}

export type PaperRecall = { readonly call: RecallCall; readonly day: string; readonly reason: string; readonly dueDay: string; readonly doctorName: string; readonly place: string }
type Notice = { readonly notice: (reason: string, place: string, dueDay: string) => string; readonly answer: string }
const NO_HASTE = '在明确诊断之前,请不要仅凭筛查结果终止妊娠。'
const until = (dueDay: string): string => dueDay && `,最迟应在 ${dueDay} 前完成`
const DIAGNOSIS_ANSWER = '□同意接受遗传咨询和产前诊断      □已在外院完成诊断(请附报告)\n□拒绝产前诊断:已知晓高风险的含义和不诊断的后果'
/** What she is asked for and what she may answer, by what the recall asks. */
const NOTICES: Readonly<Record<RecallCall, Notice>> = {
  high: { notice: (reason, place, dueDay) => `您近期的产前筛查提示:${reason}。这不是诊断,需要进一步检查才能明确。请尽快携带本通知和以往检查资料到${place}接受免费咨询${dueDay && `,需要产前诊断的最迟应在 ${dueDay} 前完成`}。${NO_HASTE}`, answer: DIAGNOSIS_ANSWER },
  judgement: { notice: (reason, place) => `您夫妇的携带者筛查已查全:${reason}。请尽快与配偶携带本通知和以往检查资料到${place}接受免费咨询。${NO_HASTE}`, answer: DIAGNOSIS_ANSWER.replace('高风险的含义', '筛查结果的含义') },
  couple: {
    notice: (reason, place) => `您的携带者筛查尚未查全:${reason}。双方都携带同型基因变异时,胎儿可能患病;请尽快与配偶携带本通知和以往检查资料到${place}接受免费咨询和检查。${NO_HASTE}`,
    answer: '□同意夫妇续查      □配偶已在外院检查(请附报告)\n□拒绝夫妇续查:已知晓双方携带同型基因变异时胎儿患病的风险',
  },
  repeat: { notice: (reason, place, dueDay) => `您近期的检查有未能看清或判定的部分:${reason}。请携带本通知和以往检查资料到${place}复查${until(dueDay)}。`, answer: '□同意复查      □已在外院复查(请附报告)\n□拒绝复查:已知晓未能看清或判定的部分没有得到筛查' },
  redraw: { notice: (reason, place, dueDay) => `您的血样没有得出结果:${reason}。请携带本通知到${place}重新采血${until(dueDay)}。`, answer: '□同意重新采血      □已在外院完成检测(请附报告)\n□拒绝重新采血:已知晓这项筛查没有结果' },
}
/** 召回通知 to the woman, below it what she answers: consent to what is asked, or her signed refusal, which alone ends a recall without it (§10). */
export function recallPages(facts: PrenatalPaperFacts, recall: PaperRecall): Pages {
  const [reason, place] = [maskFetalSex(recall.reason, 'other'), recall.place || facts.institution]
  return formGridPages({
    form: 'prenatal-recall', title: '产前筛查召回通知', version: 1, page: { ...A4, pt: 11 }, head: headLines(facts), columns: null,
    rows: [
      said('notice', '通知', NOTICES[recall.call].notice(reason, place, recall.dueDay)),
      ...saidInPairs('by', [['通知日期', recall.day], ['联系医生', signed(recall.doctorName)], ['联系电话', facts.institutionPhone || SIGN], ['孕妇电话', facts.phone]]),
      said('answer', '孕妇答复', NOTICES[recall.call].answer),
      ...saidInPairs('sign', [['孕妇(授权人)签名', SIGN], ['与孕妇关系', SIGN], ['医生签名', SIGN], ['签署时间', SIGN]]),
    ],
    foot: foot(facts),
  })
}

/** The columns of §13, for the paper and the spreadsheet alike, with their share of the sheet. */
export const BULLETIN_COLUMNS = [
  ['line', '序号', 0.55], ['name', '单位', 2.3], ['task', '年度任务数', 0.85], ['monthScreened', '当月筛查数', 0.85], ['screened', '累计筛查数', 0.85], ['completion', '完成率(%)', 1], ['rank', '排名', 0.55], ['time', '时间进度(%)', 0.95], ['highRisk', '高风险人数', 0.85], ['recalled', '已召回', 0.75],
  ['diagnosed', '干预诊断人数', 0.9], ['diagnosis', '高危人群干预诊断率(%)', 1.2], ['outcomesDue', '应随访人数', 0.85], ['outcomesFollowed', '已随访人数', 0.85], ['followUp', '妊娠结局随访率(%)', 1.1], ['confirmed', '确诊阳性数', 0.8], ['ladder', '督办等级', 0.95], ['remark', '备注', 1.6],
] as const
type BulletinColumn = (typeof BULLETIN_COLUMNS)[number][0]
/** A rate as the bulletin shows it: never cut off at 100, a dash without a denominator. */
export const bulletinRate = ({ percent }: ShownRate): string => percent === null ? '—' : percent.toFixed(2)
export type PaperBulletinRow = BulletinRow & { readonly remark: string }
/** What a reader is told beside a row: every rate above its denominator is named, none is cut off; behind it what was typed. */
export function bulletinRemark(row: PaperBulletinRow): string {
  const above = (['completion', 'diagnosis', 'followUp'] as const).filter(name => row[name].notice !== null)
  const found = above.length === 0 ? '' : `${above.map(name => ({ completion: '完成率', diagnosis: '干预诊断率', followUp: '随访率' })[name]).join('、')}≥100%,核对分母`
  return [found, row.remark].filter(text => text !== '').join(';')
}
export type PaperBulletin = { readonly institution: string; readonly month: string; readonly timePercent: number; readonly by: string; readonly rows: readonly PaperBulletinRow[]; readonly total: PaperBulletinRow }
/** What stands in a column of a row; the total has neither line nor rank nor ladder. */
export function bulletinCell(row: PaperBulletinRow, column: BulletinColumn, at: number | null, timePercent: number): string {
  switch (column) {
    case 'line': return at === null ? '' : String(at + 1)
    case 'rank': return row.rank === null || at === null ? '' : String(row.rank)
    case 'time': return timePercent.toFixed(2)
    case 'completion': case 'diagnosis': case 'followUp': return bulletinRate(row[column])
    case 'ladder': return row.ladder && at !== null ? BULLETIN_LADDER.label(row.ladder) : ''
    case 'remark': return bulletinRemark(row)
    default: return String(row[column])
  }
}
/** 月通报 on A4 across, with the line for signature and seal (§13). */
export function bulletinPages(paper: PaperBulletin): Pages {
  const row = (one: PaperBulletinRow, at: number | null): FormRow => ({ cells: BULLETIN_COLUMNS.map(([name, label, share]) => cell(`${name}${at ?? 'Total'}`, label, bulletinCell(one, name, at, paper.timePercent), share, name === 'name' || name === 'remark' ? 'left' : 'center')) })
  const signatures: FormRow = { cells: ['填报人', '审核人', '单位负责人(盖章)', '填报日期'].flatMap((label, at) => [head(`signLabel${at}`, label, 1), cell(`sign${at}`, label, SIGN, 1.4)]) }
  return formGridPages({
    form: 'prenatal-bulletin', title: `免费产前筛查工作月通报(${paper.month.slice(0, 4)}年1~${Number(paper.month.slice(5, 7))}月)`, version: 1, page: { w: 297, h: 210, margin: 10, pt: 8.5, titlePt: 16 },
    head: [[{ share: 2, name: 'bulletinInstitution', label: '通报单位', value: paper.institution }, { share: 1, name: 'bulletinBy', label: '分组', value: paper.by }, { share: 1, name: 'timeProgress', label: '时间进度', value: `${paper.timePercent.toFixed(2)}%` }]],
    columns: { cells: BULLETIN_COLUMNS.map(([name, label, share]) => head(`${name}Head`, label, share)) },
    rows: [...paper.rows.map(row), row(paper.total, null), signatures],
    foot: ['完成率=累计筛查÷年度任务数,超过100%照实列出;干预诊断率=做过NIPT或产前诊断的高风险孕妇÷高风险孕妇;随访率=已随访÷应随访,含往年孕妇,可能超过100%。'],
  })
}
