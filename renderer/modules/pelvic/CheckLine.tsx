import { Tag } from 'antd'
import { Link } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { POSTPARTUM_RECOVERY } from '../../../domain/code/maternal-visit.ts'
import { PELVIC_INVITE_REASON } from '../../../domain/code/pelvic-care.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { codeText } from '../../kit/index.ts'

/** The 42-day check a file comes from, with what bears on the pelvic floor. */
export function CheckLine({ check }: { check: NonNullable<Output<'pelvic.file.open'>['check']> }) {
  const mayOpen = useMay('maternal.read')
  const text = t('pelvicFile.check', '产后42天检查 {{day}}(产后 {{days}} 天),{{recovery}}{{note}}', { day: check.visitDay, days: check.daysAfter ?? '—', recovery: codeText(POSTPARTUM_RECOVERY, check.recovery), note: check.recoveryNote ? `:${check.recoveryNote}` : '' })
  return (
    <p className="check-line">
      {mayOpen ? <Link className="link-in-text" to={`/pregnancies/${check.pregnancyId}/check/${check.id}`}>{text}</Link> : text}{' '}
      {check.reasons.map(reason => <Tag key={reason} color="orange">{codeText(PELVIC_INVITE_REASON, reason)}</Tag>)}
    </p>
  )
}
