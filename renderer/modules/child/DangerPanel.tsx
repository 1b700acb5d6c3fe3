import { Alert } from 'antd'
import { NEWBORN_DANGER_SIGN } from '../../../domain/code/child-newborn-visit.ts'
import { codesIn } from '../../../domain/field/code-list.ts'
import type { NewbornVisit } from '../../../domain/modules/child/newborn-visit.record.ts'
import { type DANGER_FIELDS, dangerOfVisit } from '../../../domain/modules/child/newborn-visit.rules.ts'
import { CHILD_RULES_DEFAULT, type ChildRules } from '../../../domain/rule/child/child-rules.ts'
import { useCall } from '../../api/useCall.ts'
import { messageText, t } from '../../app/i18n.ts'
import { codeText, type FormStore, Panel, useFieldValue } from '../../kit/index.ts'

/** Danger signs while the visit is typed: what was measured and what was ticked, the immediate ones first. */
export function DangerPanel({ store }: { store: FormStore }) {
  const rules = (useCall('setting.get', { key: 'childRules' }, { staleTimeMs: 300_000 }).data?.value as ChildRules | undefined) ?? CHILD_RULES_DEFAULT
  const visit = {
    temperatureC: useFieldValue(store, 'temperatureC'), breathsPerMinute: useFieldValue(store, 'breathsPerMinute'), heartRatePerMinute: useFieldValue(store, 'heartRatePerMinute'),
    jaundiceSites: useFieldValue(store, 'jaundiceSites'), neckMass: useFieldValue(store, 'neckMass'), fontanelle: useFieldValue(store, 'fontanelle'), malformation: useFieldValue(store, 'malformation'), dangerSigns: useFieldValue(store, 'dangerSigns'),
  } as Pick<NewbornVisit, (typeof DANGER_FIELDS)[number]>
  const danger = dangerOfVisit(visit, rules)
  const referral = useFieldValue(store, 'referral')
  return (
    <Panel title={t('newbornVisit.danger', '危险征象')}>
      {danger.level === 'none' ? <p className="hint">{t('newbornVisit.noDanger', '没有填写或勾选危险征象')}</p> : (
        <Alert
          type={danger.level === 'immediate' ? 'error' : 'warning'} showIcon title={danger.advice ? messageText(danger.advice) : ''}
          description={<ul className="scan-log">{danger.signs.map(sign => <li key={sign}>{codeText(NEWBORN_DANGER_SIGN, sign)}</li>)}</ul>}
        />
      )}
      {danger.level !== 'none' && referral !== '2' ? <div className="issue is-warn">{t('newbornVisit.referralOpen', '“转诊建议”还没有选“有”')}</div> : null}
      {codesIn(visit.dangerSigns).length === 0 ? <p className="hint">{t('newbornVisit.dangerHint', '体温、呼吸、心率、黄疸、前囟膨隆、颈部包块、畸形按填写的值判断,其余请勾选')}</p> : null}
    </Panel>
  )
}
