import { bkText } from '../../../domain/export/envelope.ts'
import type { Finding, FindingLevel } from '../../../domain/export/finding.ts'
import { checkStructure } from '../../../domain/export/structure-check.ts'
import { message, type Message } from '../../../domain/message/message.ts'
import { BLANK_STATE } from '../../../domain/code/certificate.ts'
import { daysBetween, type Day } from '../../../domain/time/day.ts'
import type { PlannedDataset, PlannedRow } from './plan.ts'

/** A finding with the record and field it is corrected in. */
export type PlacedFinding = Finding & { record: string; recordId: string; field: string }
type Complaint = { ruleId: string; level: FindingLevel; message: Message; column?: string; suggestion?: Message }
type Add = (row: PlannedRow, complaint: Complaint) => void

// Export note §7.5 (2). Outside these a value is unusual, not impossible: what cannot be saved never comes here.
const WEIGHT_G = [500, 6000] as const
const GESTATION_DAYS = [140, 308] as const
const YOUNGEST_MOTHER_YEARS = 12
/** 新生儿期. */
const NEWBORN_VISIT_DAYS = 28
/** Two deliveries of one woman nearer than this are one delivery entered twice. */
const SHORTEST_INTERVAL_DAYS = 140

const history = () => message('packageCheck.suggest.history', '核对该编号的流转记录;程序无法解释的请联系软件维护人员')
const correct = () => message('exportCheck.suggest.correct', '在原记录中更正后重新检查')

/**
 * Checks everything that would be sent, all problems at once: each value against its column, then ranges, order, identity
 * and what the data sets say of each other (export note §7.5, families 1–5). Nothing is written.
 */
export function checkPlan(plan: readonly PlannedDataset[], today: Day): PlacedFinding[] {
  const findings: PlacedFinding[] = []
  for (const { map, rows } of plan) {
    const place = (row: PlannedRow, column: string) => {
      const [record, field] = row.from?.origins[column] ?? map.origins[column] ?? [row.from?.record ?? map.record, '']
      return { record, recordId: row.ids[record] ?? row.recordId, field }
    }
    for (const row of rows) for (const finding of checkStructure(map.dataset, row.envelope)) findings.push({ ...finding, ...place(row, finding.hdsb) })
    const add: Add = (row, { ruleId, level, message: text, column = '', suggestion = correct() }) => {
      const spec = map.dataset.columns.find(entry => entry.id === column)
      const value = spec ? (spec.place === 'payload' ? row.envelope.payload : row.envelope.ext)[spec.key] ?? '' : ''
      findings.push({ ruleId, level, dataset: map.dataset.id, bk: bkText(row.envelope.bk), hdsb: column, fieldName: spec?.name ?? map.dataset.title, value, message: text, suggestion, ...place(row, column) })
    }
    doubleKeys(rows, add)
    const live = rows.filter(row => row.voided === null)
    for (const row of live) {
      if (row.eventDate > today) add(row, { ruleId: 'XC-31', level: '错误', message: message('packageCheck.future', '业务日期 {{day}} 晚于今天', { day: row.eventDate }) })
      ROW_CHECKS[map.dataset.id]?.(row, add)
    }
    ACROSS[map.dataset.id]?.(live, add)
  }
  checkRegister(plan, findings)
  return findings.sort((a, b) => order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0)
}

const CERTIFICATES = 'birth_cert'
const CHANGES = 'cert_change'
const MOVES = 'stock_move'
const ENDS = new Set(['voided', 'exchanged', 'lost'])

/**
 * What the register of certificates must say of itself (export note §7.5, family 5 and the stock equation of family 6): every
 * sheet that goes out goes with the change that made it what it is, unless that was sent before; moves add up to what is held.
 */
