import type { PremaritalDisease, PremaritalOpinion, PremaritalResult } from '../../code/fertility.ts'
import { type CodeList, codesIn } from '../../field/code-list.ts'
import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { RuleMoment } from '../../record/define.ts'
import type { Day } from '../../time/day.ts'

const INTO_THE_VAGINA: readonly string[] = ['2', '3', '4']
const DAYS = ['registeredDay', 'examinedDay', 'lastMenstrualDay', 'recheckedDay', 'transferDay', 'transferAnswerDay', 'certificateDay', 'reportDay'] as const
type DayName = (typeof DAYS)[number]
/** What the rules look at; the record's own row fits it. */
type Sheet = Readonly<Record<DayName | 'recheckDay', Day | null>> & {
  readonly personId: string | null; readonly partnerId: string | null; readonly systolicMmHg: number | null; readonly diastolicMmHg: number | null; readonly gynaecologicalMethod: string | null; readonly consent: boolean | null
  readonly epididymisLeft: string | null; readonly epididymisRight: string | null; readonly epididymisNote: string | null; readonly mental: string | null; readonly diseases: CodeList<PremaritalDisease> | null; readonly diagnosis: string | null
  readonly result: PremaritalResult | null; readonly opinion: PremaritalOpinion | null; readonly transferHospital: string | null; readonly transferAnswer: string | null; readonly chiefDoctorName: string | null
}
/** Which group of diseases each result speaks of. */
const GROUP_OF_RESULT: Readonly<Partial<Record<PremaritalResult, PremaritalDisease>>> = { '2': '3', '3': '4' }

const before = (one: Day | null, other: Day | null): boolean => one !== null && other !== null && one < other

/** Across the fields of one sheet: days in their order, consent before the vagina is entered, a conclusion that fits what was found. */
export function premaritalRules(row: Sheet, { today }: RuleMoment): FieldIssue[] {
  return [...daysIssues(row, today), ...bodyIssues(row), ...conclusionIssues(row)]
}

function daysIssues(row: Sheet, today: Day): FieldIssue[] {
  const issues: FieldIssue[] = DAYS.filter(name => row[name] !== null && row[name] > today).map(name => block(name, message('premarital.future', '日期不能晚于今天,请核对')))
  if (before(row.examinedDay, row.registeredDay)) issues.push(block('examinedDay', message('premarital.beforeRegistration', '婚检日期不能早于登记日期 {{day}},请核对', { day: row.registeredDay! })))
  if (before(row.certificateDay, row.examinedDay)) issues.push(block('certificateDay', message('premarital.certificateBefore', '出具证明日期不能早于婚检日期,请核对')))
  if (before(row.transferAnswerDay, row.transferDay)) issues.push(block('transferAnswerDay', message('premarital.answerBefore', '转诊回复日期不能早于转诊日期,请核对')))
  if (before(row.recheckDay, row.examinedDay)) issues.push(block('recheckDay', message('premarital.recheckBefore', '建议复查日期应晚于婚检日期,请核对')))
  if (before(row.recheckedDay, row.examinedDay)) issues.push(block('recheckedDay', message('premarital.recheckedBefore', '已复查日期不能早于婚检日期,请核对')))
  return issues
}

function bodyIssues(row: Sheet): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (row.personId !== null && row.personId === row.partnerId) issues.push(block('partnerId', message('premarital.samePerson', '双方不能是同一个人,请重新选择对方')))
  if (row.systolicMmHg !== null && row.diastolicMmHg !== null && row.systolicMmHg <= row.diastolicMmHg) issues.push(block('systolicMmHg', message('premarital.pressure', '收缩压应高于舒张压,请核对')))
  if (row.gynaecologicalMethod !== null && INTO_THE_VAGINA.includes(row.gynaecologicalMethod) && row.consent !== true) issues.push(block('consent', message('premarital.consent', '经阴道检查须先征得本人同意;请填写“检查知情同意”,未同意的改用外阴部检查或直肠-腹部诊')))
  if ((row.epididymisLeft === '1' || row.epididymisRight === '1') && !row.epididymisNote) issues.push(warn('epididymisNote', message('premarital.epididymis', '附睾异常,请填写异常情况')))
  if (row.mental === '1' && !row.diagnosis && row.opinion !== null) issues.push(warn('diagnosis', message('premarital.mental', '精神状态为异常,请在“疾病诊断”中写明')))
  return issues
}

function conclusionIssues(row: Sheet): FieldIssue[] {
  const issues: FieldIssue[] = []
  const diseases = codesIn(row.diseases)
  const hasDisease = diseases.some(one => one !== '1')
  const { opinion } = row
  if (hasDisease && !row.diagnosis) issues.push(block('diagnosis', message('premarital.diagnosis', '发现疾病请填写疾病诊断')))
  if (opinion !== null && !row.examinedDay) issues.push(block('examinedDay', message('premarital.examinedMissing', '有医学意见时请填写婚检日期')))
  if (opinion !== null && row.diseases === null) issues.push(block('diseases', message('premarital.diseasesMissing', '出具医学意见前请选择疾病类别;没有发现的选“未发现”')))
  if (opinion !== null && opinion !== '1' && diseases.length > 0 && !hasDisease) issues.push(block('opinion', message('premarital.opinionWithoutDisease', '未发现疾病时医学意见应为“未发现医学上不宜结婚的情形”,请核对疾病类别或医学意见')))
  if (opinion === '1' && diseases.some(one => one === '2' || one === '3' || one === '4')) issues.push(warn('opinion', message('premarital.opinionDespite', '已发现严重遗传性疾病、指定传染病或有关精神病,医学意见却为“未发现”,请核对')))
  if (opinion === '3' && !diseases.includes('2') && !diseases.includes('5')) issues.push(warn('opinion', message('premarital.noChildren', '“建议不宜生育”一般用于严重遗传性疾病或重要器官疾病,请核对疾病类别')))
  const group = row.result === null ? undefined : GROUP_OF_RESULT[row.result]
  if (group !== undefined && !diseases.includes(group)) issues.push(warn('result', message('premarital.resultGroup', '婚前医学检查结果与疾病类别不一致,请核对')))
  if (opinion === '2' && !row.recheckDay) issues.push(block('recheckDay', message('premarital.recheck', '建议暂缓结婚的请填写建议复查日期')))
  if (row.transferHospital && !row.transferDay) issues.push(block('transferDay', message('premarital.transferDay', '已转诊的请填写转诊日期')))
  if (row.transferAnswerDay && !row.transferAnswer) issues.push(block('transferAnswer', message('premarital.transferAnswer', '请填写转诊结果')))
  if (row.certificateDay && (opinion === null || !row.chiefDoctorName)) issues.push(block(opinion === null ? 'opinion' : 'chiefDoctorName', message('premarital.certificate', '出具证明前请填写医学意见和主检医师')))
  return issues
}
