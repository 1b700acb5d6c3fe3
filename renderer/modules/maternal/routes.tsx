import { MedicineBoxOutlined } from '@ant-design/icons'
import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

/** A new one is written; what is there may be read. */
const needOf = (of: string) => of === 'new' ? ['maternal.write'] as const : ['maternal.read'] as const
const forms = () => import('./care-pages.tsx')
export const routes = defineRoutes([
  { path: '/pregnancies', title: () => t('menu.maternalCare', '孕产保健'), need: ['maternal.read'], menu: { order: 63, icon: <MedicineBoxOutlined /> }, load: () => import('./PregnanciesPage.tsx') },
  { path: '/pregnancies/new', title: () => t('booking.new', '建册'), need: ['maternal.write'], load: () => import('./BookingPage.tsx') },
  { path: '/pregnancies/statistics', title: () => t('maternalFigures.title', '孕产保健统计指标'), need: ['maternal.read'], load: () => import('./StatisticsPage.tsx') },
  { path: '/pregnancies/:pregnancyId', title: () => t('pregnancyPage.title', '孕产妇'), need: ['maternal.read'], load: () => import('./PregnancyPage.tsx') },
  { path: '/pregnancies/:pregnancyId/edit', title: () => t('booking.edit', '修改建册信息'), need: ['maternal.write'], load: () => import('./EditPage.tsx') },
  { path: '/pregnancies/:pregnancyId/redate', title: () => t('booking.redate', '更正预产期'), need: ['maternal.write'], load: async () => ({ default: (await import('./EditPage.tsx')).RedatePage }) },
  { path: '/pregnancies/:pregnancyId/history', title: () => t('booking.history', '建册信息修改历史'), need: ['maternal.read'], load: () => import('./HistoryPage.tsx') },
  { path: '/pregnancies/:pregnancyId/print', title: () => t('maternalPaper.title', '打印孕产保健表单'), need: ['maternal.read'], load: () => import('./PaperPage.tsx') },
  ...['new', ':recordId'].flatMap(of => [
    { path: `/pregnancies/:pregnancyId/first/${of}`, title: () => t('maternal.first.title', '第1次产前检查'), need: needOf(of), load: async () => ({ default: (await forms()).FirstPage }) },
    { path: `/pregnancies/:pregnancyId/visits/${of}`, title: () => t('maternal.visit.title', '产前随访'), need: needOf(of), load: async () => ({ default: (await forms()).VisitPage }) },
    { path: `/pregnancies/:pregnancyId/postpartum/${of}`, title: () => t('maternal.postpartumVisit.title', '产后访视'), need: needOf(of), load: async () => ({ default: (await forms()).PostpartumVisitPage }) },
    { path: `/pregnancies/:pregnancyId/check/${of}`, title: () => t('maternal.postpartumCheck.title', '产后42天健康检查'), need: needOf(of), load: async () => ({ default: (await forms()).PostpartumCheckPage }) },
  ]),
])
