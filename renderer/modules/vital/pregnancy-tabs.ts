import { t } from '../../app/i18n.ts'
import { definePregnancyTabs } from '../../app/pregnancy-tabs.ts'

export const pregnancyTabs = definePregnancyTabs([{ key: 'vital', order: 70, title: () => t('menu.vital', '报告卡'), need: 'vital.read', load: () => import('./PregnancyTab.tsx') }])
