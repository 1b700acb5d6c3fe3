import { CHECK_FINDING, PRECONCEPTION_ITEM, PRECONCEPTION_RISK, type PreconceptionItem, PREMARITAL_OPINION } from '../code/fertility.ts'
import { SEX, type Sex } from '../code/sex.ts'
import type { Field } from '../field/kinds.ts'
import { preconceptionCheck, type StoredPreconception, type StoredPreconceptionCheck } from '../modules/fertility/preconception.record.ts'
import { premarital, type StoredPremarital } from '../modules/fertility/premarital.record.ts'
import { isShown } from '../record/derive/schema.ts'
import { ITEM_FIELDS } from '../rule/fertility/preconception.ts'
import { fieldText } from './field-text.ts'
import { type FormCell, formGridPages, type FormHeadLine, type FormRow } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'

type Pages = { layout: Layout; values: PrintValues }[]
/** Somebody as a paper names one; what the reader may not see is masked already. */
export type PaperAdult = { readonly name: string; readonly sex: Sex; readonly birthDay: string; readonly ageText: string; readonly idNumber: string; readonly phone: string; readonly address: string }
export type Institution = { readonly name: string; readonly phone: string }

const A4 = { w: 210, h: 297, margin: 14, pt: 9, titlePt: 16 }
const head = (name: string, text: string, share: number): FormCell => ({ share, name, label: text, text, isHead: true })
const cell = (name: string, label: string, text: string, share: number): FormCell => ({ share, name, label, text })
const whole = (name: string, text: string): FormRow => ({ cells: [head(name, text, 1)] })
const contact = ({ name, phone }: Institution): string => [name, phone && `电话 ${phone}`].filter(Boolean).join('  ') || '—'

/**
 * 婚前医学检查证明: who was examined, when, and the medical opinion. What was found stays on the sheet: the certificate says
 * no diagnosis.
 */
export function premaritalCertificatePages(sheet: StoredPremarital, person: PaperAdult, partner: PaperAdult, institution: Institution): Pages {
  const said = (row: string, ...pairs: readonly (readonly [string, string])[]): FormRow => ({ cells: pairs.flatMap(([label, text], index) => [head(`${row}Label${index}`, label, 1), cell(`${row}Text${index}`, label, text, pairs.length === 1 ? 5 : 2)]) })
  return formGridPages({
    form: 'premarital-certificate', title: '婚前医学检查证明', version: 1, page: { ...A4, pt: 11, titlePt: 20 }, columns: null,
    head: [[{ share: 1, name: 'number', label: '编号', value: sheet.number }, { share: 1, name: 'institution', label: '检查单位', value: institution.name }]],
    rows: [
      said('who', ['姓名', person.name], ['性别', SEX.label(person.sex)]), said('born', ['出生日期', person.birthDay], ['婚检日期', sheet.examinedDay ?? '']), said('document', ['身份证件号码', person.idNumber]), said('home', ['现住址', person.address]), said('partner', ['对方姓名', partner.name]),
      whole('opinionTitle', '医学意见'),
      ...PREMARITAL_OPINION.values.map((code): FormRow => ({ cells: [cell(`opinion${code}`, '医学意见', `${code === sheet.opinion ? '√' : '□'} ${PREMARITAL_OPINION.label(code)}`, 1)] })),
      said('recheck', ['建议复查日期', sheet.opinion === '2' ? sheet.recheckDay ?? '' : '']), said('signature', ['主检医师(签名)', sheet.chiefDoctorName ?? ''], ['检查单位(章)', '']), said('issued', ['出具日期', sheet.certificateDay ?? '']),
    ],
    foot: ['本证明只载医学意见,不载检查所见与诊断;结果由医师当面告知。是否结婚、生育由双方自愿决定。', contact(institution)],
  })
}

const COLUMNS = 3
/** Fields of a section side by side, each with its label; what is asked of the other sex is left out. */
function fieldRows(section: string, fields: Readonly<Record<string, Field>>, names: readonly string[], row: Readonly<Record<string, unknown>>): FormRow[] {
  const shown = names.filter(name => isShown(fields[name]!, row))
  return Array.from({ length: Math.ceil(shown.length / COLUMNS) }, (_, line): FormRow => {
    const cells = shown.slice(line * COLUMNS, line * COLUMNS + COLUMNS).flatMap(name => [head(`${name}Label`, fields[name]!.label, 1.2), cell(name, fields[name]!.label, fieldText(fields[name]!, row[name]), 1.8)])
    const missing = COLUMNS * 2 - cells.length
    return { cells: missing === 0 ? cells : [...cells, cell(`${section}Rest${line}`, '', '', missing / 2 * 3)] }
  })
}

const KNOWN_ON_TOP = new Set(['personId', 'partnerId', 'sex', 'coupleNumber', 'number', 'registeredDay', 'examinedDay', 'recheckedDay', 'note'])

