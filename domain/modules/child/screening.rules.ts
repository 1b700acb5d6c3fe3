import { block, type FieldIssue, message, warn } from '../../message/message.ts'
import type { Day } from '../../time/day.ts'
import type { RuleMoment } from '../../record/define.ts'

type Values = Readonly<Record<string, unknown>>

/** None of these days lies after today. */
export function notInFuture(labels: Readonly<Record<string, string>>): (row: Values, moment: RuleMoment) => FieldIssue[] {
  return (row, { today }) => Object.entries(labels).flatMap(([name, label]) => {
    const value = row[name] as Day | null
    return value && value > today ? [block(name, message('childScreening.future', '{{label}}不能晚于今天', { label }))] : []
  })
}

/** Days that follow one another: none before the last one that is known. */
export function inOrder(labels: Readonly<Record<string, string>>): (row: Values) => FieldIssue[] {
  return row => {
    const issues: FieldIssue[] = []
    let before: { day: string; label: string } | null = null
    for (const [name, label] of Object.entries(labels)) {
      const value = row[name] as string | null
      if (!value) continue
      const day = value.slice(0, 10)
      if (before && day < before.day) issues.push(block(name, message('childScreening.order', '{{label}}不能早于{{before}}({{day}})', { label, before: before.label, day: before.day })))
      before = { day, label }
    }
    return issues
  }
}

/** What an ear needs at a stage of screening, and what a later stage needs instead (§10.2). */
export function hearingRules(row: Values): FieldIssue[] {
  const issues: FieldIssue[] = []
  const stage = row.stage as string | null
  const isTest = stage === '1' || stage === '2' || stage === '5'
  if (isTest) {
    for (const [name, label] of [['rightEar', '右耳'], ['leftEar', '左耳']] as const) if (!row[name]) issues.push(block(name, message('childHearing.ear', '请填写{{label}}结果;没有做请选“未做”', { label })))
    const tested = [row.rightEar, row.leftEar].filter(ear => ear === '1' || ear === '2').length
    if (tested > 0 && !row.method) issues.push(block('method', message('childHearing.method', '请填写筛查方法')))
    if (stage === '2' && tested === 1) issues.push(warn('rightEar', message('childHearing.bothEars', '复筛须双耳同时进行;只做一耳时仍列为待复筛')))
    if (tested === 0 && !row.delayReason) issues.push(block('delayReason', message('childHearing.delayReason', '未做筛查请写明原因')))
  }
  if (stage === '3' && !row.diagnosis) issues.push(block('diagnosis', message('childHearing.diagnosis', '请填写诊断结论')))
  if (stage === '4' && !row.intervention) issues.push(block('intervention', message('childHearing.intervention', '请填写干预措施')))
  return issues
}

const REPEATS = ['first', 'second', 'third', 'fourth'] as const
const TIMES = ['screenedAt', 'secondAt', 'thirdAt', 'fourthAt'] as const

/** Pairs of saturation: hand and foot together, each repeat with its time and after the one before (§10.3). */
export function saturationRules(row: Values): FieldIssue[] {
  const issues: FieldIssue[] = []
  let before: string | null = row.screenedAt as string | null
  REPEATS.forEach((name, index) => {
    const hand = row[`${name}HandPercent`] as number | null
    const foot = row[`${name}FootPercent`] as number | null
    if ((hand === null) !== (foot === null)) issues.push(warn(hand === null ? `${name}HandPercent` : `${name}FootPercent`, message('childHeart.pair', '右手与足的血氧须同时测量;只有一处时只作危急值判断')))
    if (index === 0) return
    const at = row[TIMES[index]!] as string | null
    if ((hand !== null || foot !== null) && !at) issues.push(block(TIMES[index]!, message('childHeart.repeatTime', '请填写复测时间')))
    if ((hand !== null || foot !== null) && row[`${REPEATS[index - 1]!}HandPercent`] === null && row[`${REPEATS[index - 1]!}FootPercent`] === null) issues.push(block(`${name}HandPercent`, message('childHeart.repeatOrder', '请先填写前一次血氧')))
    if (at && before && at <= before) issues.push(block(TIMES[index]!, message('childHeart.repeatBefore', '复测时间应晚于前一次测量')))
    if (at) before = at
  })
  if (row.echoDay && !row.echo) issues.push(block('echo', message('childHeart.echo', '请填写心脏超声结论')))
  if (row.echo && !row.echoDay) issues.push(block('echoDay', message('childHeart.echoDay', '请填写心脏超声日期')))
  if (row.echo === 'defect' && !row.diagnosis) issues.push(block('diagnosis', message('childHeart.diagnosis', '请填写诊断')))
  return issues
}

/** A diagnosis belongs to a positive result and says when and what (§10.1: 阳性 is not 确诊). */
export function resultRules(row: Values): FieldIssue[] {
  const issues: FieldIssue[] = []
  if (row.outcome && row.interpretation !== '3') issues.push(block('outcome', message('childSpot.outcome', '只有阳性结果才登记确诊或排除;可疑阳性请先召回复查')))
  if (row.outcome && !row.diagnosisDay) issues.push(block('diagnosisDay', message('childSpot.diagnosisDay', '请填写诊断日期')))
  if (row.outcome && !row.diagnosisResult) issues.push(block('diagnosisResult', message('childSpot.diagnosisResult', '请填写诊断结果')))
  if (row.numericValue !== null && row.interpretation !== '4' && !row.cutOff) issues.push(warn('cutOff', message('childSpot.cutOff', '有检测值时请同时登记实验室的切值')))
  if (row.treatmentDay && row.outcome !== 'confirmed') issues.push(block('treatmentDay', message('childSpot.treatment', '确诊后才登记开始治疗')))
  return issues
}

/** What ends a chain without a result: a signature for 拒绝 (§10.1). */
export function closingRules(row: Values): FieldIssue[] {
  return row.reason === 'refused' && !row.signedBy ? [block('signedBy', message('childClosing.signature', '拒绝须有家属签名,请填写签名人'))] : []
}
