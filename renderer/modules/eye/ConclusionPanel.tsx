import { Tag } from 'antd'
import { Link } from 'react-router'
import type { ChildContact } from '../../../domain/code/child-check.ts'
import { EYE_ADVICE, EYE_CHECK, EYE_FINDING, HYPEROPIA_RESERVE } from '../../../domain/code/eye-check.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import { contentsOfEyeVisit } from '../../../domain/modules/eye/visit-contents.ts'
import { eyeVisit, type StoredEyeVisit } from '../../../domain/modules/eye/visit.record.ts'
import { tidyRow } from '../../../domain/record/derive/schema.ts'
import type { Output } from '../../../domain/api/api.ts'
import type { Row } from '../../../domain/record/define.ts'
import { ageGroupOf, judgedMonths } from '../../../domain/rule/eye/age-group.ts'
import { yearlyChangeOf } from '../../../domain/modules/eye/trend.ts'
import { EYES, type EyeSide } from '../../../domain/rule/eye/conclusion.ts'
import { EYE_RULES, type EyeRules } from '../../../domain/rule/eye/eye-rules.ts'
import { dioptreText, refractionLimits } from '../../../domain/rule/eye/refraction.ts'
import { recheckWindow, visionLimit } from '../../../domain/rule/eye/vision.ts'
import { completedMonths, type Day } from '../../../domain/time/day.ts'
import { call } from '../../api/client.ts'
import { useCall } from '../../api/useCall.ts'
import { issueText, t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText, Field, type FormStore, Panel, useFieldValue, useLiveCheck } from '../../kit/index.ts'
import { sidesText, sideText } from './eye-text.ts'

export type EyeConclusion = Output<'eye.visit.evaluate'>
const NOTHING: EyeConclusion = { findings: [], advice: 'none', undone: [], reserve: { right: null, left: null }, text: '', equivalentD: { right: null, left: null }, issues: [] }

/** The core's conclusion of what stands in the form; what cannot be read yet is left out of the question. */
export function useConclusion(fileId: string, store: FormStore): EyeConclusion {
  return useLiveCheck<EyeConclusion>(store, NOTHING, {
    key: fileId, isShown: () => true,
    ask: values => {
      const unreadable = new Set(store.allIssues().filter(issue => issue.level === 'block').map(issue => issue.path))
      const readable = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, unreadable.has(name) ? null : value]))
      return call('eye.visit.evaluate', { fileId, row: tidyRow(eyeVisit, readable as Row<typeof eyeVisit>) as never })
    },
  })
}

/** What a visit was concluded by when it was saved, which stays whatever is set later; of which eye a finding was is read in the grid. */
export const keptConclusion = (stored: StoredEyeVisit): EyeConclusion => ({
  ...NOTHING, findings: codesIn(stored.findings).map(finding => ({ finding, eyes: [] })), advice: stored.advice ?? 'none', undone: codesIn(stored.undone), reserve: { right: stored.reserveRight, left: stored.reserveLeft }, text: stored.conclusion ?? '',
})

const ADVICE_COLOUR = { none: 'success', recheck: 'warning', refer: 'error', urgent: 'error' } as const

/** Findings by eye, what follows, the reserve, what was not done, questions; the limits applied; the doctor's own word. */
export function ConclusionPanel({ store, conclusion, birthDay, before }: { store: FormStore; conclusion: EyeConclusion; birthDay: string | null; before: readonly StoredEyeVisit[] }) {
  const rules = useEyeRules()
  const { findings, advice, undone, reserve, text, issues } = conclusion
  const reserves = EYES.filter(side => reserve[side] !== null && reserve[side] !== 'noReference')
  const isEmpty = findings.length === 0 && contentsOfEyeVisit(store.values() as Parameters<typeof contentsOfEyeVisit>[0]).length === 0
  return (
    <Panel title={t('eyeScreen.conclusionNow', '检查结论')}>
      <div className="eye-conclusion" role="status" aria-label={t('eyeScreen.conclusionNow', '检查结论')}>
        <p className={findings.length > 0 ? 'eye-verdict is-abnormal' : 'eye-verdict'}>
          {/* Before the first check, and before the first answer of the core, nothing is said, least of all that all is well. */}
          {isEmpty ? t('eyeScreen.nothingYet', '尚未填写检查结果') : text === '' ? t('eyeScreen.judging', '评价中…') : <>{findings.length === 0 ? t('eyeScreen.normal', '正常') : t('eyeScreen.abnormal', '异常')} <Tag color={ADVICE_COLOUR[advice]}>{codeText(EYE_ADVICE, advice)}</Tag></>}
        </p>
        <ul className="evaluation">
          {findings.map(({ finding, eyes }) => <li key={finding}><span>{codeText(EYE_FINDING, finding)}</span><b className="is-high">{sidesText(eyes)}</b></li>)}
          {reserves.map(side => <li key={side}><span>{t('eyeScreen.reserveOf', '{{eye}}远视储备', { eye: sideText(side) })}</span><b className="eye-reserve">{codeText(HYPEROPIA_RESERVE, reserve[side])}{rules ? lossText(before, store, side, rules) : ''}</b></li>)}
        </ul>
        {undone.length > 0 ? <div className="issue is-warn">{t('eyeScreen.undone', '未做专项检查:{{checks}}', { checks: undone.map(check => codeText(EYE_CHECK, check)).join(t('replace.between', '、')) })}</div> : null}
        {issues.map(issue => <div key={issue.path + issue.message.key} className="issue is-warn">{issueText(issue)}</div>)}
      </div>
      <Basis store={store} birthDay={birthDay} advice={advice} />
      <Field name="conclusionNote" />
    </Panel>
  )
}

