import { t } from '../../app/i18n.ts'
import type { PregnancyTab } from '../../app/pregnancy-tabs.ts'

export const pregnancyTabs: readonly PregnancyTab[] = [{ key: 'risk', order: 20, title: () => t('riskScreen.tab', '风险'), need: 'maternal.read', load: () => import('./RiskTab.tsx') }]
