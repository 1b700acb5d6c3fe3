import type { VitalWoman } from '../api/vital-api.ts'
import { DEFECT, DEFECT_BASIS, DEFECT_OUTCOME, DEFECT_TIME, MATERNAL_DEATH_CAUSE, VITAL_CARD_STATE } from '../code/vital.ts'
import type { CodeTable } from '../code/code-table.ts'
import { type CodeList, hasCode } from '../field/code-list.ts'
import { birthDefect, type StoredBirthDefect } from '../modules/vital/birth-defect.record.ts'
import { maternalDeath, type StoredMaternalDeath } from '../modules/vital/maternal-death.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { type FormCell, formGridPages, type FormRow } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'
import { plainValue } from './plain-value.ts'

type Pages = { layout: Layout; values: PrintValues }[]
type Values = Readonly<Record<string, unknown>>
const A4 = { w: 210, h: 297, margin: 10, pt: 8, titlePt: 16 }
const BLANK = '—'
const head = (name: string, text: string, share = 1): FormCell => ({ share, name, label: text, text, isHead: true })
const cell = (name: string, label: string, text: string, share: number): FormCell => ({ share, name, label, text })
const whole = (name: string, text: string): FormRow => ({ cells: [head(name, text)] })
/** The printed list with the chosen answer ticked. */
const ticked = (table: CodeTable, chosen: string | null): string => table.list.map(({ code, label }) => `${code === chosen ? '√' : '□'}${code} ${label}`).join('  ')

const line = (definition: RecordDefinition, row: Values, names: readonly string[]): FormRow => ({
  cells: names.flatMap(name => { const { label } = definition.fields[name]!; return [head(`${name}Label`, label, 1), cell(name, label, plainValue(definition.fields[name]!, row[name]) || BLANK, 1.4)] }),
})
const list = (name: string, label: string, text: string): FormRow => ({ cells: [head(`${name}Label`, label, 1), cell(name, label, text, 8)] })
const womanLine = ({ name, birthDay, idNumber, phone, address }: VitalWoman): FormRow[] => [
  { cells: [head('womanLabel', '姓名'), cell('woman', '姓名', name ?? '', 1.4), head('womanBirthLabel', '出生日期'), cell('womanBirth', '出生日期', birthDay ?? BLANK, 1.4), head('womanIdLabel', '证件号码'), cell('womanId', '证件号码', idNumber ?? BLANK, 1.9), head('womanPhoneLabel', '电话'), cell('womanPhone', '电话', phone ?? BLANK, 1.4)] },
  { cells: [head('womanAddressLabel', '现住址', 1), cell('womanAddress', '现住址', address || BLANK, 8)] },
]
const draftMark = (state: StoredBirthDefect['state']): string => state === 'draft' ? '填写中,未提交' : VITAL_CARD_STATE.label(state)

/** The list of defects in two columns as the card prints it, the chosen ones ticked, with their ICD-10 category. */
function defectRows(row: StoredBirthDefect): FormRow[] {
  const isChosen = (code: string): boolean => row.mainDefect === code || hasCode(row.otherDefects as CodeList | null, code as never)
  const lines = DEFECT.list.map(({ code, label, printed, icd10 }) => ({ code, text: `${isChosen(code) ? '√' : '□'} ${printed} ${label}${icd10 ? ` (${icd10})` : ''}${row.mainDefect === code ? ' 主要' : ''}` }))
  const COLUMNS = 3
  const height = Math.ceil(lines.length / COLUMNS)
  return Array.from({ length: height }, (_, at) => ({ cells: Array.from({ length: COLUMNS }, (_one, column) => { const one = lines[column * height + at]; return cell(`defect${column}x${at}`, '出生缺陷诊断', one?.text ?? '', 1) }) }))
}

