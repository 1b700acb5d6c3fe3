import { SwapOutlined } from '@ant-design/icons'
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
])
