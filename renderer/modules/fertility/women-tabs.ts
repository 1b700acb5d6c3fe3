import { t } from '../../app/i18n.ts'
import { defineWomenTabs } from '../../app/women-tabs.ts'

export const womenTabs = defineWomenTabs([
  { key: 'premarital', order: 10, title: () => t('fertilityTab.premarital', '婚前医学检查'), need: 'women.read', load: () => import('./PremaritalTab.tsx') },
  { key: 'preconception', order: 20, title: () => t('fertilityTab.preconception', '孕前优生'), need: 'women.read', load: () => import('./PreconceptionTab.tsx') },
  { key: 'folicAcid', order: 30, title: () => t('fertilityTab.folicAcid', '叶酸'), need: 'women.read', load: () => import('./FolicAcidTab.tsx') },
])
