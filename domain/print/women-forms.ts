import { CANCER_NEXT_STEP, CERVICAL_CYTOLOGY, HPV_RESULT, KUPPERMAN_GRADE, KUPPERMAN_ITEM } from '../code/maternal-care.ts'
import { SEX, type Sex } from '../code/sex.ts'
import { CANCER_FOLLOW_UP_STATE, CANCER_PART, HPV_TYPE, KUPPERMAN_SEVERITY } from '../code/women-care.ts'
import type { CodeTable } from '../code/code-table.ts'
import { codesIn } from '../field/code-list.ts'
import type { Field } from '../field/kinds.ts'
import { adolescentVisit, type StoredAdolescentVisit } from '../modules/women/adolescent.record.ts'
import { cancerFollowUp, type StoredCancerFollowUp } from '../modules/women/cancer-follow-up.record.ts'
import { cancerScreening, type StoredCancerScreening } from '../modules/women/cancer-screening.record.ts'
import { menopauseFile, menopauseVisit, type StoredMenopauseFile, type StoredMenopauseVisit } from '../modules/women/menopause.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { isShown } from '../record/derive/schema.ts'
import type { MaternalRules } from '../rule/maternal/maternal-rules.ts'
import type { Day } from '../time/day.ts'
import { type FormCell, formGridPages, type FormHeadLine, type FormRow, type FormSheet } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'

type Pages = { layout: Layout; values: PrintValues }[]
/** Who a paper of 妇女保健 is about and who prints it. */
export type WomanPaperFacts = { readonly name: string; readonly sex: Sex; readonly birthDay: Day | null; readonly idNumber: string; readonly phone: string; readonly address: string; readonly institution: string; readonly institutionPhone: string }

const A4 = { w: 210, h: 297, margin: 10, pt: 8.5, titlePt: 15 }
const A5 = { w: 148, h: 210, margin: 10, pt: 10, titlePt: 14 }
const head = (name: string, text: string, share: number): FormCell => ({ share, name, label: text, text, isHead: true })
const cell = (name: string, label: string, text: string, share: number, align: 'left' | 'center' = 'left'): FormCell => ({ share, name, label, text, align })
const title = (name: string, text: string): FormRow => ({ cells: [head(name, text, 1)] })
const said = (name: string, label: string, text: string, share = 6): FormRow => ({ cells: [head(`${name}Label`, label, 1), cell(name, label, text, share)] })

/** A value in the words of its field; nothing for what nobody filled in. */
function wordsOf(field: Field, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  switch (field.kind) {
    case 'flag': return value ? '是' : '否'
    case 'code': return (field.codes as CodeTable).label(String(value))
    case 'codes': return String(value).split(',').map(code => (field.codes as CodeTable).label(code)).join('、')
    case 'number': return `${Number(value).toFixed(field.decimals)}${field.unit ? ` ${field.unit}` : ''}`
    case 'minute': return String(value).replace('T', ' ')
    default: return String(value)
  }
}

// A longer text takes two places of a line, the longest the whole line.
const HALF_LINE_FROM = 60
const WHOLE_LINE_FROM = 101
const PLACE = 2.3
function placesOf(field: Field, across: number): number {
  if (field.kind === 'codes') return across
  return field.kind !== 'text' || field.maxLength < HALF_LINE_FROM ? 1 : field.maxLength < WHOLE_LINE_FROM ? Math.min(2, across) : across
}
/** Fields of a row as label and value, `across` places on a line. What does not apply to this row is left out. */
function factRows(definition: RecordDefinition, row: Readonly<Record<string, unknown>>, names: readonly string[], across = 4): FormRow[] {
  const rows: FormRow[] = []
  let [line, used]: [FormCell[], number] = [[], 0]
  const close = (): void => {
    if (used > 0) rows.push({ cells: used < across ? [...line, cell(`${line[0]!.name}Rest`, '', '', (across - used) * PLACE)] : line })
    ;[line, used] = [[], 0]
  }
  for (const name of names) {
    const field = definition.fields[name]!
    if (!isShown(field, row)) continue
    const places = placesOf(field, across)
    if (used + places > across) close()
    line.push(head(`${name}Label`, field.label, 1), cell(name, field.label, wordsOf(field, row[name]), places * PLACE - 1))
    used += places
  }
  close()
  return rows
}