/** 婚前医学检查表, of a man or of a woman. Of the HIV result the number of its sheet alone: it is told in private. */
export function premaritalSheetPages(sheet: StoredPremarital, person: PaperAdult, partner: PaperAdult, hivNumber: string | null, institution: Institution): Pages {
  const headLines: FormHeadLine[] = [
    [{ share: 2, name: 'personName', label: '姓名', value: person.name }, { share: 1, name: 'sexText', label: '性别', value: SEX.label(person.sex) }, { share: 1.6, name: 'birthDay', label: '出生日期', value: person.birthDay }, { share: 2, name: 'number', label: '编号', value: sheet.number }],
    [{ share: 2.4, name: 'idNumber', label: '证件号码', value: person.idNumber }, { share: 1.6, name: 'phone', label: '电话', value: person.phone }, { share: 2, name: 'partnerName', label: '对方姓名', value: partner.name }, { share: 1.6, name: 'examinedDay', label: '婚检日期', value: sheet.examinedDay ?? '' }],
    [{ share: 1, name: 'address', label: '现住址', value: person.address }],
  ]
  const hiv = cell('hiv', 'HIV抗体检测', hivNumber === null ? '' : `保密,结果当面告知(保密编号 ${hivNumber})`, 5)
  return formGridPages({
    form: 'premarital-sheet', title: `婚前医学检查表(${SEX.label(person.sex)})`, version: 1, page: { ...A4, pt: 8 }, head: headLines, columns: null,
    rows: premarital.sections.flatMap(({ title, fields }, index) => [
      whole(`section${index}`, title), ...fieldRows(`section${index}`, premarital.fields as Readonly<Record<string, Field>>, fields.filter(name => !KNOWN_ON_TOP.has(name)), sheet as unknown as Record<string, unknown>),
      ...(title === '实验室与影像' ? [{ cells: [head('hivLabel', 'HIV抗体检测', 1), hiv] }] : []),
    ]),
    foot: [contact(institution)],
  })
}

const isAbnormal = (field: Field, value: unknown): boolean => {
  if (field.kind === 'number') return typeof value === 'number' && field.normal !== undefined && (value < field.normal[0] || value > field.normal[1])
  return field.kind === 'code' && (field.codes.id === CHECK_FINDING.id && value === '2')
}
const itemText = (item: PreconceptionItem, sheet: StoredPreconceptionCheck | null): string => {
  const names: readonly string[] = item in ITEM_FIELDS ? ITEM_FIELDS[item as keyof typeof ITEM_FIELDS] : []
  const fields = preconceptionCheck.fields as Readonly<Record<string, Field>>
  const values = sheet as unknown as Readonly<Record<string, unknown>> | null
  return names.flatMap(name => {
    const value = values?.[name]
    if (value === null || value === undefined) return []
    if (name === 'historyTaken') return ['已询问']
    return [`${names.length > 1 ? `${fields[name]!.label} ` : ''}${fieldText(fields[name]!, value)}${isAbnormal(fields[name]!, value) ? ' *' : ''}`]
  }).join(';')
}

/** 孕前优生健康检查服务结果告知书: every item of both, the assessment in words, what they are advised, with the line for their signature. */
export function preconceptionNoticePages(couple: StoredPreconception, who: { readonly woman: PaperAdult; readonly man: PaperAdult | null }, sheets: { readonly woman: StoredPreconceptionCheck | null; readonly man: StoredPreconceptionCheck | null }, institution: Institution): Pages {
  const coupleText: Readonly<Partial<Record<PreconceptionItem, string>>> = { education: couple.educationDay ? `${couple.educationDay} 已接受` : '', assessment: couple.assessedDay ?? '', tracking: '怀孕后请告知本机构,将随访早孕和妊娠结局' }
  const risk = (value: StoredPreconception['womanRisk']): string => value === null ? '' : PRECONCEPTION_RISK.label(value)
  return formGridPages({
    form: 'preconception-notice', title: '孕前优生健康检查服务结果告知书', version: 1, page: { ...A4, pt: 8.5 },
    head: [
      [{ share: 2, name: 'number', label: '编号', value: couple.number ?? '' }, { share: 1.6, name: 'servedDay', label: '检查日期', value: couple.servedDay }],
      [{ share: 2, name: 'womanName', label: '妻子', value: who.woman.name }, { share: 1, name: 'womanAge', label: '年龄', value: who.woman.ageText }, { share: 2, name: 'manName', label: '丈夫', value: who.man?.name ?? '' }, { share: 1, name: 'manAge', label: '年龄', value: who.man?.ageText ?? '' }],
      [{ share: 1, name: 'address', label: '现住址', value: who.woman.address }],
    ],
    columns: { cells: [head('itemHead', '项目', 2.4), head('womanHead', '妻子', 3.2), head('manHead', '丈夫', 3.2)] },
    rows: [
      ...PRECONCEPTION_ITEM.list.map(({ code, label, who: forWhom }): FormRow => {
        const both = coupleText[code]
        if (both !== undefined) return { cells: [head(`${code}Label`, label, 2.4), cell(`${code}Both`, label, both, 6.4)] }
        return { cells: [head(`${code}Label`, label, 2.4), cell(`${code}Woman`, label, itemText(code, sheets.woman), 3.2), cell(`${code}Man`, label, forWhom === 'both' ? itemText(code, sheets.man) : '—', 3.2)] }
      }),
      { cells: [head('findingsLabel', '异常情况说明', 2.4), cell('findingsWoman', '异常情况说明', sheets.woman?.findings ?? '', 3.2), cell('findingsMan', '异常情况说明', sheets.man?.findings ?? '', 3.2)] },
      { cells: [head('riskLabel', '风险评估', 2.4), cell('riskWoman', '风险评估', risk(couple.womanRisk), 3.2), cell('riskMan', '风险评估', risk(couple.manRisk), 3.2)] },
      { cells: [head('factorsLabel', '风险因素', 2.4), cell('factors', '风险因素', couple.riskFactors ?? '', 6.4)] },
      { cells: [head('adviceLabel', '咨询指导意见', 2.4), cell('advice', '咨询指导意见', couple.advice ?? '', 6.4)] },
      { cells: [head('doctorLabel', '评估医师', 2.4), cell('doctor', '评估医师', couple.doctorName ?? '', 3.2), head('receiverLabel', '夫妇签名与日期', 1.4), cell('receiver', '夫妇签名与日期', [couple.noticeReceiver, couple.noticeDay].filter(Boolean).join(' '), 1.8)] },
    ],
    foot: ['带 * 的数值不在本机构参考范围内,请听医生说明。本告知书不能代替诊断。', contact(institution)],
  })
}
