import { t } from '../../app/i18n.ts'
import type { WomenTab } from '../../app/women-tabs.ts'

/** The three programmes before pregnancy. Only the type is taken from the place that finds this file: it has not run yet when this one does. */
export const womenTabs: readonly WomenTab[] = [
  { key: 'premarital', order: 10, title: () => t('fertilityTab.premarital', '婚前医学检查'), need: 'women.read', load: () => import('./PremaritalTab.tsx') },
  { key: 'preconception', order: 20, title: () => t('fertilityTab.preconception', '孕前优生'), need: 'women.read', load: () => import('./PreconceptionTab.tsx') },
  { key: 'folicAcid', order: 30, title: () => t('fertilityTab.folicAcid', '叶酸'), need: 'women.read', load: () => import('./FolicAcidTab.tsx') },
]
