import { Alert } from 'antd'
import { Link } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CASE_KIND } from '../../../domain/code/child-case.ts'
import { CHILD_CONTACT } from '../../../domain/code/child-check.ts'
import { t } from '../../app/i18n.ts'
import { codeText } from '../../kit/index.ts'

/**
 * What the registered death of the child ended. Of a child that lives the death was a mistake: nothing opens again by
 * itself, each line leads to where the doctor decides.
 */
export function ClosedByDeath({ of: { file, closedByDeath } }: { of: Pick<Output<'child.file.open'>, 'file' | 'closedByDeath'> }) {
  if (!closedByDeath) return null
  const isDead = file.state === 'death'
  const { cases, courses, appointments } = closedByDeath
  return (
    <Alert
      className="form-alert" type={isDead ? 'info' : 'warning'} showIcon
      title={isDead ? t('childDeath.closed', '随死亡登记结束:') : t('childDeath.undecided', '死亡登记已撤销。以下由死亡登记结束,没有自动恢复,请逐项决定:')}
      description={(
        <ul className="scan-log">
          {cases.map(one => <li key={one.id}><Link to={`/children/${file.id}/cases/${one.id}`}>{codeText(CHILD_CASE_KIND, one.kind)} {one.number}</Link> {isDead ? t('childDeath.on', '{{day}} 结案', { day: one.closedDay }) : t('childDeath.caseClosed', '{{day}} 按死亡结案:打开专案,撤销结案', { day: one.closedDay })}</li>)}
          {courses.map(one => <li key={one.id}><Link to={`/children/${file.id}?tab=development`}>{t('child.autism.title', '孤独症筛查与管理')}</Link> {isDead ? t('childDeath.on', '{{day}} 结案', { day: one.closedDay }) : t('childDeath.courseClosed', '{{day}} 按死亡结案:撤销最后一步', { day: one.closedDay })}</li>)}
          {appointments.map(one => <li key={one.id}>{t('childDeath.appointment', '预约 {{day}} {{contact}}', { day: one.day, contact: one.contact ? codeText(CHILD_CONTACT, one.contact) : '' })} {isDead ? t('childDeath.cancelled', '已取消') : t('childDeath.bookAgain', '已取消:需要的请重新预约')}</li>)}
        </ul>
      )}
    />
  )
}
