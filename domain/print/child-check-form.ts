import { CHILD_CONTACT, CHILD_HEARING, ILLNESS_SINCE_LAST, PRINTED_GRADE, PRINTED_PHYSIQUE } from '../code/child-check.ts'
import { SEX } from '../code/sex.ts'
import { WARNING_SIGN } from '../code/child-warning-sign.ts'
import type { CodeTable } from '../code/code-table.ts'
import { codesIn, hasCode, type CodeList } from '../field/code-list.ts'
import type { StoredChildVisit } from '../modules/child/visit.record.ts'
import { type ChildForm, CONTACTS, contactOf } from '../rule/child/contacts.ts'
import { answersOf, type CheckContact, type CheckField, columnOf } from '../rule/child/form-fields.ts'
import { warningSignsAt } from '../rule/child/warning-signs.ts'
import { physiqueCodes, printedLevel } from '../rule/growth/mapping.ts'
import type { GrowthLevel, NutritionStatus } from '../rule/growth/words.ts'
import { answerList, BLANK, type ChildPaperFacts, DASH, fixed, type FormAnswer, oneOf, severalOf, written } from './child-form-cells.ts'
import { type FormCell, formGridPages, type FormRow } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'

/** The three check-up forms of the programme. */
export type CheckForm = Exclude<ChildForm, 'newborn'>
/** A visit as the forms print it. */
export type PrintedVisit = Omit<StoredChildVisit, 'id' | 'rev' | 'defVersion' | 'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy' | 'voidedAt' | 'voidReason'>

const TITLES: Readonly<Record<CheckForm, string>> = { infant: '1～8月龄儿童健康检查记录表', toddler: '12～30月龄儿童健康检查记录表', preschool: '3～6岁儿童健康检查记录表' }
const FORM_IDS: Readonly<Record<CheckForm, string>> = { infant: 'child-check-infant', toddler: 'child-check-toddler', preschool: 'child-check-preschool' }
const isCheck = (contact: string): contact is CheckContact => contact !== 'home'

/** The columns of a form, the youngest first. */
export const columnsOf = (form: CheckForm): CheckContact[] => CONTACTS.flatMap(line => line.form === form && isCheck(line.contact) ? [line.contact] : [])
/** The form a contact stands on; null for the home visit, which has a form of its own. */
export const checkFormOf = (contact: StoredChildVisit['contact']): CheckForm | null => { const { form } = contactOf(contact); return form === 'newborn' ? null : form }

type Row = { readonly key: string; readonly fields: readonly CheckField[]; readonly label: string | Readonly<Record<CheckForm, string>> }
const row = (key: string, label: Row['label'], ...fields: CheckField[]): Row => ({ key, label, fields: fields.length ? fields : [key as CheckField] })
/** The rows of the three forms in printed order; a row stands on a form when one of its fields has a column there. */
const ROWS: readonly Row[] = [
  row('visitDay', '随访日期'), row('weight', '体重/kg', 'weightKg', 'weightGrade'), row('length', { infant: '身长/cm', toddler: '身长(高)/cm', preschool: '身高/cm' }, 'lengthCm', 'lengthGrade'),
  row('weightForHeightGrade', '体重/身高'), row('physique', '体格发育评价'), row('headCm', '头围/cm'), row('complexion', '面色'), row('skin', '皮肤'), row('fontanelle', '前囟'), row('neckMass', '颈部包块'), row('eyes', '眼睛'), row('ears', '耳外观'),
  row('vision', '视力', 'visionLeft', 'visionRight'), row('hearing', '听力'), row('teeth', { infant: '口腔/出牙数', toddler: '出牙/龋齿数', preschool: '牙数/龋齿数' }, 'mouth', 'teethCount', 'cariesCount'),
  row('chest', '胸部'), row('abdomen', '腹部'), row('navel', '脐部'), row('limbs', '四肢'), row('gait', '步态'), row('ricketsSymptoms', '可疑佝偻病症状'), row('ricketsSigns', '可疑佝偻病体征'), row('anusAndGenitals', '肛门/外生殖器'),
  row('haemoglobinGPerL', '血红蛋白值'), row('outdoorHoursPerDay', '户外活动'), row('vitaminDIuPerDay', '服用维生素D'), row('other', '其他'),
  row('warningSigns', '发育评估'), row('illnessSinceLast', '两次随访间患病情况'), row('referralAdvice', '转诊建议'), row('guidance', '指导'), row('nextVisitDay', '下次随访日期'), row('doctor', '随访医生签名'),
]
/** Every field of the forms that a row prints; a test holds it against the field table. */
export const PRINTED_CHECK_FIELDS: readonly CheckField[] = ROWS.flatMap(one => one.fields)

const gradeBox = (grade: GrowthLevel | null | undefined): string => grade ? printedLevel(grade) : ''

