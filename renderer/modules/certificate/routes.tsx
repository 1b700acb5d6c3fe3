import { RetweetOutlined, SafetyCertificateOutlined } from '@ant-design/icons'
import { defineRoutes } from '../../app/route.ts'
import { t } from '../../app/i18n.ts'

const title = () => t('menu.certificate', '出生证明')
const replacementTitle = () => t('menu.replacement', '换发补发')

export const routes = defineRoutes([
  { path: '/certificate', title, need: ['certificate.read'], menu: { order: 40, icon: <SafetyCertificateOutlined /> }, load: () => import('./DeskPage.tsx') },
  { path: '/certificate/:newbornId', title, need: ['certificate.read'], load: () => import('./ChildPage.tsx') },
  { path: '/replacements', title: replacementTitle, need: ['certificate.read'], menu: { order: 45, icon: <RetweetOutlined /> }, load: () => import('./replacement/ReplacementListPage.tsx') },
  { path: '/replacements/new', title: replacementTitle, need: ['certificate.replace'], load: () => import('./replacement/ReplacementNewPage.tsx') },
  { path: '/replacements/void', title: replacementTitle, need: ['certificate.read'], load: () => import('./replacement/VoidPage.tsx') },
  { path: '/replacements/back-entry', title: replacementTitle, need: ['certificate.read'], load: () => import('./replacement/BackEntryPage.tsx') },
  { path: '/replacements/:replacementId', title: replacementTitle, need: ['certificate.read'], load: () => import('./replacement/ReplacementPage.tsx') },
])
