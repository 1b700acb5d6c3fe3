import { FETAL_POSITION, FOLLOW_UP_GUIDANCE, FOLLOW_UP_VISIT, type FollowUpVisit, URINE_RESULT } from '../code/maternal-visit.ts'
import { codesIn } from '../field/code-list.ts'
import type { StoredMaternalVisit } from '../modules/maternal/visit.record.ts'
import { guidanceAt } from '../rule/maternal/visits.ts'
import { BLANK, type FormAnswer } from './child-form-cells.ts'
import { type FormCell, formGridPages, type FormRow } from './form-grid.ts'
import { A4_FORM, footOf, found, gestation, maternalHead, type MaternalPages, type MaternalPaperFacts, measure, pressure, type Printed, referralAnswer, word } from './maternal-form-cells.ts'

type Visit = Printed<StoredMaternalVisit>
/** A column of the form: a visit of the programme, made or not, or a further one. */
type Column = { readonly number: FollowUpVisit; readonly visit: Visit | null }

// As many as stand clear of the next column; more answers get more.
const LEAST_BOXES = 4

function guidanceAnswer({ number, visit }: Column): FormAnswer {
  const chosen = codesIn(visit?.guidance)
  // What was ticked is printed even where this column does not offer it.
  const printed = FOLLOW_UP_GUIDANCE.list.filter(({ code }) => guidanceAt(number).includes(code) || chosen.includes(code))
  const note = visit?.guidanceNote ? `:${visit.guidanceNote}` : BLANK
  return { text: printed.map(({ code, label }) => `${code} ${label}${code === '8' ? note : ''}`).join('  '), boxes: Array.from({ length: Math.max(LEAST_BOXES, chosen.length) }, (_, index) => chosen[index] ?? ''), boxesBelow: true }
}

type Line = { readonly key: string; readonly label: string; of(column: Column): FormAnswer }
const said = (key: string, label: string, of: (visit: Visit | null) => string): Line => ({ key, label, of: ({ visit }) => ({ text: of(visit) }) })
/** The questions of 第2~5次产前随访服务记录表 in printed order (maternal care note §4.3). */
const LINES: readonly Line[] = [
  said('visitDay', '随访日期', visit => visit?.visitDay ?? ''), said('gestation', '孕周', visit => gestation(visit?.gestationDays)), said('complaint', '主诉', visit => visit?.chiefComplaint ?? ''),
  said('weight', '体重', visit => measure(visit?.weightKg, 'kg', 1)), said('fundalHeight', '产科检查:宫底高度', visit => measure(visit?.fundalHeightCm, 'cm', 1)), said('abdomen', '产科检查:腹围', visit => measure(visit?.abdomenCm, 'cm', 1)),
  said('position', '产科检查:胎位', visit => word(FETAL_POSITION, visit?.fetalPosition)),
  said('heart', '产科检查:胎心率', visit => [measure(visit?.fetalHeartPerMinute, '次/分'), visit?.otherFetuses ? `其他胎儿:${visit.otherFetuses}` : ''].filter(Boolean).join('\n')),
  said('pressure', '血压', visit => pressure(visit)), said('haemoglobin', '血红蛋白', visit => measure(visit?.haemoglobinGPerL, 'g/L')), said('urineProtein', '尿蛋白', visit => word(URINE_RESULT, visit?.urineProtein)),
  said('otherTests', '其他辅助检查', visit => visit?.otherTests ?? ''),
  { key: 'assessment', label: '分类', of: ({ visit }) => found(visit, 'assessment') }, { key: 'guidance', label: '指导', of: guidanceAnswer }, { key: 'referral', label: '转诊', of: ({ visit }) => referralAnswer(visit) },
  said('next', '下次随访日期', visit => [visit?.nextVisitDay, visit?.nextPlace].filter(Boolean).join(' ')), said('doctor', '随访医生签名', visit => visit?.doctorName ?? ''), said('signer', '居民(家属)签名', visit => visit?.signerName ?? ''),
]
const LABEL_SHARE = 0.75

function sheet(facts: MaternalPaperFacts, title: string, columns: readonly Column[]): MaternalPages {
  const head = (name: string, text: string, share: number): FormCell => ({ share, name, label: text, text, isHead: true })
  const rows: FormRow[] = LINES.map(line => ({
    cells: [head(`${line.key}Label`, line.label, LABEL_SHARE), ...columns.map((column, at): FormCell => {
      const { text, boxes, boxesBelow } = line.of(column)
      return { share: 1, name: `${line.key}${at}`, label: line.label, text, ...(boxes ? { boxes } : {}), ...(boxesBelow ? { boxesBelow } : {}) }
    })],
  }))
  return formGridPages({
    form: 'maternal-visits', title, version: 1, page: { ...A4_FORM, pt: 7.5 }, head: maternalHead(facts), columns: { cells: [head('itemHead', '项目', LABEL_SHARE), ...columns.map(({ number }, at) => head(`columnHead${at}`, FOLLOW_UP_VISIT.label(number), 1))] },
    rows, foot: columns.flatMap(({ number, visit }) => footOf([`${FOLLOW_UP_VISIT.label(number)}${visit?.visitDay ?? ''} 检查机构`, visit?.institution], [`${FOLLOW_UP_VISIT.label(number)}${visit?.visitDay ?? ''} 备注`, visit?.note])),
  })
}

const NUMBERED = ['2', '3', '4', '5'] as const satisfies readonly FollowUpVisit[]
const PER_SHEET = 4

/** 第2~5次产前随访服务记录表: a column for each visit; further visits follow on sheets of their own, four on each. */
export function visitFormPages(facts: MaternalPaperFacts, visits: readonly Visit[]): MaternalPages {
  const further = visits.filter(visit => visit.visitNumber === 'other')
  const pages = sheet(facts, '第2~5次产前随访服务记录表', NUMBERED.map(number => ({ number, visit: visits.find(visit => visit.visitNumber === number) ?? null })))
  for (let at = 0; at < further.length; at += PER_SHEET) {
    const own = further.slice(at, at + PER_SHEET)
    pages.push(...sheet(facts, '产前随访服务记录表(其他随访)', Array.from({ length: PER_SHEET }, (_, index) => ({ number: 'other' as const, visit: own[index] ?? null }))))
  }
  return pages
}
