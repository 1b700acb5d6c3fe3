import { Tabs } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { t } from '../../app/i18n.ts'
import { Page } from '../../kit/index.ts'
import { BackupSettings, MaternalRiskSettings, PackageSettings, ReferralSettings, ReportSettings, SecuritySettings } from './SmallSettings.tsx'
import { ChildSettings } from './ClinicRulesSettings.tsx'
import { DeviceSettings } from './DeviceSettings.tsx'
import { EyeSettings } from './EyeSettings.tsx'
import { InstitutionSettings } from './InstitutionSettings.tsx'
import { isMaternalPart, MaternalSettings } from './MaternalSettings.tsx'
import { PrintingSettings } from './PrintingSettings.tsx'
import { ProvinceRulesSettings } from './ProvinceRulesSettings.tsx'
import { OrganizationList, StaffList } from './RecordLists.tsx'

/** Everything the hospital decides about the program, a tab for each part. */
export default function SettingsPage() {
  const { tab = 'institution' } = useParams()
  const navigate = useNavigate()
  return (
    <Page title={t('menu.settings', '设置')}>
      <Tabs
        activeKey={isMaternalPart(tab) ? 'maternalRules' : tab} onChange={key => void navigate(`/settings/${key}`)} destroyOnHidden size="small" tabBarGutter={18}
        items={[
          { key: 'institution', label: t('settings.institution', '机构信息'), children: <InstitutionSettings /> },
          { key: 'province', label: t('settings.provinceRules', '省级规则'), children: <ProvinceRulesSettings /> },
          { key: 'security', label: t('settings.security', '登录与锁定'), children: <SecuritySettings /> },
          { key: 'printing', label: t('settings.printing', '打印机校准'), children: <PrintingSettings /> },
          { key: 'devices', label: t('settings.devices', '外接设备'), children: <DeviceSettings /> },
          { key: 'referral', label: t('settings.referral', '转诊'), children: <><ReferralSettings /><MaternalRiskSettings /></> },
          { key: 'childRules', label: t('menu.child', '儿童保健'), children: <ChildSettings /> },
          { key: 'eyeRules', label: t('settings.eyeCare', '眼保健'), children: <EyeSettings /> },
          { key: 'maternalRules', label: t('settings.maternalCare', '孕产保健'), children: <MaternalSettings part={tab} /> },
          { key: 'reports', label: t('settings.reports', '统计与期限'), children: <ReportSettings /> },
          { key: 'backup', label: t('settings.backup', '备份'), children: <BackupSettings /> },
          { key: 'package', label: t('settings.package', '月度数据包'), children: <PackageSettings /> },
          { key: 'staff', label: t('staff.title', '医务人员'), children: <StaffList /> },
          { key: 'organizations', label: t('organization.title', '转诊机构'), children: <OrganizationList /> },
        ]}
      />
    </Page>
  )
}
