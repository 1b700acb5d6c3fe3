import { AlertOutlined, SwapOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/referrals', title: () => t('menu.referral', '双向转诊'), need: ['referral.read'], menu: { order: 60, icon: <SwapOutlined /> }, load: () => import('./ReferralListPage.tsx') },
  { path: '/referrals/new', title: () => t('referral.new', '开转诊单'), need: ['referral.write'], load: () => import('./ReferralNewPage.tsx') },
  { path: '/referrals/:referralId', title: () => t('referral.file', '转诊单'), need: ['referral.read'], load: () => import('./ReferralFilePage.tsx') },
  { path: '/referrals/:referralId/edit', title: () => t('referral.edit', '修改转诊单'), need: ['referral.write'], load: () => import('./ReferralEditPage.tsx') },
  { path: '/referrals/:referralId/return', title: () => t('referral.return', '登记回转'), need: ['referral.write'], load: () => import('./ReferralReturnPage.tsx') },
  { path: '/referrals/:referralId/print', title: () => t('referral.print', '打印转诊单'), need: ['referral.read'], load: () => import('./ReferralPrintPage.tsx') },
  { path: '/referrals/:referralId/history', title: () => t('referral.history', '转诊单修改历史'), need: ['referral.read'], load: () => import('./ReferralHistoryPage.tsx') },
  { path: '/maternal', title: () => t('menu.maternal', '高危转诊'), need: ['referral.read'], menu: { order: 62, icon: <AlertOutlined /> }, load: () => import('./maternal/MaternalPage.tsx') },
  { path: '/maternal/critical/new', title: () => t('maternal.newCritical', '危重转诊'), need: ['referral.write'], load: () => import('./maternal/CriticalEditPage.tsx') },
  { path: '/maternal/critical/:slipId', title: () => t('referral.critical.title', '危重孕产妇转诊单'), need: ['referral.read'], load: () => import('./maternal/CriticalFilePage.tsx') },
  { path: '/maternal/critical/:slipId/edit', title: () => t('maternal.completeCritical', '补全转诊单'), need: ['referral.write'], load: () => import('./maternal/CriticalEditPage.tsx') },
  { path: '/maternal/retention/new', title: () => t('maternal.newRetention', '在院高危登记'), need: ['referral.write'], load: () => import('./maternal/RetentionEditPage.tsx') },
  { path: '/maternal/retention/:slipId/edit', title: () => t('referral.retention.title', '高危孕产妇在院登记'), need: ['referral.write'], load: () => import('./maternal/RetentionEditPage.tsx') },
  { path: '/maternal/diagnosis/new', title: () => t('maternal.newDiagnosis', '产前诊断转诊'), need: ['referral.write'], load: () => import('./maternal/DiagnosisEditPage.tsx') },
  { path: '/maternal/diagnosis/:slipId', title: () => t('referral.diagnosis.title', '产前诊断转诊单'), need: ['referral.read'], load: () => import('./maternal/DiagnosisFilePage.tsx') },
  { path: '/maternal/diagnosis/:slipId/edit', title: () => t('maternal.followDiagnosis', '登记告知、诊断与结局'), need: ['referral.write'], load: () => import('./maternal/DiagnosisEditPage.tsx') },
])
