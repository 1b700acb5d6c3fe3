import { CHILD_CONTACT } from '../code/child-check.ts'
import { CYCLOPLEGIC, EYE_ADVICE, EYE_FINDING, EYE_PURPOSE, EYE_REFERRAL_STATE, EYE_RESULT, GLASSES_KIND, HYPEROPIA_RESERVE, PARENT_MYOPIA } from '../code/eye-check.ts'
import { SEX } from '../code/sex.ts'
import { codesIn, type CodeList } from '../field/code-list.ts'
import type { StoredEyeFile } from '../modules/eye/file.record.ts'
import type { StoredGlasses } from '../modules/eye/glasses.record.ts'
import { eyeField } from '../modules/eye/parts.ts'
import type { StoredEyeReferral } from '../modules/eye/referral.record.ts'
import type { StoredEyeVisit } from '../modules/eye/visit.record.ts'
import { eyeAdviceLines, guidanceText } from '../rule/eye/advice-words.ts'
import { APPEARANCE_PARTS, EYES, type EyeSide, POSITION_STEPS, RESULT_CHECKS } from '../rule/eye/conclusion.ts'
import type { EyeRules } from '../rule/eye/eye-rules.ts'
import { dioptreText, lensText } from '../rule/eye/refraction.ts'
import { recheckWindow, visionText } from '../rule/eye/vision.ts'
import type { ChildPaperFacts } from './child-form-cells.ts'
import { EYE_WORD, eyeCells, measureLines } from './eye-paper-cells.ts'
import type { ChartDrawing } from './curve-svg.ts'
import { eyeTrendPages } from './eye-trend-paper.ts'
import { type FormCell, formGridPages, type FormHeadLine, type FormRow, type FormSheet } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'

type Pages = { layout: Layout; values: PrintValues; charts?: Readonly<Record<string, ChartDrawing>> }[]
/** Who prints and for how old a child. */
export type EyePaperFacts = ChildPaperFacts & { readonly institution: string; readonly institutionPhone: string; readonly ageMonths: number; readonly ageText: string; readonly rules: EyeRules }
export type EyeFileOnPaper = { readonly file: StoredEyeFile | null; readonly visits: readonly StoredEyeVisit[]; readonly referrals: readonly StoredEyeReferral[]; readonly glasses: readonly StoredGlasses[] }

const A4 = { w: 210, h: 297, margin: 10, pt: 8, titlePt: 15 }
const head = (name: string, text: string, share: number): FormCell => ({ share, name, label: text, text, isHead: true })
const cell = (name: string, label: string, text: string, share: number, align: 'left' | 'center' = 'left'): FormCell => ({ share, name, label, text, align })
const whole = (name: string, text: string): FormRow => ({ cells: [head(name, text, 1)] })

const headLines = (facts: ChildPaperFacts): readonly FormHeadLine[] => [
  [{ share: 3, name: 'childName', label: '姓名', value: facts.name }, { share: 1, name: 'sexText', label: '性别', value: SEX.label(facts.sex) }, { share: 1.8, name: 'birthDay', label: '出生日期', value: facts.birthDay ?? '' }, { share: 2, name: 'fileNumber', label: '档案编号', value: facts.fileNumber }],
]
const visitName = ({ contact, purpose }: StoredEyeVisit): string => contact ? CHILD_CONTACT.label(contact) : EYE_PURPOSE.label(purpose)

/** Sheets of several grids as one document: counted through. */
function numbered(pages: Pages): Pages {
  return pages.length === 1 ? pages : pages.map((page, index) => ({ ...page, values: { ...page.values, pageNumber: `第 ${index + 1} 页 共 ${pages.length} 页` } }))
}

function generalRows(facts: EyePaperFacts, file: StoredEyeFile | null): FormRow[] {
  const said = (row: string, ...pairs: readonly (readonly [string, string])[]): FormRow => ({ cells: pairs.flatMap(([label, text], index) => [head(`${row}Label${index}`, label, 1), cell(`${row}Text${index}`, label, text, pairs.length === 1 ? 7 : 3)]) })
  const parents = file?.parentMyopia ? `${PARENT_MYOPIA.label(file.parentMyopia)}${file.parentHighMyopia ? ',有高度近视' : ''}` : ''
  return [
    said('who', ['身份证号', facts.idNumber], ['父母近视', parents]), said('mother', ['母亲', [facts.mother.name, facts.mother.phone].filter(Boolean).join(' ')], ['父亲', [facts.father.name, facts.father.phone].filter(Boolean).join(' ')]),
    said('home', ['家庭住址', facts.address]), said('family', ['眼病家族史', file?.familyHistory ?? ''], ['宫内感染', file?.motherInfection ?? '']), said('birth', ['吸氧史', file?.oxygen === true ? '有' : file?.oxygen === false ? '无' : '']),
  ]
}

