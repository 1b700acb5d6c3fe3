import { Alert } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { DIAGNOSIS_ANSWER } from '../../../../domain/code/maternal-risk.ts'
import { diagnosisDuties, type MaternalRiskRules } from '../../../../domain/rule/maternal-referral.ts'
import type { Day } from '../../../../domain/time/day.ts'
import { useCall } from '../../../api/useCall.ts'
import { today } from '../../../app/format.ts'
import { t } from '../../../app/i18n.ts'
import { useMay } from '../../../app/session.ts'
import { codeText, Page } from '../../../kit/index.ts'
import { dutyText } from './duties.ts'
import { MaternalPaper } from './MaternalPaper.tsx'

/** One 产前诊断转诊单 in its two copies, with what is still due for the woman. */
export default function DiagnosisFilePage() {
  const { slipId = '' } = useParams()
  const navigate = useNavigate()
  const mayWrite = useMay('referral.write')
  const row = useCall('referral.diagnosis.get', { id: slipId }).data
  const rules = useCall('setting.get', { key: 'maternalRisk' }, { staleTimeMs: 60_000 }).data?.value as MaternalRiskRules | undefined
  const duties = row && rules ? diagnosisDuties(row, today() as Day, rules) : []
  return (
    <Page
      title={t('referral.diagnosis.title', '产前诊断转诊单')} subtitle={row ? `${row.number ?? ''} ${codeText(DIAGNOSIS_ANSWER, row.answer)}` : null} back="/maternal?tab=diagnosis"
      actions={mayWrite ? [{ key: 'edit', label: t('maternal.followDiagnosis', '登记告知、诊断与结局'), shortcut: 'F4', primary: true, run: () => void navigate(`/maternal/diagnosis/${slipId}/edit`) }] : []}
    >
      {duties.length > 0 ? <Alert className="form-alert" type={duties.some(duty => duty.isOverdue) ? 'error' : 'info'} showIcon title={duties.map(dutyText).join(' · ')} /> : null}
      <MaternalPaper what="diagnosis" id={slipId} personId={row?.personId} />
    </Page>
  )
}