/** 体格发育评价 (§4.4, case 54): the statuses' printed codes; 正常 only where weight, height and weight for height were all evaluated. */
function physiqueOf(visit: PrintedVisit | null): FormAnswer {
  const statuses = codesIn(visit?.nutrition) as NutritionStatus[]
  const isComplete = !!visit?.weightGrade && !!visit.lengthGrade && !!(visit.weightForLengthGrade ?? visit.bmiGrade)
  const codes = statuses.length > 0 || isComplete ? physiqueCodes(statuses) : []
  return severalOf(PRINTED_PHYSIQUE, codes.length ? codes.join(',') as CodeList : null)
}

const SIGN_FIELDS = ['warningSign1', 'warningSign2', 'warningSign3', 'warningSign4'] as const
/** √ the sign is present, 无 it is absent, 未 it was not asked: three answers, never two (§6). */
const signBox = (visit: PrintedVisit | null, at: number): string => {
  if (!visit) return ''
  const value = visit[SIGN_FIELDS[at]!]
  return value === true ? '√' : value === false ? '无' : '未'
}
const monthsOf = (contact: CheckContact): number => { const { due } = contactOf(contact); return due.from === 'month' ? due.months : 1 }

/** The group a column prints: that which was asked, by corrected age where it differs (§2, §6); unasked it is the column's. */
const askedMonths = (contact: CheckContact, visit: PrintedVisit | null): number => visit?.signsAgeMonths || monthsOf(contact)
function askedByCorrectedAge(contact: CheckContact, { signsAgeMonths }: PrintedVisit): string[] {
  if (signsAgeMonths === null || signsAgeMonths === monthsOf(contact)) return []
  return [signsAgeMonths === 0 ? `${CHILD_CONTACT.label(contact)} 矫正月龄不足 3 月,未询问征象` : `${CHILD_CONTACT.label(contact)} 按矫正月龄询问 ${signsAgeMonths} 月龄的征象`]
}

function illnessOf(visit: PrintedVisit | null): FormAnswer {
  const times = (code: string, count: number | null | undefined) => (hasCode(visit?.illness, code as '2') && count ? `${count}次` : '__次')
  return severalOf(ILLNESS_SINCE_LAST, visit?.illness, {
    '2': times('2', visit?.pneumoniaTimes), '3': times('3', visit?.diarrhoeaTimes), '4': times('4', visit?.injuryTimes), '5': visit?.otherIllness ? `:${visit.otherIllness}` : BLANK,
  })
}

const noted = (table: CodeTable, visit: PrintedVisit | null, name: 'skin' | 'eyes' | 'ears' | 'mouth' | 'chest' | 'abdomen' | 'navel' | 'limbs' | 'gait' | 'anusAndGenitals', abnormal = '2'): FormAnswer => oneOf(table, visit?.[name], { [abnormal]: visit?.[`${name}Note`] })