const headLines = (facts: WomanPaperFacts, number: string, day: string): readonly FormHeadLine[] => [
  [{ share: 2.2, name: 'name', label: '姓名', value: facts.name }, { share: 0.8, name: 'sexText', label: '性别', value: SEX.label(facts.sex) }, { share: 1.5, name: 'birthDay', label: '出生日期', value: facts.birthDay ?? '' }, { share: 2, name: 'idNumber', label: '证件号码', value: facts.idNumber }],
  [{ share: 2.2, name: 'phone', label: '电话', value: facts.phone }, ...(number ? [{ share: 1.8, name: 'formNumber', label: '编号', value: number }] : []), { share: 1.3, name: 'formDay', label: '日期', value: day }],
]
/** An address has as many lines as it needs, so it stands in the grid. */
const addressRow = (facts: WomanPaperFacts): FormRow => said('address', '现住地址', facts.address, 8.2)
const around = (facts: WomanPaperFacts, more = ''): string => [facts.institution, facts.institutionPhone && `电话 ${facts.institutionPhone}`, more].filter(Boolean).join('  ')
const sheet = (given: Omit<FormSheet, 'version' | 'columns'>): Pages => formGridPages({ version: 1, columns: null, ...given })

const stepText = (step: StoredCancerScreening['cervicalStep']): string => step ? CANCER_NEXT_STEP.label(step) : '未查'
const closedDay = (step: StoredCancerFollowUp): string => step.resultDay ?? step.refusedDay ?? step.transferredDay ?? ''
/** What came of a step, in one sentence. */
function outcomeOf(step: StoredCancerFollowUp): string {
  if (step.state === 'open') return `期限 ${step.dueDay}`
  if (step.state === 'refused') return step.refusalReason ?? ''
  if (step.state === 'transferred') return [step.transferInstitution, step.transferReason].filter(Boolean).join(',')
  const found = (['institution', 'colposcopy', 'cervicalPathology', 'mammographyCategory', 'breastPathology', 'findings', 'stage', 'treatment'] as const).flatMap(name => step[name] === null ? [] : [name === 'mammographyCategory' ? `BI-RADS ${wordsOf(cancerFollowUp.fields[name], step[name])}` : wordsOf(cancerFollowUp.fields[name], step[name])])
  return [...found, step.nextStep ? `下一步:${CANCER_NEXT_STEP.label(step.nextStep)}` : ''].filter(Boolean).join(';')
}

const SECTIONS = cancerScreening.sections.filter(section => section.title !== '程序判断')
const NOT_AGAIN: ReadonlySet<string> = new Set(['womanId', 'number', 'screeningDay'])

/** 两癌筛查个案登记表: everything asked and examined, what follows, and every step behind it. */
export function cancerScreeningPages(facts: WomanPaperFacts, row: StoredCancerScreening, steps: readonly StoredCancerFollowUp[]): Pages {
  return sheet({
    form: 'women-screening', title: '两癌筛查个案登记表', page: A4, head: headLines(facts, row.number ?? '', row.screeningDay),
    rows: [
      addressRow(facts), ...SECTIONS.flatMap((section, index) => [title(`section${index}`, section.title), ...factRows(cancerScreening, row, section.fields.filter(name => !NOT_AGAIN.has(name)))]),
      title('stepsTitle', '筛查结论与追踪'),
      { cells: [head('cervicalStepLabel', '宫颈', 1), cell('cervicalStep', '宫颈下一步', stepText(row.cervicalStep), 3), head('breastStepLabel', '乳腺', 1), cell('breastStep', '乳腺下一步', stepText(row.breastStep), 3), head('nextRoundLabel', '下一轮', 1), cell('nextRoundDay', '下一轮筛查日期', row.nextRoundDay ?? '', 2)] },
      ...steps.map((step, at): FormRow => ({ cells: [head(`step${at}Label`, `${CANCER_PART.label(step.part)} ${CANCER_NEXT_STEP.label(step.step)}`, 2), cell(`stepState${at}`, '状态', `${CANCER_FOLLOW_UP_STATE.label(step.state)} ${closedDay(step)}`, 1.8), cell(`step${at}`, '追踪结果', outcomeOf(step), 7)] })),
    ],
    foot: [around(facts)],
  })
}

