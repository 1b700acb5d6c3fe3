import { definePregnancyTabs } from '../../app/pregnancy-tabs.ts'
import { t } from '../../app/i18n.ts'

export const pregnancyTabs = definePregnancyTabs([
  { key: 'visits', order: 10, title: () => t('maternalCare.tab.visits', '产检'), need: 'maternal.read', load: () => import('./AntenatalTab.tsx') },
  { key: 'postpartum', order: 11, title: () => t('maternalCare.tab.postpartum', '产后'), need: 'maternal.read', load: () => import('./PostpartumTab.tsx') },
  { key: 'charts', order: 12, title: () => t('maternalCare.tab.charts', '图表'), need: 'maternal.read', load: () => import('./ChartsTab.tsx') },
])