const STEP_WORD: Readonly<Record<(typeof POSITION_STEPS)[number], string>> = { cornealReflex: '角膜映光', coverTest: '遮盖试验' }
function abnormalOf(visit: StoredEyeVisit, side: EyeSide): string {
  const values = visit as unknown as Readonly<Record<string, string | null>>
  const seen = APPEARANCE_PARTS.some(part => codesIn((values[eyeField(part, side)] ?? null) as CodeList | null).some(code => code !== '1')) ? ['眼外观异常'] : []
  const names = [...POSITION_STEPS.map(step => [step, STEP_WORD[step]] as const), ...RESULT_CHECKS.map(check => [check, EYE_FINDING.label(check)] as const)]
  const results = names.flatMap(([name, label]) => { const code = values[eyeField(name, side)]; return EYE_RESULT.isCode(code) && code !== '1' ? [`${label}${code === '2' ? '异常' : '不配合'}`] : [] })
  const isLooked = [...APPEARANCE_PARTS, ...names.map(([name]) => name)].some(name => values[eyeField(name, side)] !== null)
  return [...seen, ...results].join('、') || (isLooked ? '未见异常' : '')
}

const EYE_COLUMNS = [['side', '眼', 0.5], ['visit', '检查时点', 1.1], ['day', '日期', 1.25], ['found', '外观与检查', 2.3], ['lens', '屈光 S/C×A', 1.7], ['equivalent', '等效球镜', 0.85], ['pupil', '瞳孔', 0.75], ['vision', '裸眼', 0.9], ['corrected', '矫正', 0.9], ['length', '眼轴mm', 0.8], ['curve', 'K1/K2', 1.1], ['reserve', '远视储备', 1.3]] as const

function eyeRow(visit: StoredEyeVisit, side: EyeSide, at: number): FormRow {
  const { lens, vision, corrected, axialLength, curvature } = eyeCells(visit, side)
  const equivalent = visit[`equivalentD${side === 'right' ? 'Right' : 'Left'}`]
  const reserve = visit[`reserve${side === 'right' ? 'Right' : 'Left'}`]
  const text: Readonly<Record<(typeof EYE_COLUMNS)[number][0], string>> = {
    side: side === 'right' ? '右' : '左', visit: visitName(visit), day: visit.visitDay, found: abnormalOf(visit, side), lens, equivalent: equivalent === null ? '' : dioptreText(equivalent),
    pupil: visit.pupilState === null ? '' : visit.pupilState === '2' ? `散瞳${visit.cycloplegic ? `(${CYCLOPLEGIC.label(visit.cycloplegic)})` : ''}` : '小瞳', vision, corrected, length: axialLength, curve: curvature, reserve: reserve ? HYPEROPIA_RESERVE.label(reserve) : '',
  }
  return { cells: EYE_COLUMNS.map(([name, label, share]) => cell(`${side}${name[0]!.toUpperCase()}${name.slice(1)}${at}`, label, text[name], share, name === 'found' || name === 'reserve' ? 'left' : 'center')) }
}

/** Right-eye rows of all visits, then left-eye rows: each eye reads down as its own course. */
const eyeSheet = (facts: EyePaperFacts, visits: readonly StoredEyeVisit[]): FormSheet => ({
  form: 'eye-file', title: '儿童眼健康档案(各眼检查记录)', version: 1, page: { ...A4, pt: 7.5 }, head: headLines(facts), columns: { cells: EYE_COLUMNS.map(([name, label, share]) => head(`${name}Head`, label, share)) },
  rows: EYES.flatMap(side => visits.map((visit, at) => eyeRow(visit, side, at))),
  foot: ['小瞳(非睫状肌麻痹)与散瞳(睫状肌麻痹)测得的屈光不能互相比较;远视储备只以散瞳验光判断。空格为未查。'],
})

