import { WomanOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/women', title: () => t('menu.women', '妇女保健'), need: ['women.read'], menu: { order: 67, icon: <WomanOutlined /> }, load: () => import('./WomenPage.tsx') },
  { path: '/women/print', title: () => t('womenPaper.title', '打印妇女保健表格'), need: ['women.read'], load: () => import('./PaperPage.tsx') },
  { path: '/women/cancer/day', title: () => t('cancerDay.title', '现场筛查'), need: ['women.write'], load: () => import('./ScreeningDayPage.tsx') },
  { path: '/women/cancer/task', title: () => t('cancerTask.title', '两癌任务完成'), need: ['women.read'], load: () => import('./ScreeningTaskPage.tsx') },
  { path: '/women/cancer/new', title: () => t('cancerScreen.new', '登记两癌筛查'), need: ['women.write'], load: () => import('./ScreeningPage.tsx') },
  { path: '/women/cancer/:screeningId', title: () => t('cancerScreen.title', '两癌筛查'), need: ['women.read'], load: () => import('./ScreeningPage.tsx') },
  { path: '/women/menopause/new', title: () => t('menopauseScreen.newFile', '建立更年期档案'), need: ['women.write'], load: () => import('./MenopauseEditPage.tsx') },
  { path: '/women/menopause/:fileId', title: () => t('menopauseScreen.file', '更年期档案'), need: ['women.read'], load: () => import('./MenopauseFilePage.tsx') },
  { path: '/women/menopause/:fileId/edit', title: () => t('menopauseScreen.editFile', '修改更年期档案'), need: ['women.write'], load: () => import('./MenopauseEditPage.tsx') },
  { path: '/women/menopause/:fileId/visits/new', title: () => t('menopauseScreen.newVisit', '登记更年期随访'), need: ['women.write'], load: () => import('./MenopauseVisitPage.tsx') },
  { path: '/women/menopause/:fileId/visits/:visitId', title: () => t('menopauseScreen.visit', '更年期随访'), need: ['women.read'], load: () => import('./MenopauseVisitPage.tsx') },
  { path: '/women/adolescents/:womanId', title: () => t('adolescentScreen.title', '青少年保健'), need: ['women.read'], load: () => import('./AdolescentPage.tsx') },
  { path: '/women/adolescents/:womanId/visits/new', title: () => t('adolescentScreen.newVisit', '登记青少年保健'), need: ['women.write'], load: () => import('./AdolescentVisitPage.tsx') },
  { path: '/women/adolescents/:womanId/visits/:visitId', title: () => t('adolescentScreen.visit', '青少年保健记录'), need: ['women.read'], load: () => import('./AdolescentVisitPage.tsx') },
])