/** 出生缺陷儿登记卡 with the fields of the national card (note §11): mother, child, diagnosis, early pregnancy, family, signatures. */
export function birthDefectPages(row: StoredBirthDefect, woman: VitalWoman): Pages {
  const values = row as unknown as Values
  const of = (...names: readonly string[]): FormRow => line(birthDefect, values, names)
  return formGridPages({
    form: 'birth-defect', title: row.isInduction ? '出生缺陷引产登记表' : '出生缺陷儿登记卡', version: 1, page: A4, columns: null,
    head: [[{ share: 2, name: 'number', label: '编号', value: row.number ?? '' }, { share: 1.2, name: 'hospitalNumber', label: '住院号', value: row.hospitalNumber ?? '' }, { share: 2.5, name: 'institution', label: '填报单位', value: row.reportInstitution ?? '' }, { share: 1, name: 'state', label: '状态', value: draftMark(row.state) }]],
    rows: [
      whole('motherTitle', '产妇情况'), ...womanLine(woman), of('householdType', 'settlement', 'education', 'income'), of('gravidity', 'parity', 'fatherName', 'fatherBirthDay'),
      whole('childTitle', '缺陷儿情况'), of('bornDay', 'sex', 'gestationDays', 'weightG'), of('fetusCount', 'birthOrder', 'multipleKind', 'birthPlaceType'),
      list('outcomeList', '转归', ticked(DEFECT_OUTCOME, row.outcome)), { cells: [head('inducedLabel', '治疗性引产'), cell('induced', '治疗性引产', row.therapeuticInduction === true ? '√是  □否' : row.therapeuticInduction === false ? '□是  √否' : '□是  □否', 8)] },
      list('basisList', '诊断依据', ticked(DEFECT_BASIS, row.basis)), list('timeList', '确诊时间', `${ticked(DEFECT_TIME, row.diagnosedWhen)}${row.prenatalGestationDays === null ? '' : `  (产前 ${plainValue(birthDefect.fields.prenatalGestationDays, row.prenatalGestationDays)})`}`),
      whole('defectTitle', '出生缺陷诊断'), ...defectRows(row), list('diagnosisName', '诊断名称', [row.diagnosisName, row.heartDefect && `先天性心脏病类型:${row.heartDefect}`].filter(Boolean).join(';') || BLANK),
      list('features', '缺陷描述', [row.siteAndSize && `部位及大小:${row.siteAndSize}`, row.shapeAndColour && `形状及颜色:${row.shapeAndColour}`, row.otherFeatures && `其他:${row.otherFeatures}`].filter(Boolean).join(';') || BLANK), of('photoCount', 'otherMaterialCount'),
      whole('earlyTitle', '孕早期情况'), of('earlyIllness', 'earlyIllnessText'), of('earlyDrug', 'earlyDrugName'), of('earlyExposure', 'earlyExposureText'),
      whole('familyTitle', '家庭史'), of('stillbirths', 'abortions', 'defectChildren', 'isConsanguineous'), list('hereditaryHistory', '家族遗传史', row.hereditaryHistory ?? BLANK),
      of('reporterName', 'reportDay', 'reviewerName', 'reviewedAt'),
    ],
    foot: ['填表人签字:______________    医院审表人签字:______________    省级审表人签字:______________    审表日期:______年____月____日'],
  })
}

/** 孕产妇死亡报告卡 with the fields of the note (§10). 计划内/外 is printed only where the hospital shows it. */
export function maternalDeathPages(row: StoredMaternalDeath, woman: VitalWoman, showsPlanned: boolean): Pages {
  const values = row as unknown as Values
  const of = (...names: readonly string[]): FormRow => line(maternalDeath, values, names)
  return formGridPages({
    form: 'maternal-death', title: '孕产妇死亡报告卡', version: 1, page: { ...A4, pt: 8.5 }, columns: null,
    head: [[{ share: 2, name: 'number', label: '编号', value: row.number ?? '' }, { share: 2.5, name: 'institution', label: '填报单位', value: row.reportInstitution ?? '' }, { share: 1, name: 'state', label: '状态', value: draftMark(row.state) }]],
    rows: [
      whole('womanTitle', '孕产妇情况'), ...womanLine(woman), of('householdType', 'livingArea', 'education', 'income'), ...showsPlanned ? [of('isPlanned')] : [], list('stayAddress', '暂住地址', row.stayAddress ?? BLANK), of('gravidity', 'parity', 'abortions', 'lastMenstrualDay'),
      whole('deathTitle', '死亡与报告'), of('diedAt', 'deathPlace', 'stage'), of('noticedAt', 'phonedAt', 'investigatedDay'),
      whole('deliveryTitle', '分娩与产前检查'), of('deliveredAt', 'deliveryPlace', 'mode'), of('attendantType', 'hasSafeDelivery', 'hasAntenatalCare'), of('firstCheckDays', 'antenatalVisits'),
      whole('causeTitle', '死因'), list('causeFirst', '死因诊断1', row.causeFirst ?? BLANK), list('causeSecond', '死因诊断2', row.causeSecond ?? BLANK), list('causeThird', '死因诊断3', row.causeThird ?? BLANK), of('rootCause', 'icd10', 'basis'),
      list('causeClass', '根本死因分类', row.causeClass ? `${row.causeClass} ${MATERNAL_DEATH_CAUSE.label(row.causeClass)}` : BLANK),
      whole('reviewTitle', '评审'), of('provinceReview', 'nationReview', 'delay'), list('provinceFactors', '省级评审影响因素', plainValue(maternalDeath.fields.provinceFactors, row.provinceFactors) || BLANK), list('nationFactors', '国家评审影响因素', plainValue(maternalDeath.fields.nationFactors, row.nationFactors) || BLANK), list('mainFactor', '最主要因素', plainValue(maternalDeath.fields.mainFactor, row.mainFactor) || BLANK),
      whole('summaryTitle', '病历摘要或调查小结'), { cells: [cell('summary', '病历摘要或调查小结', row.summary ?? BLANK, 1)] },
      of('reporterName', 'reportDay', 'reviewerName'),
    ],
    foot: ['填卡人签字:______________    审核人签字:______________    单位盖章:______________'],
  })
}
