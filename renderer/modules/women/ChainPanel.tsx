import { Button } from 'antd'
import type { Output } from '../../../domain/api/api.ts'
import { BREAST_CATEGORY, CANCER_NEXT_STEP } from '../../../domain/code/maternal-care.ts'
import { BREAST_PATHOLOGY, CANCER_FOLLOW_UP_STATE, CANCER_PART, CERVICAL_PATHOLOGY, COLPOSCOPY_RESULT } from '../../../domain/code/women-care.ts'
import type { StoredCancerFollowUp } from '../../../domain/modules/women/cancer-follow-up.record.ts'
import { today } from '../../app/format.ts'
import { t } from '../../app/i18n.ts'
import { codeText, Panel, StateTag } from '../../kit/index.ts'

/** What came of a step, in one sentence. */
function outcomeText(step: StoredCancerFollowUp): string {
  if (step.state === 'refused') return [step.refusedDay, step.refusalReason].filter(Boolean).join(' ')
  if (step.state === 'transferred') return [step.transferredDay, step.transferInstitution, step.transferReason].filter(Boolean).join(' ')
  return [
    step.resultDay, step.colposcopy && codeText(COLPOSCOPY_RESULT, step.colposcopy), step.cervicalPathology && codeText(CERVICAL_PATHOLOGY, step.cervicalPathology), step.mammographyCategory && `BI-RADS ${codeText(BREAST_CATEGORY, step.mammographyCategory)}`,
    step.breastPathology && codeText(BREAST_PATHOLOGY, step.breastPathology), step.stage, step.treatment,
  ].filter(Boolean).join(' ')
}

/** 阳性追踪 of one screening: each step with its day, its calls and what came of it. */
export function ChainPanel({ followUps, attempts, onOpen }: Pick<Output<'women.cancerScreening.open'>, 'followUps' | 'attempts'> & { onOpen(step: StoredCancerFollowUp): void }) {
  if (followUps.length === 0) return null
  return (
    <Panel title={t('cancerScreen.chain', '阳性追踪')}>
      <ol className="women-steps">
        {followUps.map(step => {
          const calls = attempts.filter(one => one.followUpId === step.id).length
          const isOverdue = step.state === 'open' && step.dueDay < today()
          return (
            <li key={step.id}>
              <div><b>{codeText(CANCER_PART, step.part)}:{codeText(CANCER_NEXT_STEP, step.step)}</b><StateTag table={CANCER_FOLLOW_UP_STATE} state={step.state} /></div>
              <p className={isOverdue ? 'is-overdue strong' : 'hint'}>{step.state === 'open' ? isOverdue ? t('cancerScreen.wasDue', '期限 {{day}},已逾期', { day: step.dueDay }) : t('cancerScreen.isDue', '期限 {{day}}', { day: step.dueDay }) : outcomeText(step)}{calls > 0 ? t('cancerScreen.calls', ' · 联系 {{count}} 次', { count: calls }) : ''}</p>
              <Button size="small" onClick={() => onOpen(step)}>{step.state === 'open' ? t('cancerScreen.enterResult', '登记结果') : t('cancerScreen.showResult', '查看或更正')}</Button>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