const COURSE = [['visit', '检查时点', 1], ['day', '日期', 1], ['age', '月龄', 0.5], ['conclusion', '检查结论', 3], ['advice', '处理', 1], ['guidance', '指导', 3.2], ['doctor', '检查者', 1]] as const
function courseRows(visits: readonly StoredEyeVisit[]): FormRow[] {
  return visits.map((visit, at) => {
    const text: Readonly<Record<(typeof COURSE)[number][0], string>> = {
      visit: visitName(visit), day: visit.visitDay, age: visit.ageMonths === null ? '' : String(visit.ageMonths), conclusion: [visit.conclusion, visit.conclusionNote && `医生意见:${visit.conclusionNote}`, visit.referral === '2' && `转诊:${visit.referralReason ?? ''}`].filter(Boolean).join('\n'),
      advice: visit.advice ? EYE_ADVICE.label(visit.advice) : '', guidance: guidanceText(visit.guidance), doctor: visit.doctorName,
    }
    return { cells: COURSE.map(([name, label, share]) => cell(`course${name[0]!.toUpperCase()}${name.slice(1)}${at}`, label, text[name], share)) }
  })
}

const referralRows = (referrals: readonly StoredEyeReferral[]): FormRow[] => referrals.map((row, at) => ({
  cells: [
    cell(`referral${at}`, '转诊', `${row.referredDay} ${row.number ?? ''} 转往 ${row.hospital}(${EYE_REFERRAL_STATE.label(row.state)})`, 4),
    cell(`answer${at}`, '回执', row.answeredDay ? `${row.answeredDay} ${row.diagnosis ?? ''}` : '', 4),
  ],
}))
/** The lens as the doctor wrote it: an optician must not be handed another notation of the same lens. */
function prescribed(row: StoredGlasses, side: EyeSide): string {
  const sphereD = row[eyeField('sphereD', side)]
  return sphereD === null ? '—' : lensText({ sphereD, cylinderD: row[eyeField('cylinderD', side)] ?? 0, axisDegrees: row[eyeField('axisDegrees', side)] })
}
const glassesRows = (glasses: readonly StoredGlasses[]): FormRow[] => glasses.map((row, at) => ({ cells: [cell(`glasses${at}`, '配镜', `${row.prescribedDay} ${GLASSES_KIND.label(row.kind)}:${EYES.map(side => `${EYE_WORD[side]} ${prescribed(row, side)}`).join(',')}`, 1)] }))

/**
 * 儿童眼健康档案 (eye care note §8): who the child is, what each visit concluded, then both eyes each on its own lines, their course
 * as a drawing, and the advice sheet for home. A child without a visit has the first sheet alone.
 */
export function eyeFilePages(facts: EyePaperFacts, { file, visits, referrals, glasses }: EyeFileOnPaper): Pages {
  const first = formGridPages({
    form: 'eye-file', title: '儿童眼健康档案', version: 1, page: A4, head: headLines(facts), columns: null,
    rows: [
      ...generalRows(facts, file), whole('courseTitle', '历次检查结论与指导'), { cells: COURSE.map(([name, label, share]) => head(`course${name}Head`, label, share)) }, ...courseRows(visits),
      ...referrals.length > 0 ? [whole('referralTitle', '转诊与回执'), ...referralRows(referrals)] : [], ...glasses.length > 0 ? [whole('glassesTitle', '配镜'), ...glassesRows(glasses)] : [],
    ],
    foot: [[facts.institution, facts.institutionPhone && `电话 ${facts.institutionPhone}`].filter(Boolean).join('  ') || '—'],
  })
  return numbered([...first, ...visits.length > 0 ? formGridPages(eyeSheet(facts, visits)) : [], ...eyeTrendPages(facts, visits, facts.rules), ...eyeAdvicePages(facts, visits.at(-1) ?? null)])
}

/** What follows from a visit, a second measurement of vision with its days; empty where nothing does. */
function adviceLine({ advice, visitDay }: StoredEyeVisit, rules: EyeRules): string {
  if (advice === null || advice === 'none') return ''
  const { firstDay, lastDay } = recheckWindow(visitDay, rules)
  return `处理:${EYE_ADVICE.label(advice)}${advice === 'recheck' ? `(${firstDay}至${lastDay})` : ''}`
}

