import { t } from '../../app/i18n.ts'
import { defineRoutes } from '../../app/route.ts'

export const routes = defineRoutes([
  { path: '/premarital/new', title: () => t('premaritalScreen.new', '登记婚前医学检查'), need: ['women.write'], load: () => import('./CoupleNewPage.tsx') },
  { path: '/premarital/figures', title: () => t('premaritalScreen.figures', '婚检率与检出情况'), need: ['women.read'], load: () => import('./PremaritalFiguresPage.tsx') },
  { path: '/premarital/:coupleNumber', title: () => t('premaritalScreen.couple', '婚前医学检查'), need: ['women.read'], load: () => import('./CouplePage.tsx') },
  { path: '/premarital/:coupleNumber/sheets/:sheetId', title: () => t('premaritalScreen.sheet', '婚前医学检查表'), need: ['women.read'], load: () => import('./SheetPage.tsx') },
  { path: '/premarital/:coupleNumber/sheets/:sheetId/hiv', title: () => t('premaritalScreen.hiv', 'HIV检测(保密)'), need: ['women.read'], load: () => import('./HivPage.tsx') },
  { path: '/premarital/:coupleNumber/print', title: () => t('premaritalScreen.print', '打印婚检表格'), need: ['women.read'], load: () => import('./PremaritalPaperPage.tsx') },
  { path: '/fertility-bases/new', title: () => t('fertilityBaseScreen.new', '填写统计基数'), need: ['women.write'], load: () => import('./BasePage.tsx') },
  { path: '/fertility-bases/:baseId', title: () => t('fertilityBaseScreen.title', '统计基数'), need: ['women.read'], load: () => import('./BasePage.tsx') },
  { path: '/preconception/new', title: () => t('preconceptionScreen.new', '登记孕前优生检查'), need: ['women.write'], load: () => import('./PreconceptionEditPage.tsx') },
  { path: '/preconception/figures', title: () => t('preconceptionScreen.figures', '孕前优生覆盖率与随访率'), need: ['women.read'], load: () => import('./PreconceptionFiguresPage.tsx') },
  { path: '/preconception/:coupleId', title: () => t('preconceptionScreen.file', '孕前优生档案'), need: ['women.read'], load: () => import('./PreconceptionPage.tsx') },
  { path: '/preconception/:coupleId/edit', title: () => t('preconceptionScreen.assess', '评估与告知'), need: ['women.write'], load: () => import('./PreconceptionEditPage.tsx') },
  { path: '/preconception/:coupleId/sheets/:sex', title: () => t('preconceptionScreen.sheet', '孕前优生检查结果'), need: ['women.read'], load: () => import('./PreconceptionSheetPage.tsx') },
  { path: '/preconception/:coupleId/follow-ups/new', title: () => t('preconceptionScreen.newFollowUp', '登记追踪随访'), need: ['women.write'], load: () => import('./PreconceptionFollowUpPage.tsx') },
  { path: '/preconception/:coupleId/follow-ups/:followUpId', title: () => t('preconceptionScreen.followUp', '追踪随访'), need: ['women.read'], load: () => import('./PreconceptionFollowUpPage.tsx') },
  { path: '/preconception/:coupleId/print', title: () => t('preconceptionScreen.print', '打印结果告知书'), need: ['women.read'], load: () => import('./NoticePage.tsx') },
  { path: '/folic-acid/new', title: () => t('folicAcidScreen.new', '登记叶酸发放对象'), need: ['women.write'], load: () => import('./FolicAcidEditPage.tsx') },
  { path: '/folic-acid/figures', title: () => t('folicAcidScreen.figures', '叶酸服用率与依从率'), need: ['women.read'], load: () => import('./FolicAcidFiguresPage.tsx') },
  { path: '/folic-acid/:courseId', title: () => t('folicAcidScreen.course', '增补叶酸'), need: ['women.read'], load: () => import('./FolicAcidPage.tsx') },
  { path: '/folic-acid/:courseId/edit', title: () => t('folicAcidScreen.edit', '修改叶酸登记'), need: ['women.write'], load: () => import('./FolicAcidEditPage.tsx') },
  { path: '/folic-acid/:courseId/issues/new', title: () => t('folicAcidScreen.newIssue', '发放叶酸'), need: ['women.write'], load: () => import('./FolicAcidIssuePage.tsx') },
  { path: '/folic-acid/:courseId/issues/:issueId', title: () => t('folicAcidScreen.issue', '叶酸发放'), need: ['women.read'], load: () => import('./FolicAcidIssuePage.tsx') },
  { path: '/folic-acid/:courseId/follow-ups/new', title: () => t('folicAcidScreen.newFollowUp', '登记叶酸随访'), need: ['women.write'], load: () => import('./FolicAcidFollowUpPage.tsx') },
  { path: '/folic-acid/:courseId/follow-ups/:followUpId', title: () => t('folicAcidScreen.followUp', '叶酸随访'), need: ['women.read'], load: () => import('./FolicAcidFollowUpPage.tsx') },
])