function checkRegister(plan: readonly PlannedDataset[], findings: PlacedFinding[]): void {
  const of = (dataset: string) => plan.find(entry => entry.map.dataset.id === dataset)
  const changes = new Map<string, Set<string>>()
  for (const row of of(CHANGES)?.rows ?? []) {
    const certificateId = text(row, 'certificateId')!
    changes.set(certificateId, (changes.get(certificateId) ?? new Set()).add(text(row, 'change')!))
  }
  for (const row of of(CERTIFICATES)?.rows ?? []) {
    const planned = changes.get(text(row, 'certificateId')!)
    const told = number(row, 'changeSent') === 1 || (number(row, 'ended') === 1 ? [...planned ?? []].some(change => ENDS.has(change)) : planned?.has('issued'))
    if (told) continue
    findings.push({
      ruleId: 'XC-55', level: '警告', dataset: CERTIFICATES, bk: bkText(row.envelope.bk), hdsb: 'ext.certStatus', fieldName: '证件状态', value: row.envelope.ext.certStatus ?? '', record: 'certificate', recordId: row.recordId, field: '',
      message: message('packageCheck.noChange', '证明的状态没有对应的状态变更记录'), suggestion: history(),
    })
  }
  for (const { state, byMoves, counted } of of(MOVES)?.balance ?? []) {
    if (byMoves === counted) continue
    findings.push({
      ruleId: 'XC-61', level: '警告', dataset: MOVES, bk: bkText({ toState: state }), hdsb: 'ext.toState', fieldName: BLANK_STATE.label(state), value: state, record: 'blank', recordId: '', field: '',
      message: message('packageCheck.stockBalance', '按流转记录应有 {{byMoves}} 张,实有 {{counted}} 张,账实不符', { byMoves, counted }), suggestion: message('packageCheck.suggest.stocktake', '在“空白证件”中盘点并核对流转记录'),
    })
  }
}

const order = (finding: PlacedFinding): string => [finding.level === '错误' ? 0 : 1, finding.dataset, finding.bk, finding.hdsb, finding.ruleId, finding.recordId].join('\u0000')

/** Rows that may be sealed: those without an error. */
export function withoutErrors(plan: readonly PlannedDataset[], findings: readonly PlacedFinding[]): PlannedDataset[] {
  const barred = new Set(findings.filter(finding => finding.level === '错误').map(finding => `${finding.dataset} ${finding.bk}`))
  return plan.map(dataset => ({ ...dataset, rows: dataset.rows.filter(row => !barred.has(`${dataset.map.dataset.id} ${bkText(row.envelope.bk)}`)) }))
}

function doubleKeys(rows: readonly PlannedRow[], add: Add): void {
  for (const same of groups(rows, row => bkText(row.envelope.bk))) {
    if (same.length < 2) continue
    for (const row of same) add(row, { ruleId: 'XC-41', level: '错误', message: message('packageCheck.doubleKey', '{{count}} 条记录的业务主键相同,无法区分', { count: same.length }) })
  }
}

function groups<T>(rows: readonly T[], keyOf: (row: T) => string | null): T[][] {
  const byKey = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    byKey.set(key, [...byKey.get(key) ?? [], row])
  }
  return [...byKey.values()]
}

const text = (row: PlannedRow, fact: string): string | null => (row.facts[fact] ?? null) as string | null
const number = (row: PlannedRow, fact: string): number => Number(row.facts[fact] ?? 0)
const day = (row: PlannedRow, fact: string): Day | null => text(row, fact) as Day | null

function rangeChecks(columns: { weight: string; gestation: string }): (row: PlannedRow, add: Add) => void {
  return (row, add) => {
    weightRange(row, columns.weight, add)
    gestationRange(row, columns.gestation, add)
  }
}

function weightRange(row: PlannedRow, column: string, add: Add): void {
  const weightG = number(row, 'weightG')
  if (weightG < WEIGHT_G[0] || weightG > WEIGHT_G[1]) add(row, { ruleId: 'XC-21', level: '警告', column, message: message('packageCheck.weight', '出生体重 {{value}} 克少见(通常 {{low}}~{{high}}),请核对', { value: weightG, low: WEIGHT_G[0], high: WEIGHT_G[1] }) })
}