/** What a column prints for a row; null is the column's dash. */
function answerFor({ key }: Row, contact: CheckContact, visit: PrintedVisit | null): FormAnswer | null {
  const table = (field: CheckField): CodeTable => answersOf(field, contact)!
  const has = (field: CheckField): boolean => columnOf(field, contact) !== null
  switch (key) {
    case 'weight': return { text: `${fixed(visit?.weightKg, 2)}  ${answerList(PRINTED_GRADE)}`, boxes: [gradeBox(visit?.weightGrade)] }
    case 'length': return { text: `${fixed(visit?.lengthCm, 1)}  ${answerList(PRINTED_GRADE)}`, boxes: [gradeBox(visit?.lengthGrade)] }
    case 'teeth':
      if (has('mouth')) return noted(table('mouth'), visit, 'mouth')
      return { text: has('cariesCount') ? `${written(visit?.teethCount)} / ${written(visit?.cariesCount)} 颗` : `出牙 ${written(visit?.teethCount)} 颗` }
    case 'vision': return has('visionLeft') ? { text: `左 ${fixed(visit?.visionLeft, 1)}  右 ${fixed(visit?.visionRight, 1)}` } : null
  }
  const field = key as CheckField
  if (!has(field)) return null
  switch (field) {
    case 'visitDay': return { text: visit ? visit.visitDay : '' }
    case 'nextVisitDay': return { text: visit?.nextVisitDay ?? '' }
    case 'doctor': return { text: visit?.doctorName ?? '' }
    case 'headCm': return { text: fixed(visit?.headCm, 1) }
    case 'weightForHeightGrade': return { text: answerList(PRINTED_GRADE), boxes: [gradeBox(visit?.weightForLengthGrade)] }
    case 'physique': return physiqueOf(visit)
    case 'complexion': return visit?.complexionLater !== null && visit?.complexionLater !== undefined
      ? oneOf(table(field), visit.complexionLater, { '2': visit.complexionLaterNote }) : oneOf(table(field), visit?.complexion, { [table(field).values.at(-1)!]: visit?.complexionNote })
    case 'fontanelle': return { text: `${answerList(table(field))} (${fixed(visit?.fontanelleLengthCm, 1)}cm×${fixed(visit?.fontanelleWidthCm, 1)}cm)`, boxes: [visit?.fontanelle ?? ''] }
    case 'neckMass': return oneOf(table(field), visit?.neckMass, { '1': visit?.neckMassNote })
    case 'skin': case 'eyes': case 'ears': case 'chest': case 'abdomen': case 'limbs': case 'gait': case 'anusAndGenitals': return noted(table(field), visit, field)
    case 'navel': return table(field).values.length > 2 ? oneOf(table(field), visit?.cord, { '4': visit?.cordNote }) : noted(table(field), visit, 'navel')
    case 'hearing': return oneOf(table(field), visit?.hearing)
    case 'ricketsSymptoms': return severalOf(table(field), visit?.ricketsSymptoms)
    case 'ricketsSigns': return severalOf(table(field), visit?.ricketsSignsMonth3 ?? visit?.ricketsSignsInfant ?? visit?.ricketsSignsToddler)
    case 'haemoglobinGPerL': return { text: `${written(visit?.haemoglobinGPerL)} g/L` }
    case 'outdoorHoursPerDay': return { text: `${written(visit?.outdoorHoursPerDay)} 小时/日` }
    case 'vitaminDIuPerDay': return { text: `${written(visit?.vitaminDIuPerDay)} IU/日` }
    case 'other': return { text: visit?.otherFindings ?? '' }
    case 'illnessSinceLast': return illnessOf(visit)
    case 'referralAdvice': return { text: `1 无  2 有\n原因:${written(visit?.referralReason)}\n机构及科室:${written(visit?.referralInstitution)}`, boxes: [visit?.referral ?? ''] }
    case 'guidance': return severalOf(table(field), visit?.guidance ?? visit?.preschoolGuidance, { '6': visit?.guidanceNote ? `:${visit.guidanceNote}` : BLANK }, false)
    default: throw new RangeError(`no printed row for ${field}`)
  }
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)
const cellOf = (key: string, label: string, contact: CheckContact, answer: FormAnswer | null): FormCell => {
  const { text, boxes, boxesBelow } = answer ?? DASH
  return { share: 2.3, name: `${key}${capital(contact)}`, label: `${CHILD_CONTACT.label(contact)} ${label}`, text, ...(boxes ? { boxes } : {}), ...(boxesBelow ? { boxesBelow } : {}), align: answer ? 'left' : 'center' }
}
const headCell = (name: string, text: string, share: number): FormCell => ({ share, name, label: text, text, isHead: true })

function rowsFor(form: CheckForm, columns: readonly CheckContact[], visitOf: (contact: CheckContact) => PrintedVisit | null): FormRow[] {
  return ROWS.flatMap((one): FormRow[] => {
    if (!one.fields.some(field => columns.some(contact => columnOf(field, contact) !== null))) return []
    const label = typeof one.label === 'string' ? one.label : one.label[form]
    if (one.key !== 'warningSigns') return [{ cells: [headCell(`${one.key}Label`, label, 1.35), ...columns.map(contact => cellOf(one.key, label, contact, answerFor(one, contact, visitOf(contact))))] }]
    // Each sign is a line of its own with a box of its own: nothing said must not look like nothing found.
    return SIGN_FIELDS.map((_, index) => ({
      cells: [headCell(`${one.key}${index + 1}Label`, `${label} ${index + 1}`, 1.35), ...columns.map(contact => {
        const sign = columnOf('warningSigns', contact) ? warningSignsAt(askedMonths(contact, visitOf(contact)))[index] : undefined
        return cellOf(`warningSign${index + 1}`, label, contact, sign ? { text: `${index + 1} ${WARNING_SIGN.label(sign)}`, boxes: [signBox(visitOf(contact), index)] } : null)
      })],
    }))
  })
}

const LEVEL_LIMITS = { 标准差法: '标准差法:上 ≥+2SD,中 −2SD~<+2SD,下 <−2SD。', 百分位法: '百分位法:上 ≥P97,中 P3~<P97,下 <P3。' } as const

