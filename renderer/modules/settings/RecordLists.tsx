import { staff } from '../../../domain/modules/birth/staff.record.ts'
import { organization } from '../../../domain/modules/referral/organization.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { RecordList } from '../../kit/index.ts'

/** The people who attend births and sign referrals. */
export function StaffList() {
  const rows = useCall('staff.list', { all: true })
  return <RecordList definition={staff} rows={rows.data} mayWrite={useMay('settings.write')} start={{ active: true, attendsBirths: false }} newText={t('staff.new', '新增医务人员')} mark={row => (row.active === false ? 'quiet' : undefined)} />
}

/** The hospitals referred to. */
export function OrganizationList() {
  const rows = useCall('organization.list', { all: true })
  return <RecordList definition={organization} rows={rows.data} mayWrite={useMay('settings.write')} start={{ active: true }} newText={t('organization.new', '新增转诊机构')} mark={row => (row.active === false ? 'quiet' : undefined)} />
}
