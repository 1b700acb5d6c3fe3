import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/pregnancies/:pregnancyId', title: () => t('pregnancyPage.title', '孕产妇'), need: ['maternal.read'], load: () => import('./PregnancyPage.tsx') },
])