const useEyeRules = (): EyeRules | undefined => useCall('setting.get', { key: 'eyeRules' }, { staleTimeMs: 300_000 }).data?.value as EyeRules | undefined

/** What the reserve lost or won a year since the last measurement through the same pupils; nothing where there is none far enough back. */
function lossText(before: readonly StoredEyeVisit[], store: FormStore, side: EyeSide, rules: EyeRules): string {
  const row = store.values() as unknown as StoredEyeVisit
  const change = row.visitDay === null ? null : yearlyChangeOf(before, row, side, 'equivalent', rules)
  return change === null ? '' : t('eyeScreen.reserveChange', ',每年 {{change}} D', { change: dioptreText(change) })
}

/** When a low vision is measured again, the limits this age is judged by, and where they come from: nobody has to look them up, all are the hospital's setting. */
function Basis({ store, birthDay, advice }: { store: FormStore; birthDay: string | null; advice: EyeConclusion['advice'] }) {
  const maySet = useMay('settings.read')
  const rules = useEyeRules()
  const contact = useFieldValue(store, 'contact') as ChildContact | null
  const purpose = useFieldValue(store, 'purpose')
  const visitDay = useFieldValue(store, 'visitDay') as Day | null
  if (!rules || !birthDay || !visitDay || visitDay < birthDay) return null
  const months = judgedMonths({ contact: purpose === '1' ? contact : null, completedMonths: completedMonths(birthDay as Day, visitDay) })
  const limits = refractionLimits(ageGroupOf(months), rules)
  const again = recheckWindow(visitDay, rules)
  const changed = EYE_RULES.ids.filter(id => !EYE_RULES.isShipped(rules, id)).length
  const version = changed === 0 ? t('eyeScreen.rulesVersion', '数值第 {{version}} 版', { version: rules.version }) : t('eyeScreen.rulesChanged', '数值第 {{version}} 版,本院改过 {{changed}} 项', { version: rules.version, changed })
  return (
    <>
      {advice === 'recheck' ? <p className="issue is-warn">{t('eyeScreen.recheckBetween', '复查视力:{{first}} ~ {{last}}', { first: again.firstDay, last: again.lastDay })}</p> : null}
      <p className="hint">
        {limits ? t('eyeScreen.limits', '转诊界值(小瞳):远视 >{{hyperopia}},近视 <{{myopia}},散光 >{{astigmatism}} D;', { hyperopia: dioptreText(limits.hyperopia), myopia: dioptreText(limits.myopia), astigmatism: limits.astigmatism.toFixed(2) }) : t('eyeScreen.noLimits', '24月龄以下没有屈光界值;')}
        {rules.visionLimitIsLow === 1 ? t('eyeScreen.visionLimitWith', '视力低常 ≤{{line}}。', { line: (visionLimit(months, rules) / 10).toFixed(1) }) : t('eyeScreen.visionLimitBelow', '视力低常 <{{line}}。', { line: (visionLimit(months, rules) / 10).toFixed(1) })}
      </p>
      <p className="hint eye-basis">
        {t('eyeScreen.basis', '依据:《0~6岁儿童眼保健及视力检查服务规范(试行)》(国卫办妇幼发〔2021〕11号);附表原文未见,界值取自平台代码,逐项出处见')}
        {maySet ? <Link to="/settings/eyeRules">{t('eyeScreen.basisSetting', '设置“眼保健”')}</Link> : t('eyeScreen.basisSetting', '设置“眼保健”')}({version})
      </p>
    </>
  )
}
