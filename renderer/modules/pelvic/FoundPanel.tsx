import { Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Output } from '../../../domain/api/api.ts'
import { BALLOONING_GRADE, DIASTASIS_GRADE, EMG_FINDING, EMG_PHASE, PAD_TEST_GRADE, POPQ_COMPARTMENT, POPQ_STAGE } from '../../../domain/code/pelvic.ts'
import { pelvicAssessment, type PelvicAssessment, type StoredPelvicAssessment } from '../../../domain/modules/pelvic/assessment.record.ts'
import { type AssessmentFound, emgOf, FOUND_FIELDS, keptReference } from '../../../domain/modules/pelvic/assessment-found.ts'
import { tidyRow } from '../../../domain/record/derive/schema.ts'
import type { Row } from '../../../domain/record/define.ts'
import { bodyMassIndex } from '../../../domain/rule/maternal/risk-assessment.ts'
import { emgFindings, isFatigued } from '../../../domain/rule/pelvic/muscle.ts'
import { call } from '../../api/client.ts'
import { issueText, t } from '../../app/i18n.ts'
import { codeText, fieldLabel, type FormStore, Panel, useFieldValue, useLiveCheck } from '../../kit/index.ts'

export type Judged = Output<'pelvic.assessment.evaluate'>
const NOTHING: Judged = { found: Object.fromEntries(FOUND_FIELDS.map(name => [name, null])) as AssessmentFound, emg: [], issues: [] }

/** What the core makes of the form as it stands, until it has said so what a stored one was judged by; what cannot be read yet is left out of the question. */
export function useJudged(fileId: string, stored: StoredPelvicAssessment | undefined, store: FormStore): Judged {
  return useLiveCheck<Judged>(store, stored ? keptJudged(stored) : NOTHING, {
    key: fileId, isShown: () => true,
    ask: values => {
      const unreadable = new Set(store.allIssues().filter(issue => issue.level === 'block').map(issue => issue.path))
      const readable = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, unreadable.has(name) ? null : value]))
      return call('pelvic.assessment.evaluate', { fileId, ...(stored ? { id: stored.id } : {}), row: tidyRow(pelvicAssessment, readable as Row<typeof pelvicAssessment>) as Partial<PelvicAssessment> })
    },
  })
}

/** What a stored assessment was judged by when it was saved, which stays whatever is set later. */
export function keptJudged(stored: StoredPelvicAssessment): Judged {
  const reference = keptReference(stored)
  return { found: Object.fromEntries(FOUND_FIELDS.map(name => [name, stored[name]])) as AssessmentFound, emg: reference ? emgFindings(emgOf(stored), reference).map(({ phase, finding }) => ({ phase, finding })) : [], issues: [] }
}

const COMPARTMENTS = [['anteriorStage', 'anterior'], ['apicalStage', 'apical'], ['posteriorStage', 'posterior']] as const
const WEAK = 3