/** What was found, for the woman: no code, no number of a form. */
function resultLines(row: StoredCancerScreening): FormRow[] {
  const types = codesIn(row.hpvTypes).map(type => HPV_TYPE.label(type)).join('、')
  return [
    said('hpv', '高危型HPV', row.hpvResult ? `${HPV_RESULT.label(row.hpvResult)}${types ? `(${types})` : ''}` : '未做'), said('cytology', '宫颈细胞学', row.cytology ? CERVICAL_CYTOLOGY.label(row.cytology) : '未做'),
    said('breast', '乳腺超声', row.breastCategory ? `BI-RADS ${row.breastCategory}类${row.ultrasoundNote ? `,${row.ultrasoundNote}` : ''}` : '未做'),
  ]
}
/** What she is asked to do: each open step with its day, else what is missing, else the next round. */
function requests(row: StoredCancerScreening, steps: readonly StoredCancerFollowUp[]): string[] {
  const open = steps.filter(step => step.state === 'open').map(step => `请在 ${step.dueDay} 前做${CANCER_NEXT_STEP.label(step.step)}(${CANCER_PART.label(step.part)})`)
  const gaps = cancerScreening.fields.gaps.codes
  const missing = codesIn(row.gaps).map(gap => `请补做${gaps.label(gap)}`)
  return open.length + missing.length > 0 ? [...open, ...missing] : row.nextRoundDay ? [`本次筛查没有需要进一步检查的项目,请于 ${row.nextRoundDay} 前后参加下一轮筛查`] : []
}

/** 结果告知/追踪通知 on A5, with the place where she signs that she knows, or that she refuses. */
export function screeningNoticePages(facts: WomanPaperFacts, row: StoredCancerScreening, steps: readonly StoredCancerFollowUp[]): Pages {
  const isPositive = steps.some(step => step.state === 'open')
  return sheet({
    form: 'women-notice', title: isPositive ? '两癌筛查结果告知与追踪通知' : '两癌筛查结果告知单', page: A5,
    head: [[{ share: 2, name: 'name', label: '姓名', value: facts.name }, { share: 1.4, name: 'birthDay', label: '出生日期', value: facts.birthDay ?? '' }], [{ share: 2, name: 'formNumber', label: '编号', value: row.number ?? '' }, { share: 1.4, name: 'formDay', label: '筛查日期', value: row.screeningDay }]],
    rows: [
      ...resultLines(row), said('request', '请您', requests(row, steps).join('\n')), ...(row.advice ? [said('advice', '医生意见', row.advice)] : []),
      said('why', '说明', '筛查阳性不等于患病,需要进一步检查才能明确。请带好本单和身份证件,早发现、早治疗效果好。'),
      said('known', '本人知晓', '我已知晓以上结果和建议。\n\n本人签字:                日期:      年   月   日'),
      ...(isPositive ? [said('refusal', '拒绝检查', '我已了解不做检查的风险,仍决定不做上述检查,原因:\n\n本人签字:                日期:      年   月   日')] : []),
      said('doctor', '告知医生', row.doctorName),
    ],
    foot: [around(facts)],
  })
}

