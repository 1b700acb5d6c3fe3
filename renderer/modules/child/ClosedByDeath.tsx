import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { CHILD_CASE_KIND } from '../../../domain/code/child-case.ts'
import { CHILD_CONTACT, type ChildContact } from '../../../domain/code/child-check.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { AttemptDialog, codeText, personName } from '../../kit/index.ts'

/**
 * What the registered death of the child ended. Of a child that lives the death was a mistake: nothing opens again by
 * itself, each line leads to where the doctor decides.
 */
export function ClosedByDeath({ of: { file, head, closedByDeath } }: { of: Pick<Output<'child.file.open'>, 'file' | 'head' | 'closedByDeath'> }) {
  const mayWrite = useMay('child.write')
  const [booking, setBooking] = useState<{ contact: ChildContact | null } | null>(null)
  if (!closedByDeath) return null
  const isDead = file.state === 'death'
  const { cases, courses, appointments } = closedByDeath
  const contactText = (contact: ChildContact | null): string => contact ? codeText(CHILD_CONTACT, contact) : ''
  const list = (
    <Alert
      className="form-alert" type={isDead ? 'info' : 'warning'} showIcon
      title={isDead ? t('childDeath.closed', '随死亡登记结束:') : t('childDeath.undecided', '死亡登记已撤销。以下由死亡登记结束,没有自动恢复,请逐项决定:')}
      description={(
        <ul className="closed-by-death">
          {cases.map(one => <li key={one.id}><Link to={`/children/${file.id}/cases/${one.id}`}>{codeText(CHILD_CASE_KIND, one.kind)} {one.number}</Link> {isDead ? t('childDeath.on', '{{day}} 结案', { day: one.closedDay }) : t('childDeath.caseClosed', '{{day}} 按死亡结案:打开专案,撤销结案', { day: one.closedDay })}</li>)}
          {courses.map(one => <li key={one.id}><Link to={`/children/${file.id}?tab=development`}>{t('child.autism.title', '孤独症筛查与管理')}</Link> {isDead ? t('childDeath.on', '{{day}} 结案', { day: one.closedDay }) : t('childDeath.courseClosed', '{{day}} 按死亡结案:撤销最后一步', { day: one.closedDay })}</li>)}
          {appointments.map(one => (
            <li key={one.id}>
              {t('childDeath.appointment', '预约 {{day}} {{contact}}', { day: one.day, contact: contactText(one.contact) })} {isDead ? t('childDeath.cancelled', '已取消') : t('childDeath.bookAgain', '已取消:需要的请重新预约')}
              {isDead || !mayWrite ? null : <> <Button size="small" onClick={() => setBooking(one)}>{t('childDeath.bookButton', '联系家属,重新预约')}</Button></>}
            </li>
          ))}
        </ul>
      )}
    />
  )
  return (
    <>
      {list}
      {booking ? <AttemptDialog fileId={file.id} contact={booking.contact} title={personName({ name: head.name, motherName: head.motherName })} about={contactText(booking.contact)} phone={head.phone} onClose={() => setBooking(null)} /> : null}
    </>
  )
}
