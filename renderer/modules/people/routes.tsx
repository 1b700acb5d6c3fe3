import { IdcardOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/people', title: () => t('menu.people', '人员'), need: ['person.read'], menu: { order: 20, icon: <IdcardOutlined /> }, load: () => import('./PeoplePage.tsx') },
  { path: '/people/new', title: () => t('people.new', '登记新人员'), need: ['person.write'], load: () => import('./PersonNewPage.tsx') },
  { path: '/people/merges', title: () => t('people.merges', '合并记录'), need: ['person.merge'], load: () => import('./MergesPage.tsx') },
  { path: '/people/:personId', title: () => t('people.file', '人员档案'), need: ['person.read'], load: () => import('./PersonFilePage.tsx') },
  { path: '/people/:personId/edit', title: () => t('people.edit', '修改人员档案'), need: ['person.write'], load: () => import('./PersonEditPage.tsx') },
  { path: '/people/:personId/history', title: () => t('people.history', '档案修改历史'), need: ['person.read'], load: () => import('./PersonHistoryPage.tsx') },
  { path: '/people/:personId/merge', title: () => t('people.merge', '合并档案'), need: ['person.merge'], load: () => import('./PersonMergePage.tsx') },
])