/** 更年期评估单: the 13 items with weight, severity and points, the sum with its grade, what was measured, hormones. */
export function menopausePages(facts: WomanPaperFacts, file: StoredMenopauseFile, visit: StoredMenopauseVisit, rules: Pick<MaternalRules, 'kuppermanNormalMax' | 'kuppermanMildMax' | 'kuppermanModerateMax'>): Pages {
  const items = KUPPERMAN_ITEM.list.map(({ code, label, weight }): readonly FormCell[] => {
    const severity = visit[code]
    return [cell(`${code}Item`, label, label, 2), cell(`${code}Weight`, label, String(weight), 0.8, 'center'), cell(`${code}Severity`, label, severity === null ? '' : `${severity} ${KUPPERMAN_SEVERITY.label(severity)}`, 1.2, 'center'), cell(`${code}Points`, label, severity === null ? '' : String(weight * Number(severity)), 0.8, 'center')]
  })
  const columns = (side: string): FormCell[] => [head(`item${side}`, '项目', 2), head(`weight${side}`, '权重', 0.8), head(`severity${side}`, '程度', 1.2), head(`points${side}`, '得分', 0.8)]
  const half = Math.ceil(items.length / 2)
  const grid = Array.from({ length: half }, (_, at): FormRow => ({ cells: [...items[at]!, ...items[half + at] ?? [cell('totalLabel', '总分', '总分', 2), cell('total', '总分', visit.score === null ? '' : `${visit.score} 分 ${visit.grade ? KUPPERMAN_GRADE.label(visit.grade) : ''}`, 2.8, 'center')]] }))
  const part = (name: string, section: number): FormRow[] => [title(name, menopauseVisit.sections[section]!.title), ...factRows(menopauseVisit, visit, menopauseVisit.sections[section]!.fields, 3)]
  return sheet({
    form: 'women-menopause', title: '更年期保健评估单', page: A4, head: headLines(facts, file.number ?? '', visit.visitDay),
    rows: [
      addressRow(facts), title('fileTitle', '基本情况'), ...factRows(menopauseFile, file, ['stage', 'lastMenstrualDay', 'menopauseAge', 'menopauseWay', 'pastIllness', 'familyIllness', 'hormoneCaution'], 3),
      title('scoreTitle', '改良Kupperman评分'), { cells: [...columns('Left'), ...columns('Right')] }, ...grid, ...factRows(menopauseVisit, visit, ['symptoms'], 3),
      ...part('checkTitle', 2), ...factRows(menopauseVisit, visit, ['bmi', 'cervicalStatus'], 3), ...part('hormoneTitle', 3), ...part('adviceTitle', 4), ...factRows(menopauseVisit, visit, ['doctorName'], 3),
    ],
    foot: [`程度:0 无,1 轻,2 中,3 重;得分=权重×程度。分级:≤${rules.kuppermanNormalMax} 正常,${rules.kuppermanNormalMax + 1}~${rules.kuppermanMildMax} 轻度,${rules.kuppermanMildMax + 1}~${rules.kuppermanModerateMax} 中度,>${rules.kuppermanModerateMax} 重度。`, around(facts)],
  })
}

/** 青少年保健记录: what the hospital keeps; the guardian's agreement stands first. */
export function adolescentPages(facts: WomanPaperFacts, visit: StoredAdolescentVisit): Pages {
  const isBoy = facts.sex === '1'
  const OF_GIRLS: ReadonlySet<string> = new Set(['menarcheAge', 'tannerBreast'])
  return sheet({
    form: 'women-adolescent', title: '青少年保健记录', page: A4, head: headLines(facts, '', visit.visitDay),
    rows: [addressRow(facts), ...adolescentVisit.sections.flatMap((section, index) => [title(`section${index}`, section.title === '程序判断' ? '年龄与体质指数' : section.title), ...factRows(adolescentVisit, visit, section.fields.filter(name => name !== 'womanId' && !(isBoy && OF_GIRLS.has(name))), 3)])],
    foot: ['PHQ-A只记总分。本记录涉及个人隐私,请妥善保管。', around(facts)],
  })
}
