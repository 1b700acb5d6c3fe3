import type { InfectionBehind } from '../api/infection-api.ts'
import { CHILD_TEST, CHILD_TEST_RESULT, EXPOSED_OUTCOME, INFECTION, INFECTION_CLOSING, INFECTION_VISIT_WAY } from '../code/infection.ts'
import { codesIn } from '../field/code-list.ts'
import { infectionCase, type StoredInfectionCase } from '../modules/infection/case.record.ts'
import { infectionChild, type StoredInfectionChild, type StoredInfectionChildTest } from '../modules/infection/child.record.ts'
import type { StoredInfectionVisit } from '../modules/infection/visit.record.ts'
import type { RecordDefinition } from '../record/define.ts'
import { isShown } from '../record/derive/schema.ts'
import type { PlannedTest } from '../rule/infection/exposed-child.ts'
import { formatGestation } from '../rule/gestation.ts'
import type { Day } from '../time/day.ts'
import { type FormCell, formGridPages, type FormRow } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'
import { plainValue } from './plain-value.ts'

type Pages = { layout: Layout; values: PrintValues }[]
export type InfectionOnPaper = {
  readonly row: StoredInfectionCase; readonly behind: InfectionBehind; readonly visits: readonly StoredInfectionVisit[]; readonly institution: string; readonly institutionPhone: string
  readonly children: readonly { readonly child: StoredInfectionChild; readonly tests: readonly StoredInfectionChildTest[]; readonly planned: readonly PlannedTest[] }[]
}
const A4 = { w: 210, h: 297, margin: 12, pt: 9, titlePt: 16 }
const A5 = { w: 148, h: 210, margin: 12, pt: 11, titlePt: 16 }
const head = (name: string, text: string, share = 1): FormCell => ({ share, name, label: text, text, isHead: true })
const cell = (name: string, label: string, text: string, share: number): FormCell => ({ share, name, label, text })
const whole = (name: string, text: string): FormRow => ({ cells: [head(name, text)] })
const stage = ({ gestationDays, deliveredDay }: InfectionBehind): string => deliveredDay ? `已分娩 ${deliveredDay}` : gestationDays === null ? '' : `孕${formatGestation(gestationDays)}周`

/** Two answers a line, hidden ones left out. */
function answers(definition: RecordDefinition, row: Readonly<Record<string, unknown>>, names: readonly string[], key: string): FormRow[] {
  const shown = names.filter(name => isShown(definition.fields[name]!, row) && row[name] !== null)
  return Array.from({ length: Math.ceil(shown.length / 2) }, (_, line) => ({
    cells: shown.slice(line * 2, line * 2 + 2).flatMap(name => { const { label } = definition.fields[name]!; return [head(`${key}${name}Label`, label, 1.2), cell(`${key}${name}`, label, plainValue(definition.fields[name]!, row[name]), 1.8)] }),
  }))
}

const TESTS = ['hivDay', 'hivResult', 'hivConfirmation', 'hivConfirmationDay', 'cd4PerUl', 'viralLoadPerMl', 'viralLoadDay', 'hivTreatmentDay', 'hivRegimen', 'syphilisDay', 'syphilisResult', 'syphilisConfirmation', 'syphilisConfirmationDay', 'syphilisTitre', 'syphilisDrug', 'syphilisDoses', 'syphilisStartDay', 'syphilisEndDay', 'hbvDay', 'hbvResult', 'hbeAntigen', 'hbvDnaIuPerMl', 'hbvDnaDay', 'altUPerL', 'hbvAntiviralDay', 'hbvAntiviral', 'partnerDay', 'partnerHiv', 'partnerSyphilis'] as const
const CHILD = ['bornAt', 'feeding', 'immunoglobulinAt', 'vaccineFirstAt', 'vaccineSecondDay', 'vaccineThirdDay', 'hivProphylaxisAt', 'hivProphylaxis', 'syphilisProphylaxisDay'] as const

