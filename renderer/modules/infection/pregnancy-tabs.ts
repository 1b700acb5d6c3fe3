import { t } from '../../app/i18n.ts'
import { definePregnancyTabs } from '../../app/pregnancy-tabs.ts'

export const pregnancyTabs = definePregnancyTabs([{ key: 'infection', order: 60, title: () => t('menu.infection', '艾梅乙'), need: 'infection.read', load: () => import('./PregnancyTab.tsx') }])