/** What must be known beside the columns: how grades were found, what the doctor says against them, a contact made twice. */
function footOf(columns: readonly CheckContact[], visits: readonly PrintedVisit[], visitOf: (contact: CheckContact) => PrintedVisit | null): string[] {
  const shown = columns.flatMap(contact => { const visit = visitOf(contact); return visit ? [{ contact, visit }] : [] })
  const evaluated = shown.filter(({ visit }) => visit.evaluatedBy).map(({ contact, visit }) => `${CHILD_CONTACT.label(contact)} ${visit.evaluatedBy}`)
  // What 上, 中 and 下 mean is the method's own; a hospital may have changed it between two columns.
  const limits = Object.entries(LEVEL_LIMITS).filter(([method]) => shown.some(({ visit }) => visit.evaluatedBy?.includes(method))).map(([, text]) => text).join('')
  const twice = columns.filter(contact => visits.filter(visit => visit.contact === contact).length > 1).map(contact => `${CHILD_CONTACT.label(contact)}随访 ${visits.filter(visit => visit.contact === contact).length} 次,本表为 ${visitOf(contact)!.visitDay}`)
  // What another column of the form asks for and this visit made up stands under the table: its own column has a dash.
  const madeUp = shown.flatMap(({ contact, visit }) => {
    const made = [...(visit.haemoglobinGPerL !== null && !columnOf('haemoglobinGPerL', contact) ? [`血红蛋白 ${visit.haemoglobinGPerL} g/L`] : []), ...(visit.hearing !== null && !columnOf('hearing', contact) ? [`听力 ${CHILD_HEARING.label(visit.hearing)}`] : [])]
    return made.length ? [`${CHILD_CONTACT.label(contact)}(${visit.visitDay})补做:${made.join(',')}`] : []
  })
  return [
    ...(columns.some(contact => columnOf('warningSigns', contact)) ? ['发育评估:√ 有该征象;无 没有;未 未询问。'] : []),
    ...shown.flatMap(({ contact, visit }) => askedByCorrectedAge(contact, visit)).map(line => `${line}。`),
    ...(madeUp.length ? [`${madeUp.join(';')}。`] : []),
    ...(evaluated.length ? [`等级依据:${evaluated.join(';')}。${limits}`] : []),
    ...shown.filter(({ visit }) => visit.evaluationNote).map(({ contact, visit }) => `${CHILD_CONTACT.label(contact)} 医生对评价的不同意见:${visit.evaluationNote}`),
    ...(twice.length ? [`${twice.join(';')}。`] : []),
  ]
}

/** The line on top of every form: who the child is. */
export const headOf = (facts: ChildPaperFacts) => [
  [{ share: 3, name: 'childName', label: '姓名', value: facts.name }, { share: 1.2, name: 'sexText', label: '性别', value: SEX.label(facts.sex) }, { share: 2, name: 'birthDay', label: '出生日期', value: facts.birthDay ?? '' }, { share: 2.2, name: 'fileNumber', label: '编号', value: facts.fileNumber }],
]

/**
 * 1～8月龄, 12～30月龄 or 3～6岁儿童健康检查记录表 (child health note §4.2–4.4) as A4 sheets with all columns of the form
 * beside each other. A contact made more than once prints its last visit, or the one that was asked for.
 */
export function checkFormPages(form: CheckForm, facts: ChildPaperFacts, visits: readonly PrintedVisit[], chosen: PrintedVisit | null = null): { layout: Layout; values: PrintValues }[] {
  const columns = columnsOf(form)
  const visitOf = (contact: CheckContact): PrintedVisit | null => chosen?.contact === contact ? chosen : visits.findLast(visit => visit.contact === contact) ?? null
  return formGridPages({
    form: FORM_IDS[form], title: TITLES[form], version: 1, page: { w: 210, h: 297, margin: 9, pt: 7.5, titlePt: 14 }, head: headOf(facts),
    columns: { cells: [headCell('ageLabel', form === 'preschool' ? '年龄' : '月龄', 1.35), ...columns.map(contact => ({ ...headCell(`age${capital(contact)}`, CHILD_CONTACT.label(contact), 2.3) }))] },
    rows: rowsFor(form, columns, visitOf), foot: footOf(columns, visits, visitOf),
  })
}

/** One check-up as a page of the child's handbook (A5): the fields of its column, one under the other. */
export function handbookCheckPages(facts: ChildPaperFacts, visit: PrintedVisit): { layout: Layout; values: PrintValues }[] {
  const form = checkFormOf(visit.contact)
  if (!form || !isCheck(visit.contact)) throw new RangeError('the home visit has a page of its own')
  const { contact } = visit
  const rows = rowsFor(form, [contact], () => visit).map(({ cells }) => ({ cells: [{ ...cells[0]!, share: 1 }, { ...cells[1]!, share: 3.4 }] }))
  return formGridPages({
    form: 'child-handbook', title: `儿童健康检查记录(${CHILD_CONTACT.label(contact)})`, version: 1, page: { w: 148, h: 210, margin: 8, pt: 7.5, titlePt: 12 },
    head: [[headOf(facts)[0]![0]!, headOf(facts)[0]![1]!], [headOf(facts)[0]![2]!, headOf(facts)[0]![3]!]], columns: null, rows, foot: footOf([contact], [visit], () => visit),
  })
}