/** 随访登记表 of a case: a title that names no disease, a code and initials instead of a name. */
export function infectionCasePages({ row, behind, visits, children, institution }: InfectionOnPaper): Pages {
  const values = row as unknown as Readonly<Record<string, unknown>>
  const confirmed = codesIn(row.confirmed).map(one => INFECTION.label(one)).join('、')
  return formGridPages({
    form: 'infection-case', title: '孕产妇随访登记表', version: 1, page: A4, columns: null,
    head: [[{ share: 2, name: 'number', label: '编号', value: row.number ?? '' }, { share: 1, name: 'initials', label: '姓名首字母', value: behind.initials }, { share: 1, name: 'age', label: '年龄', value: behind.ageYears === null ? '' : String(behind.ageYears) }, { share: 2, name: 'stage', label: '孕产情况', value: stage(behind) }]],
    rows: [
      { cells: [head('openedLabel', '建案日期'), cell('opened', '建案日期', row.openedDay, 1.5), head('doctorLabel', '责任人'), cell('doctor', '责任人', row.doctorName, 1.5)] },
      { cells: [head('confirmedLabel', '确认'), cell('confirmed', '确认', confirmed || '—', 1.5), head('closedLabel', '结案'), cell('closed', '结案', row.closedDay ? `${row.closedDay} ${row.closingReason ? INFECTION_CLOSING.label(row.closingReason) : ''}` : '在管', 1.5)] },
      whole('testsTitle', '检测与治疗'), ...answers(infectionCase, values, TESTS, 'case'),
      ...visits.length > 0 ? [whole('visitsTitle', '随访记录')] : [],
      ...visits.map((visit, at): FormRow => ({ cells: [cell(`visitDay${at}`, '随访日期', visit.visitDay, 1), cell(`visitWay${at}`, '方式', INFECTION_VISIT_WAY.label(visit.way), 0.6), cell(`visitText${at}`, '情况', [visit.condition, visit.advice].filter(Boolean).join('\n') || '—', 4), cell(`visitNext${at}`, '下次', visit.nextVisitDay ?? '', 1), cell(`visitBy${at}`, '随访人', visit.doctorName, 0.9)] })),
      ...children.flatMap(({ child, tests, planned }, at): FormRow[] => [
        whole(`childTitle${at}`, `儿童 ${child.birthOrder}`), ...answers(infectionChild, child as unknown as Readonly<Record<string, unknown>>, CHILD, `child${at}`),
        ...tests.map((test, index): FormRow => ({ cells: [cell(`test${at}x${index}`, '检测', CHILD_TEST.label(test.test), 2), cell(`testDay${at}x${index}`, '日期', test.testDay, 1), cell(`testResult${at}x${index}`, '结果', [CHILD_TEST_RESULT.label(test.result), test.value].filter(Boolean).join(' '), 2)] })),
        ...planned.filter(({ doneDay }) => doneDay === null).map((one, index): FormRow => ({ cells: [cell(`due${at}x${index}`, '待检测', CHILD_TEST.label(one.test), 2), cell(`dueDay${at}x${index}`, '应检日期', one.dueDay, 1), cell(`dueResult${at}x${index}`, '结果', '', 2)] })),
        { cells: INFECTION.values.flatMap(one => { const outcome = child[`${one}Outcome`]; return [head(`outcome${at}${one}Label`, `${INFECTION.label(one)}结局`), cell(`outcome${at}${one}`, '结局', outcome ? EXPOSED_OUTCOME.label(outcome) : '—', 1)] }) },
      ]),
    ],
    foot: [`${institution}  本表只写编号和姓名首字母,专柜保管,不得复印外传。`],
  })
}

/** 检查通知单 for a child's next test, A5, to be handed to the mother: where and when, no word of why. */
export function infectionSlipPages({ row, institution, institutionPhone }: InfectionOnPaper, child: StoredInfectionChild, dueDay: Day | null): Pages {
  const said = (name: string, label: string, text: string): FormRow => ({ cells: [head(`${name}Label`, label, 1), cell(name, label, text, 3)] })
  return formGridPages({
    form: 'infection-slip', title: '儿童健康检查通知单', version: 1, page: A5, columns: null, head: [[{ share: 1, name: 'number', label: '编号', value: `${row.number ?? ''}-${child.birthOrder}` }]],
    rows: [
      said('born', '出生日期', child.bornAt.slice(0, 10)), said('due', '请于何日前来院', dueDay ?? '本次检查已全部完成'), said('place', '地点', institution), said('phone', '电话', institutionPhone || '—'),
      said('bring', '请携带', '本通知单、母子健康手册、预防接种证'), said('contact', '联系人', row.doctorName),
    ],
    foot: ['请按时带孩子检查;不能按时来请先打电话约定日期。'],
  })
}
