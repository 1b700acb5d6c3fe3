import { useMemo } from 'react'
import type { Input, Output } from '../../../domain/api/api.ts'
import { ANTENATAL_VISIT } from '../../../domain/code/maternal-care.ts'
import { fundalHeightBand, type MaternalChartRules, weeksOf, weightClassOf, weightGainBand } from '../../../domain/rule/maternal/chart-bands.ts'
import type { Day } from '../../../domain/time/day.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/useCall.ts'
import { gestationText } from '../../app/format.ts'
import { issueText, t } from '../../app/i18n.ts'
import { codeText, type FormStore, Panel, useFieldValue, useLiveCheck } from '../../kit/index.ts'
import type { CareFormName } from './care-layout.ts'
import { measureText, standingText } from './chart-option.ts'
import { type MaternalFile, visitStateText } from './maternal-text.ts'
import { weightBase } from './measured-visits.ts'

type Hints = Output<'maternal.hints'>
type Asked = Pick<Input<'maternal.hints'>, 'pregnancyId' | 'form' | 'id'>
const NOTHING: Hints = { gestationDays: null, ageYears: null, bmi: null, daysAfter: null, gainKg: null, gainSinceLastKg: null, daysSinceLast: null, isHypertensive: false, nextVisit: null, issues: [] }
const MEASURES = ['heightCm', 'weightKg', 'prePregnancyWeightKg', 'systolicMmHg', 'diastolicMmHg', 'fundalHeightCm', 'fetalHeartPerMinute'] as const

/** What the core finds in the form as it stands; what cannot be read yet is left out of the question. */
export function useHints(store: FormStore, asked: Asked): Hints {
  return useLiveCheck<Hints>(store, NOTHING, {
    key: `${asked.form}:${asked.id ?? asked.pregnancyId}`, isShown: issue => issue.message.key !== 'field.required',
    ask: values => {
      const unreadable = new Set(store.allIssues().filter(issue => issue.level === 'block').map(issue => issue.path))
      const read = <T,>(name: string): T | null => unreadable.has(name) ? null : (values[name] ?? null) as T | null
      return call('maternal.hints', { ...asked, visitDay: read<Day>('visitDay'), ...Object.fromEntries(MEASURES.filter(name => name in store.definition.fields).map(name => [name, read<number>(name)])) })
    },
  })
}

/** Gestation, body-mass index, gain and pressure while they are typed, with what each is compared with; then what the visit is in time for. */
export function HintsPanel({ form, file, store, hints }: { form: CareFormName; file: MaternalFile; store: FormStore; hints: Hints }) {
  const bands = useCall('setting.get', { key: 'maternalChartRules' }, { staleTimeMs: 300_000 }).data?.value as MaternalChartRules | undefined
  const isAntenatal = form === 'first' || form === 'visit'
  const duty = file.duties.find(({ kind }) => kind === form)
  const number = useFieldValue(store, 'visitNumber' in store.definition.fields ? 'visitNumber' : 'visitDay')
  const fundal = useFieldValue(store, 'fundalHeightCm' in store.definition.fields ? 'fundalHeightCm' : 'visitDay') as number | string | null
  const weightBefore = useFieldValue(store, 'prePregnancyWeightKg' in store.definition.fields ? 'prePregnancyWeightKg' : 'visitDay')
  const standing = useMemo(() => {
    if (!bands || hints.gestationDays === null || (file.head.fetusCount ?? 1) > 1) return { gain: '', fundal: '' }
    const week = weeksOf(hints.gestationDays)
    const base = weightBase(file)
    const gain = form === 'visit' && base?.bmi && hints.gainKg !== null ? standingText({ band: weightGainBand(base.bmi, base.week, bands) }, { week, value: hints.gainKg }) : ''
    return { gain, fundal: typeof fundal === 'number' ? standingText({ band: fundalHeightBand(bands) }, { week, value: fundal }) : '' }
  }, [bands, file, form, fundal, hints.gainKg, hints.gestationDays])
  const facts: readonly (readonly [string, React.ReactNode, boolean?])[] = [
    ...(hints.gestationDays === null || !isAntenatal ? [] : [[t('maternalCare.weeks', '孕周'), gestationText(hints.gestationDays)] as const]),
    ...(hints.daysAfter === null ? [] : [[t('maternalCare.daysAfter', '产后天数'), t('maternalCare.days', '{{days}} 天', { days: hints.daysAfter })] as const]),
    ...(hints.ageYears === null ? [] : [[t('maternalCare.age', '年龄'), t('maternalCare.years', '{{years}} 岁', { years: hints.ageYears })] as const]),
    ...(hints.bmi === null ? [] : [[typeof weightBefore === 'number' ? t('maternalCare.bmiBefore', '体质指数(孕前体重)') : t('maternalCare.bmiFirst', '体质指数(本次体重)'), `${hints.bmi.toFixed(2)}${bands ? ` ${weightText(weightClassOf(hints.bmi, bands))}` : ''}`] as const]),
    ...(hints.gainKg === null ? [] : [[t('maternalChart.gain', '增重'), `${measureText('weightGain', hints.gainKg)} ${standing.gain}`] as const]),
    ...(hints.gainSinceLastKg === null ? [] : [[t('maternalCare.sinceLast', '较上次({{days}} 天)', { days: hints.daysSinceLast ?? 0 }), measureText('weightGain', hints.gainSinceLastKg)] as const]),
    ...(standing.fundal === '' ? [] : [[t('maternalChart.fundal', '宫高'), standing.fundal] as const]),
    ...(hints.isHypertensive ? [[t('maternalCare.pressureShort', '血压'), t('maternalCare.high', '偏高'), true] as const] : []),
  ]
  return (
    <Panel title={t('maternalCare.hints', '即时提示')}>
      <div role="status" aria-label={t('maternalCare.hints', '即时提示')}>
        {facts.length === 0 ? <p className="hint">{t('maternalCare.noHints', '填写日期和测量值后在此提示')}</p> : <ul className="evaluation">{facts.map(([label, value, isHigh]) => <li key={label}><span>{label}</span><b className={isHigh ? 'is-high' : undefined}>{value}</b></li>)}</ul>}
        {hints.issues.filter(issue => !(issue.path in store.definition.fields)).map(issue => <div key={issue.path + issue.message.key} className={`issue is-${issue.level === 'block' ? 'block' : 'warn'}`}>{issueText(issue)}</div>)}
      </div>
      {duty ? <p className="hint">{t('maternalCare.dutyWindow', '期限 {{first}} ~ {{last}}({{state}})', { first: duty.first, last: duty.last, state: visitStateText(duty.state) })}</p> : null}
      {hints.nextVisit && hints.nextVisit.visit !== number ? <p className="hint maternal-next">{t('maternalCare.nextVisitIs', '接下来:{{visit}}', { visit: codeText(ANTENATAL_VISIT, hints.nextVisit.visit) })}<span>{hints.nextVisit.first} ~ {hints.nextVisit.last}</span></p> : null}
    </Panel>
  )
}

function weightText(kind: ReturnType<typeof weightClassOf>): string {
  switch (kind) {
    case 'underweight': return t('maternalCare.underweight', '低体重')
    case 'normal': return t('maternalCare.normalWeight', '正常')
    case 'overweight': return t('maternalCare.overweight', '超重')
    case 'obese': return t('maternalCare.obese', '肥胖')
  }
}
