import { t } from '../../app/i18n.ts'
import { definePregnancyTabs } from '../../app/pregnancy-tabs.ts'

export const pregnancyTabs = definePregnancyTabs([{ key: 'risk', order: 20, title: () => t('riskScreen.tab', '风险'), need: 'maternal.read', load: () => import('./RiskTab.tsx') }])