function gestationRange(row: PlannedRow, column: string, add: Add): void {
  const gestationDays = number(row, 'gestationDays')
  if (gestationDays < GESTATION_DAYS[0] || gestationDays > GESTATION_DAYS[1]) add(row, { ruleId: 'XC-22', level: '警告', column, message: message('packageCheck.gestation', '孕周 {{value}} 天少见(通常 {{low}}~{{high}}),请核对', { value: gestationDays, low: GESTATION_DAYS[0], high: GESTATION_DAYS[1] }) })
}

function motherAge(row: PlannedRow, column: string, add: Add): void {
  const born = day(row, 'motherBirthDay')
  const birth = day(row, 'bornOn')
  if (!born || !birth) return
  if (born >= birth) add(row, { ruleId: 'XC-32', level: '错误', column, message: message('packageCheck.motherAfterChild', '母亲出生日期不早于新生儿出生日期') })
  else if (Number(birth.slice(0, 4)) - Number(born.slice(0, 4)) < YOUNGEST_MOTHER_YEARS) add(row, { ruleId: 'XC-33', level: '警告', column, message: message('packageCheck.motherYoung', '母亲分娩时不足 {{years}} 岁,请核对出生日期', { years: YOUNGEST_MOTHER_YEARS }) })
}

/** A visit lies between the child's birth and its death. */
function childVisitDays(row: PlannedRow, column: string, add: Add): void {
  const [birth, death] = [day(row, 'birthDay'), day(row, 'deathDay')]
  if (birth && row.eventDate < birth) add(row, { ruleId: 'XC-71', level: '错误', column, message: message('packageCheck.visitBeforeBirth', '随访日期早于儿童出生日期') })
  if (death && row.eventDate > death) add(row, { ruleId: 'XC-72', level: '错误', column, message: message('packageCheck.visitAfterDeath', '随访日期晚于死亡日期') })
}