/** 护眼指导单: what was found, what the doctor ticked, what to do at home at this age, when to come again (§8.3). */
export function eyeAdvicePages(facts: EyePaperFacts, visit: StoredEyeVisit | null): Pages {
  const months = visit?.ageMonths ?? facts.ageMonths
  const said = (name: string, label: string, text: string): FormRow => ({ cells: [head(`${name}Label`, label, 1), cell(name, label, text, 5.5)] })
  return formGridPages({
    form: 'eye-advice', title: '护眼指导单', version: 1, page: { ...A4, pt: 10.5 }, head: headLines(facts), columns: null,
    rows: [
      ...visit ? [said('found', '这次检查', [`${visit.visitDay} ${visitName(visit)}:${visit.conclusion ?? ''}`, ...measureLines(visit), visit.conclusionNote ? `医生意见:${visit.conclusionNote}` : '', adviceLine(visit, facts.rules)].filter(Boolean).join('\n'))] : [],
      ...visit?.guidance ? [said('guidance', '医生提醒', guidanceText(visit.guidance))] : [],
      ...eyeAdviceLines(months).map(({ heading, text }, index) => said(`advice${index}`, heading, text)),
      ...visit?.nextVisitDay ? [said('next', '下次检查', visit.nextVisitDay)] : [],
    ],
    foot: [[facts.institution, facts.institutionPhone && `电话 ${facts.institutionPhone}`, '本单是一般指导,孩子的具体情况请听医生的意见'].filter(Boolean).join('  ')],
  })
}

/** 配镜处方 on A5: both eyes, right first, as it was prescribed; what was not prescribed is a dash, never an empty cell. */
export function glassesPages(facts: EyePaperFacts, row: StoredGlasses): Pages {
  const share = [0.8, 1.3, 1.3, 1, 1.4]
  const lens = (side: EyeSide): FormRow => {
    const [sphereD, cylinderD, axisDegrees, acuity] = [row[eyeField('sphereD', side)], row[eyeField('cylinderD', side)], row[eyeField('axisDegrees', side)], row[eyeField('correctedVision', side)]]
    const text = [sphereD === null ? '—' : dioptreText(sphereD), cylinderD ? dioptreText(cylinderD) : '—', cylinderD ? String(axisDegrees) : '—', acuity === null ? '—' : visionText(acuity)]
    return { cells: [head(`${side}Eye`, EYE_WORD[side], share[0]!), ...text.map((one, index) => cell(`${side}${index}`, EYE_WORD[side], one, share[index + 1]!, 'center'))] }
  }
  const said = (name: string, label: string, text: string): FormRow => ({ cells: [head(`${name}Label`, label, 1.3), cell(name, label, text, 4.5)] })
  return formGridPages({
    form: 'eye-glasses', title: '配 镜 处 方', version: 1, page: { w: 148, h: 210, margin: 10, pt: 10.5, titlePt: 16 },
    head: [[{ share: 3, name: 'childName', label: '姓名', value: facts.name }, { share: 1.2, name: 'sexText', label: '性别', value: SEX.label(facts.sex) }], [{ share: 2, name: 'birthDay', label: '出生日期', value: facts.birthDay ?? '' }, { share: 1.4, name: 'age', label: '年龄', value: facts.ageText }, { share: 2, name: 'fileNumber', label: '档案编号', value: facts.fileNumber }]],
    columns: { cells: ['眼别', '球镜/D', '柱镜/D', '轴位/°', '矫正视力'].map((label, index) => head(`head${index}`, label, share[index]!)) },
    rows: [
      ...EYES.map(lens), said('distance', '瞳距', row.pupilDistanceMm === null ? '—' : `${row.pupilDistanceMm.toFixed(1)} mm`), said('kind', '眼镜类型', GLASSES_KIND.label(row.kind)), said('wearing', '戴镜要求', row.wearing ?? '—'),
      said('review', '复查日期', row.reviewDay ?? '—'), said('doctor', '验光医师', `${row.doctorName}    签字:____________`), said('day', '处方日期', row.prescribedDay),
    ],
    foot: [[facts.institution, facts.institutionPhone && `电话 ${facts.institutionPhone}`].filter(Boolean).join('  ') || '—', '配镜后请带眼镜和本处方到本院核对;看不清、头晕、眼痛时请及时复查。'],
  })
}
