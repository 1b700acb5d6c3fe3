import { t } from '../../app/i18n.ts'
import { definePregnancyTabs } from '../../app/pregnancy-tabs.ts'

export const pregnancyTabs = definePregnancyTabs([
  { key: 'prenatal', order: 30, title: () => t('menu.prenatal', '产前筛查'), need: 'prenatal.read', load: () => import('./PrenatalTab.tsx') },
])