const ROW_CHECKS: Record<string, (row: PlannedRow, add: Add) => void> = {
  birth_cert(row, add) {
    rangeChecks({ weight: 'HDSB01.01.034', gestation: 'HDSB01.01.032' })(row, add)
    motherAge(row, 'HDSB01.01.009', add)
    if (text(row, 'issueDay')! < text(row, 'bornOn')!) add(row, { ruleId: 'XC-34', level: '错误', column: 'HDSB01.01.039', message: message('packageCheck.issuedBeforeBirth', '签发日期早于出生日期') })
    if (text(row, 'outcome') !== '1') add(row, { ruleId: 'XC-51', level: '错误', column: 'HDSB01.01.004', message: message('packageCheck.certificateWithoutLiveBirth', '证明对应的新生儿记录已作废或不是活产') })
    const printed = text(row, 'printedBabyName')
    // A name that was fitted or spaced on paper is still the same name.
    if (printed !== null && printed.replace(/\s/g, '') !== (text(row, 'babyName') ?? '').replace(/\s/g, '')) add(row, { ruleId: 'XC-52', level: '错误', column: 'HDSB01.01.002', message: message('packageCheck.printedNameDiffers', '证件上打印的姓名与登记表现有姓名不一致'), suggestion: message('packageCheck.suggest.reissue', '核对登记表;证件有误的须作废或换发') })
  },
  stock_move(row, add) {
    const before = text(row, 'before')
    const column = 'ext.fromState'
    if (text(row, 'fromState') !== before) add(row, { ruleId: 'XC-62', level: '警告', column, message: message('packageCheck.moveChain', '与上一条流转记录的状态不衔接'), suggestion: history() })
    if (number(row, 'allowed') === 0) add(row, { ruleId: 'XC-63', level: '警告', column: 'ext.toState', message: message('packageCheck.moveUnknown', '证件不能由原状态变为新状态'), suggestion: history() })
    if (number(row, 'backwards') === 1) add(row, { ruleId: 'XC-64', level: '警告', column: 'ext.movedAt', message: message('packageCheck.moveBackwards', '发生时间早于上一条流转记录(电脑时间可能调过)'), suggestion: history() })
    if (text(row, 'standsOtherwise') !== null) add(row, { ruleId: 'XC-65', level: '警告', column: 'ext.toState', message: message('packageCheck.moveLast', '最后一条流转记录与证件现在的状态不同'), suggestion: history() })
  },
  delivery(row, add) {
    gestationRange(row, 'HDSB02.04.112', add)
    motherAge(row, 'HDSB02.04.003', add)
    const lastMenstrual = text(row, 'lastMenstrualDay')
    if (lastMenstrual && lastMenstrual >= text(row, 'bornOn')!) add(row, { ruleId: 'XC-35', level: '错误', column: 'HDSB02.04.111', message: message('packageCheck.menstrualAfterDelivery', '末次月经不早于分娩日期') })
    if (number(row, 'newborns') !== number(row, 'fetusCount')) add(row, { ruleId: 'XC-53', level: '警告', column: 'HDSB02.04.130', message: message('packageCheck.fetusCount', '胎数为 {{fetuses}},登记的新生儿为 {{newborns}} 名', { fetuses: number(row, 'fetusCount'), newborns: number(row, 'newborns') }) })
  },
  newborn(row, add) {
    rangeChecks({ weight: 'HDSB02.04.177', gestation: 'ext.gestationDays' })(row, add)
    if (number(row, 'birthOrder') > number(row, 'fetusCount')) add(row, { ruleId: 'XC-36', level: '错误', column: 'ext.birthDateTime', message: message('packageCheck.birthOrder', '胎儿序号 {{order}} 大于胎数 {{fetuses}}', { order: number(row, 'birthOrder'), fetuses: number(row, 'fetusCount') }) })
    if (number(row, 'liveBorn') === 1 && text(row, 'certificateNumber') === null) {
      add(row, { ruleId: 'XC-54', level: '警告', column: 'ext.certNo', message: message('packageCheck.noCertificate', '活产新生儿尚无有效的《出生医学证明》'), suggestion: message('packageCheck.suggest.issue', '办理首次签发;家长未申领的可保留此警告') })
    }
  },
  newborn_visit(row, add) {
    childVisitDays(row, 'ext.visitDay', add)
    motherAge(row, 'ext.motherBirthDay', add)
    if (row.facts.weightG !== null) weightRange(row, 'ext.birthWeightG', add)
    if (row.facts.gestationDays !== null) gestationRange(row, 'ext.gestationDays', add)
    const birth = day(row, 'birthDay')
    const days = birth ? daysBetween(birth, row.eventDate) : 0
    if (days > NEWBORN_VISIT_DAYS) add(row, { ruleId: 'XC-73', level: '警告', column: 'ext.visitDay', message: message('packageCheck.newbornVisitLate', '访视时已出生 {{days}} 天,超过新生儿期,请核对日期', { days }) })
  },
  child_examination(row, add) {
    childVisitDays(row, 'HDSB01.02.062', add)
    motherAge(row, 'HDSB01.02.005', add)
    // One answer of our form stands for heart and lungs, one for anus and genitals: which of both is abnormal only the doctor can say.
    const bothOf = (fact: string, column: string): void => {
      if (text(row, fact) === '2') add(row, { ruleId: 'XC-74', level: '警告', column, message: message('packageCheck.whichAbnormal', '该项检查为异常,没有选择异常的部位,国家数据集的两个标志均不上报'), suggestion: message('packageCheck.suggest.part', '在随访记录中选择异常的部位') })
    }
    bothOf('chest', 'ext.chest')
    bothOf('anusAndGenitals', 'ext.anusAndGenitals')
    for (const [fact, column] of [['pneumonia', 'HDSB01.02.054'], ['diarrhoea', 'HDSB01.02.055'], ['injury', 'HDSB01.02.056']] as const) {
      if (number(row, fact) === 1) add(row, { ruleId: 'XC-75', level: '警告', column, message: message('packageCheck.staysOverEpisodes', '住院次数大于患病次数,请核对') })
    }
  },
  eye_care(row, add) {
    childVisitDays(row, text(row, 'dayColumn')!, add)
  },
  referral(row, add) {
    const referred = text(row, 'referredDay')!
    const birth = text(row, 'birthDay')
    if (birth && birth > referred) add(row, { ruleId: 'XC-37', level: '错误', column: 'HDSD00.01.004', message: message('packageCheck.referredBeforeBirth', '转诊日期早于患者出生日期') })
    const beforeReferral = (fact: string, column: string, sentence: Message) => {
      const at = text(row, fact)
      if (at && at < referred) add(row, { ruleId: 'XC-38', level: '错误', column, message: sentence })
    }
    beforeReferral('arrivedDay', 'ext.arrivedAt', message('packageCheck.arrivedBeforeReferral', '到诊日期早于转诊日期'))
    beforeReferral('returnedDay', 'ext.returnedAt', message('packageCheck.returnedBeforeReferral', '回转日期早于转诊日期'))
    if (text(row, 'state') === 'returned' && text(row, 'returnedDay') === null) add(row, { ruleId: 'XC-39', level: '错误', column: 'ext.returnedAt', message: message('packageCheck.returnedWithoutDay', '已回转的转诊单没有回转日期') })
  },
}

