import { defineWomenTabs } from '../../app/women-tabs.ts'
import { t } from '../../app/i18n.ts'

export const womenTabs = defineWomenTabs([
  { key: 'cancer', order: 40, title: () => t('women.tab.cancer', '两癌筛查'), need: 'women.read', load: () => import('./CancerTab.tsx') },
  { key: 'menopause', order: 50, title: () => t('women.tab.menopause', '更年期'), need: 'women.read', load: () => import('./MenopauseTab.tsx') },
  { key: 'adolescent', order: 60, title: () => t('women.tab.adolescent', '青少年'), need: 'women.read', load: () => import('./AdolescentTab.tsx') },
])