/** Stage, grades and findings beside the form, with the references they were held against. */
export function FoundPanel({ store, judged: { found, emg, issues }, heightCm }: { store: FormStore; judged: Judged; heightCm: number | null }) {
  const hasNoCervix = useFieldValue(store, 'hasNoCervix') === true
  const ultrasound = [useFieldValue(store, 'hiatusAreaCm2'), useFieldValue(store, 'hiatusDiameterCm')]
  const fatigues = [['typeOneFatiguePercent', useFieldValue(store, 'typeOneFatiguePercent') as number | null], ['typeTwoFatiguePercent', useFieldValue(store, 'typeTwoFatiguePercent') as number | null]] as const
  const weightKg = useFieldValue(store, 'weightKg') as number | null
  const reference = keptReference(found)
  const lines: { key: string; label: string; value: ReactNode; isAbnormal: boolean }[] = []
  const add = (key: string, label: string, value: ReactNode, isAbnormal: boolean): void => { lines.push({ key, label, value, isAbnormal }) }
  if (found.daysAfter !== null) add('daysAfter', t('pelvicScreen.daysAfter', '产后'), t('pelvicScreen.days', '{{days}} 天', { days: found.daysAfter }), false)
  if (heightCm !== null && weightKg !== null) add('bmi', 'BMI', bodyMassIndex(heightCm, weightKg).toFixed(2), false)
  if (found.stage !== null) {
    add('stage', t('pelvicScreen.stage', 'POP-Q分度'), <Tag color={Number(found.stage) >= 2 ? 'red' : 'default'}>{codeText(POPQ_STAGE, found.stage)}</Tag>, false)
    for (const [name, compartment] of COMPARTMENTS) add(name, codeText(POPQ_COMPARTMENT, compartment === 'apical' && hasNoCervix ? 'cuff' : compartment), codeText(POPQ_STAGE, found[name]), Number(found[name]) >= 2)
    add('leadCm', t('pelvicScreen.lead', '脱垂最远端'), `${found.leadCm! > 0 ? '+' : ''}${found.leadCm} cm`, false)
  }
  if (found.hiatusGrade !== null) add('hiatus', ultrasound.some(value => value !== null) ? t('pelvicScreen.hiatus', '裂孔扩张(超声)') : t('pelvicScreen.hiatusOfGrid', '裂孔扩张(gh+pb)'), codeText(BALLOONING_GRADE, found.hiatusGrade), found.hiatusGrade !== 'normal')
  if (found.typeOneGrade !== null) add('one', t('pelvicScreen.typeOne', 'Ⅰ类(慢肌,耐力)'), t('pelvicScreen.grade', '{{grade}} 级', { grade: found.typeOneGrade }), found.typeOneGrade < WEAK)
  if (found.typeTwoGrade !== null) add('two', t('pelvicScreen.typeTwo', 'Ⅱ类(快肌,爆发)'), t('pelvicScreen.grade', '{{grade}} 级', { grade: found.typeTwoGrade }), found.typeTwoGrade < WEAK)
  for (const [name, percent] of fatigues) if (percent !== null && found.fatigueMinPercent !== null) add(name, fieldLabel(pelvicAssessment, name), `${percent} %`, isFatigued(percent, { fatigueMinPercent: found.fatigueMinPercent }))
  for (const { phase, finding } of emg) add(`${phase}:${finding}`, codeText(EMG_PHASE, phase), codeText(EMG_FINDING, finding), true)
  if (reference && emg.length === 0) add('emg', t('pelvicScreen.emg', '盆底表面肌电'), t('pelvicScreen.emgNormal', '均在参考值内'), false)
  if (found.padGrade !== null) add('pad', t('pelvicScreen.pad', '尿垫试验 {{gain}} g', { gain: found.padGainG ?? 0 }), codeText(PAD_TEST_GRADE, found.padGrade), found.padGrade !== 'negative')
  if (found.diastasisGrade !== null) add('diastasis', t('pelvicScreen.diastasis', '腹直肌分离'), codeText(DIASTASIS_GRADE, found.diastasisGrade), found.diastasisGrade !== 'none')
  if (found.bladderNeckDescentCm !== null) add('neck', t('pelvicScreen.neck', '膀胱颈移动度'), `${found.bladderNeckDescentCm} cm`, found.bladderNeckMaxCm !== null && found.bladderNeckDescentCm > found.bladderNeckMaxCm)
  return (
    <Panel title={t('pelvicScreen.found', '程序判断')}>
      <div role="status" aria-label={t('pelvicScreen.found', '程序判断')}>
        {lines.length === 0 ? <p className="hint">{t('pelvicScreen.nothing', '填写检查结果后,这里显示分度、级别和提示')}</p> : <ul className="evaluation">{lines.map(({ key, label, value, isAbnormal }) => <li key={key}><span>{label}</span><b className={isAbnormal ? 'is-high' : ''}>{value}</b></li>)}</ul>}
        {issues.map(issue => <div key={issue.path + issue.message.key} className={`issue is-${issue.level === 'block' ? 'block' : 'warn'}`}>{issueText(issue)}</div>)}
      </div>
      {reference ? <p className="hint">{t('pelvicScreen.reference', '参考值(µV):静息≤{{rest}},快速≥{{fast}},紧张≥{{tonic}},耐力≥{{endurance}};变异性≤{{variability}},起始和恢复≤{{rise}} s,耐力后前10秒比 {{ratioMin}}–{{ratioMax}}。设备登记了的用设备的,没有登记的用“盆底专科规则”的;设备不同,参考值不同,不作诊断。', { rest: reference.emgRestMaxUv, fast: reference.emgFastMinUv, tonic: reference.emgTonicMinUv, endurance: reference.emgEnduranceMinUv, variability: reference.emgVariabilityMaxHundredths / 100, rise: reference.emgRiseMaxSeconds, ratioMin: reference.emgRatioMinHundredths / 100, ratioMax: reference.emgRatioMaxHundredths / 100 })}</p> : null}
    </Panel>
  )
}