type Across = (rows: readonly PlannedRow[], add: Add) => void
const ACROSS: Record<string, Across> = {
  birth_cert(rows, add) {
    for (const same of groups(rows, row => text(row, 'newbornId'))) {
      if (same.length > 1) for (const row of same) add(row, { ruleId: 'XC-42', level: '错误', column: 'HDSB01.01.001', message: message('packageCheck.twoCertificates', '同一新生儿有 {{count}} 张有效证明', { count: same.length }) })
    }
    sameNumberOtherName(rows, 'motherId', 'motherName', 'HDSB01.01.019', add)
    sameNumberOtherName(rows, 'fatherId', 'fatherName', 'HDSB01.01.031', add)
  },
  delivery(rows, add) {
    sameNumberOtherName(rows, 'idNumber', 'motherName', 'ext.motherIdNo', add)
    for (const same of groups(rows, row => text(row, 'motherId'))) {
      const sorted = same.toSorted((a, b) => a.eventDate < b.eventDate ? -1 : 1)
      for (const [index, row] of sorted.entries()) {
        const before = sorted[index - 1]
        if (before && daysBetween(before.eventDate, row.eventDate) < SHORTEST_INTERVAL_DAYS) add(row, { ruleId: 'XC-43', level: '警告', column: 'HDSB02.04.111', message: message('packageCheck.twoDeliveries', '同一产妇 {{days}} 天内有两次分娩记录,可能重复登记', { days: daysBetween(before.eventDate, row.eventDate) }) })
      }
    }
  },
  child_examination(rows, add) {
    for (const same of groups(rows, row => `${text(row, 'fileId')} ${text(row, 'contact')}`)) {
      if (same.length > 1) for (const row of same) add(row, { ruleId: 'XC-45', level: '警告', column: 'ext.contact', message: message('packageCheck.contactTwice', '同一儿童的同一随访时点本月有 {{count}} 条记录,请核对是否重复登记', { count: same.length }) })
    }
  },
  referral(rows, add) {
    sameNumberOtherName(rows, 'idNumber', 'name', 'ext.idNo', add)
  },
}

function sameNumberOtherName(rows: readonly PlannedRow[], numberFact: string, nameFact: string, column: string, add: Add): void {
  for (const same of groups(rows, row => text(row, numberFact))) {
    if (new Set(same.map(row => text(row, nameFact))).size < 2) continue
    for (const row of same) add(row, { ruleId: 'XC-44', level: '警告', column, message: message('packageCheck.sameIdOtherName', '同一证件号码对应不同姓名') })
  }
}
