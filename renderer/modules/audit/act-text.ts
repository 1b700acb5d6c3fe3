import { BLANK_STATE } from '../../../domain/code/certificate.ts'
import { REFERRAL_STATE } from '../../../domain/code/referral.ts'
import { BLANK_REQUEST, LOSS_KIND, STOCK_SLIP } from '../../../domain/code/stock.ts'
import { RECORDS } from '../../../domain/modules/index.ts'
import { t } from '../../app/i18n.ts'
import { codeText, recordTitle } from '../../kit/labels.ts'

const ACTS: Readonly<Record<string, () => string>> = {
  'auth.login': () => t('act.login', '登录'), 'auth.logout': () => t('act.logout', '退出登录'), 'auth.lock': () => t('act.lock', '锁屏'), 'auth.unlock': () => t('act.unlock', '解锁'),
  'auth.changePassword': () => t('act.changePassword', '修改密码'), 'auth.secondPerson': () => t('act.secondPerson', '第二人密码错误'),
  'system.create': () => t('act.create', '建立数据库'), 'system.restore': () => t('act.restore', '从备份恢复'), 'backup.run': () => t('act.backup', '备份'), 'recovery.renew': () => t('act.renewPassphrase', '更换恢复口令'),
  'workstation.recoverySheet': () => t('act.recoverySheet', '打印恢复口令单'),
  'user.save': () => t('act.userSave', '保存用户'), 'setting.save': () => t('act.settingSave', '修改设置'), 'draft.save': () => t('act.draft', '暂存草稿'),
  'person.get': () => t('act.personGet', '查看人员档案'), 'person.save': () => t('act.personSave', '保存人员档案'), 'person.void': () => t('act.personVoid', '作废人员档案'), 'person.reveal': () => t('act.personReveal', '查看完整证件号码'),
  'person.merge': () => t('act.personMerge', '合并人员'), 'person.mergeFiles': () => t('act.personMergeFiles', '核对两份儿童档案'), 'person.unmerge': () => t('act.personUnmerge', '拆分人员'),
  'staff.save': () => t('act.staffSave', '保存医务人员'), 'staff.void': () => t('act.staffVoid', '作废医务人员'), 'organization.save': () => t('act.organizationSave', '保存转诊机构'), 'organization.void': () => t('act.organizationVoid', '作废转诊机构'),
  'pregnancy.save': () => t('act.pregnancySave', '保存妊娠'), 'pregnancy.void': () => t('act.pregnancyVoid', '作废妊娠'), 'delivery.void': () => t('act.deliveryVoid', '作废分娩'),
  'delivery.register': () => t('act.deliveryRegister', '登记分娩'), 'delivery.file': () => t('act.deliveryFile', '查看分娩'),
  'person.kin': () => t('act.personKin', '查看亲属'), 'person.timeline': () => t('act.personTimeline', '查看人员经过'),
  'certificate.desk': () => t('act.certificateDesk', '打开证件办理'), 'certificate.find': () => t('act.certificateFind', '查找证件'), 'certificate.preview': () => t('act.certificatePreview', '预览证件'), 'certificate.formPreview': () => t('act.formPreview', '预览登记表'),
  'system.openPractice': () => t('act.openPractice', '进入练习模式'), 'system.leavePractice': () => t('act.leavePractice', '退出练习模式'), 'system.unlock': () => t('act.unlockDatabase', '用恢复口令打开数据库'),
  'certificate.get': () => t('act.certificateGet', '查看出生医学证明'), 'certificate.registration.get': () => t('act.registrationGet', '查看首次签发登记表'), 'certificate.prepare': () => t('act.certificatePrepare', '打开首次签发登记表'),
  'certificate.register': () => t('act.certificateRegister', '保存首次签发登记表'), 'certificate.beginPrint': () => t('act.beginPrint', '占用证件编号'), 'certificate.print': () => t('act.print', '打印证件'),
  'certificate.answerPrint': () => t('act.answerPrint', '回答打印结果'), 'certificate.cancelPrint': () => t('act.cancelPrint', '取消打印'), 'certificate.seal': () => t('act.seal', '盖章确认'), 'certificate.handOver': () => t('act.handOver', '发放证件'),
  'certificate.pdf': () => t('act.certificatePdf', '导出证件档案 PDF'), 'certificate.printForm': () => t('act.printForm', '打印登记表'), 'ledger.preview': () => t('act.ledgerPreview', '查看台账'), 'ledger.save': () => t('act.ledgerSave', '导出台账'), 'ledger.print': () => t('act.ledgerPrint', '打印台账'),
  'stocktake.open': () => t('act.stocktakeOpen', '开始盘点'), 'stocktake.cancel': () => t('act.stocktakeCancel', '取消盘点'), 'stocktake.begin': () => t('act.stocktakeBegin', '开始清点'), 'stocktake.sign': () => t('act.stocktakeSign', '清点签字'),
  'stocktake.recount': () => t('act.stocktakeRecount', '重新清点'), 'stocktake.explain': () => t('act.stocktakeExplain', '说明盘点差异'), 'stocktake.finalise': () => t('act.stocktakeFinalise', '完成盘点'), 'stocktake.save': () => t('act.stocktakeSave', '导出盘点差异'),
  'stocktake.withoutCertificate': () => t('act.withoutCertificate', '查看没有证明的新生儿'),
  'stock.receive': () => t('act.stockReceive', '空白证件入库'), 'stock.draw': () => t('act.stockDraw', '领用空白证件'), 'stock.giveBack': () => t('act.stockGiveBack', '退回空白证件'), 'stock.void': () => t('act.stockVoid', '作废空白证件'),
  'stock.request': () => t('act.stockRequest', '申领空白证件'), 'stock.endRequest': () => t('act.stockEndRequest', '结束申领'), 'stock.setPrintYear': () => t('act.stockSetPrintYear', '补填印制年份'), 'stock.handOver': () => t('act.stockHandOver', '领用人交接'),
  'stock.returnUp': () => t('act.stockReturnUp', '空白证件退回上级'), 'stock.transfer': () => t('act.stockTransfer', '下发空白证件'), 'stock.takeBack': () => t('act.stockTakeBack', '收回下发的空白证件'), 'stock.receiveWaste': () => t('act.stockReceiveWaste', '接收下级废证'),
  'stock.reportLoss': () => t('act.stockReportLoss', '报告遗失或被盗'), 'stock.updateLoss': () => t('act.stockUpdateLoss', '登记遗失材料'), 'stock.confirmLoss': () => t('act.stockConfirmLoss', '确认遗失作废'), 'stock.collectWaste': () => t('act.stockCollectWaste', '收存废证'),
  'stock.handIn': () => t('act.stockHandIn', '上交废证'), 'stock.destroy': () => t('act.stockDestroy', '登记废证销毁'), 'stock.savePlan': () => t('act.stockSavePlan', '保存年度计划'), 'stock.paperPreview': () => t('act.stockPaper', '查看库存单据'),
  'stock.paperPdf': () => t('act.stockPaperPdf', '导出库存单据 PDF'), 'stock.printPaper': () => t('act.stockPrintPaper', '打印库存单据'),
  'referral.get': () => t('act.referralGet', '查看转诊单'), 'referral.save': () => t('act.referralSave', '保存转诊单'), 'referral.void': () => t('act.referralVoid', '作废转诊单'), 'referral.move': () => t('act.referralMove', '更新转诊状态'),
  'referral.preview': () => t('act.referralPreview', '预览转诊单'), 'referral.print': () => t('act.referralPrint', '打印转诊单'), 'referral.pdf': () => t('act.referralPdf', '导出转诊单 PDF'), 'package.seal': () => t('act.packageSeal', '生成月度数据包'),
  'reconcile.compare': () => t('act.reconcileCompare', '与省平台名单核对'), 'reconcile.list': () => t('act.reconcileList', '查看核对差异'), 'reconcile.answer': () => t('act.reconcileAnswer', '处理核对差异'), 'reconcile.print': () => t('act.reconcilePrint', '打印核对差异'),
  'annual.start': () => t('act.annualStart', '登记启用库存'), 'annual.finalise': () => t('act.annualFinalise', '年度统计表定稿'), 'annual.import': () => t('act.annualImport', '导入下属机构年度统计表'), 'annual.csv': () => t('act.annualCsv', '导出年度统计表'), 'annual.save': () => t('act.annualCsv', '导出年度统计表'), 'annual.pdf': () => t('act.annualCsv', '导出年度统计表'), 'annual.list': () => t('act.annualList', '查看年度统计表所列名单'), 'annual.print': () => t('act.annualPrint', '打印年度统计表'),
  'annual.report.save': () => t('act.annualReport', '保存下属机构年度统计表'), 'annual.report.void': () => t('act.annualReportVoid', '作废下属机构年度统计表'), 'deadline.done': () => t('act.deadlineDone', '登记期限已报'),
  'device.saveSettings': () => t('act.deviceSave', '修改外接设备设置'), 'device.readCard': () => t('act.readCard', '读身份证'), 'device.askParent': () => t('act.askParent', '家长核对'),
  'stocktake.scan': () => t('act.stocktakeScan', '盘点扫描'),
  'stocktake.addRange': () => t('act.stocktakeAddRange', '盘点录入号段'),
  'stocktake.remove': () => t('act.stocktakeRemove', '盘点删除号段'),
  'stocktake.dismiss': () => t('act.stocktakeDismiss', '盘点忽略扫描'),
  'replacement.prepare': () => t('act.replacementPrepare', '打开换发补发申请'),
  'replacement.save': () => t('act.replacementSave', '保存换发补发申请'),
  'replacement.saveRegister': () => t('act.replacementSaveRegister', '换发更正登记内容'),
  'replacement.review': () => t('act.replacementReview', '审核换发补发'),
  'replacement.approve': () => t('act.replacementApprove', '二级审批换发补发'),
  'replacement.withdraw': () => t('act.replacementWithdraw', '撤回换发补发申请'),
  'replacement.forwardAnswered': () => t('act.replacementForwardAnswered', '登记县级补发结果'),
  'replacement.noteFound': () => t('act.replacementNoteFound', '登记遗失证件找回'),
  'replacement.formPreview': () => t('act.replacementFormPreview', '预览换发补发表格'),
  'replacement.pdf': () => t('act.replacementPdf', '导出换发补发表格 PDF'),
  'replacement.printForm': () => t('act.replacementPrintForm', '打印换发补发表格'),
  'certificate.voidNumber': () => t('act.voidNumber', '作废证件编号'),
  'certificate.voidFormPreview': () => t('act.voidFormPreview', '预览作废登记表'),
  'certificate.backEnter': () => t('act.backEnter', '补录旧证'),
  'printing.calibrate': () => t('act.printingCalibrate', '校准打印机'),
  'printing.saveShifts': () => t('act.printingSaveShifts', '微调打印位置'),
  'printing.reset': () => t('act.printingReset', '恢复默认打印位置'),
  'printing.export': () => t('act.printingExport', '导出打印校准'),
  'printing.import': () => t('act.printingImport', '导入打印校准'),
  'printing.removeScan': () => t('act.printingRemoveScan', '删除证件底图'),
  'referral.critical.save': () => t('act.criticalSave', '保存危重转诊单'),
  'referral.critical.move': () => t('act.criticalMove', '更新危重转诊状态'),
  'referral.retention.save': () => t('act.retentionSave', '保存在院高危登记'),
  'referral.retention.decide': () => t('act.retentionDecide', '同意暂不转诊'),
  'referral.retention.end': () => t('act.retentionEnd', '登记高危去向'),
  'referral.diagnosis.save': () => t('act.diagnosisSave', '保存产前诊断转诊单'),
  'referral.maternal.preview': () => t('act.maternalPreview', '预览高危转诊单'),
  'referral.maternal.pdf': () => t('act.maternalPdf', '导出高危转诊单 PDF'),
  'referral.maternal.print': () => t('act.maternalPrint', '打印高危转诊单'),
  'child.file.prepare': () => t('act.childPrepare', '准备建立儿童档案'),
  'child.file.open': () => t('act.childOpen', '查看儿童保健档案'),
  'child.visit.prepare': () => t('act.childVisitPrepare', '打开健康检查表'),
  'child.newbornVisit.prepare': () => t('act.newbornVisitPrepare', '打开家庭访视表'),
  'pelvic.report.open': () => t('act.pelvicReportOpen', '查看盆底设备报告'), 'pelvic.report.original': () => t('act.pelvicReportOriginal', '打开盆底设备报告原件'), 'pelvic.report.decide': () => t('act.pelvicReportDecide', '处理盆底设备报告'), 'pelvic.report.read': () => t('act.pelvicReportRead', '读入盆底设备报告'), 'pelvic.report.watch': () => t('act.pelvicReportWatch', '从文件夹读入盆底设备报告'),
  'pelvic.board.people': () => t('act.pelvicBoardPeople', '查看盆底统计数字对应的人员'), 'pelvic.board.file': () => t('act.pelvicBoardFile', '盆底统计存为 Excel'), 'pelvic.board.pdf': () => t('act.pelvicBoardPdf', '盆底统计存为 PDF'), 'pelvic.board.print': () => t('act.pelvicBoardPrint', '打印盆底统计'),
  'women.cancerScreening.prepare': () => t('act.cancerPrepare', '打开两癌筛查登记表'),
  'women.cancerScreening.open': () => t('act.cancerOpen', '查看两癌筛查'),
  'women.menopauseFile.prepare': () => t('act.menopausePrepare', '打开更年期建档表'),
  'women.menopauseFile.open': () => t('act.menopauseOpen', '查看更年期档案'),
  'women.menopauseVisit.prepare': () => t('act.menopauseVisitPrepare', '打开更年期随访表'),
  'women.adolescentVisit.prepare': () => t('act.adolescentPrepare', '打开青少年保健表'),
  'women.adolescentVisit.open': () => t('act.adolescentOpen', '查看青少年保健记录'),
  'women.paper.preview': () => t('act.womenPaperPreview', '查看妇女保健打印表'),
  'infection.access.save': () => t('act.infectionAccessSave', '调整艾梅乙授权名单'), 'infection.list': () => t('act.infectionList', '查看艾梅乙名单'), 'infection.open': () => t('act.infectionOpen', '查看母婴阻断个案'), 'infection.prepare': () => t('act.infectionPrepare', '准备母婴阻断个案'), 'infection.ofPregnancy': () => t('act.infectionOfPregnancy', '查看妊娠有无母婴阻断个案'),
  'infection.child.prepare': () => t('act.infectionChildPrepare', '准备登记暴露儿童'), 'infection.reveal': () => t('act.infectionReveal', '查看个案对象姓名'), 'infection.figure.list': () => t('act.infectionFigureList', '查看艾梅乙指标名单'),
  'infection.paper.preview': () => t('act.infectionPaperPreview', '查看母婴阻断打印表'), 'infection.paper.pdf': () => t('act.infectionPaperPdf', '导出母婴阻断打印表 PDF'), 'infection.paper.print': () => t('act.infectionPaperPrint', '打印母婴阻断表'),
  'vital.list': () => t('act.vitalList', '查看报告卡名单'), 'vital.ofPregnancy': () => t('act.vitalOfPregnancy', '查看妊娠的报告卡'), 'vital.birthDefect.prepare': () => t('act.birthDefectPrepare', '准备出生缺陷报告卡'), 'vital.birthDefect.open': () => t('act.birthDefectOpen', '打开出生缺陷报告卡'), 'vital.birthDefect.step': () => t('act.birthDefectStep', '办理出生缺陷报告卡'),
  'vital.maternalDeath.prepare': () => t('act.maternalDeathPrepare', '准备孕产妇死亡报告卡'), 'vital.maternalDeath.open': () => t('act.maternalDeathOpen', '打开孕产妇死亡报告卡'), 'vital.maternalDeath.step': () => t('act.maternalDeathStep', '办理孕产妇死亡报告卡'),
  'vital.paper.preview': () => t('act.vitalPaperPreview', '查看报告卡打印表'), 'vital.paper.pdf': () => t('act.vitalPaperPdf', '导出报告卡 PDF'), 'vital.paper.print': () => t('act.vitalPaperPrint', '打印报告卡'),
  'eye.open': () => t('act.eyeOpen', '查看眼健康档案'),
  'eye.visit.prepare': () => t('act.eyeVisitPrepare', '打开眼保健检查表'),
  'eye.referral.prepare': () => t('act.eyeReferralPrepare', '准备眼保健转诊单'),
  'eye.paper.preview': () => t('act.eyePaperPreview', '查看眼保健打印表'),
  'maternal.paper.preview': () => t('act.maternalPaperPreview', '查看孕产保健打印表'), 'maternal.paper.pdf': () => t('act.maternalPaperPdf', '导出孕产保健打印表'), 'maternal.paper.print': () => t('act.maternalPaperPrint', '打印孕产保健表单'),
  'eye.photo.image': () => t('act.eyePhotoImage', '查看眼部照片'),
  'eye.device.offered': () => t('act.eyeDeviceOffered', '查看仪器结果'),
  'eye.device.original': () => t('act.eyeDeviceOriginal', '另存仪器原始文件'),
  'eye.device.assign': () => t('act.eyeDeviceAssign', '把仪器结果归到儿童'),
  'eye.device.use': () => t('act.eyeDeviceUse', '采用仪器结果'),
  'eye.device.dismiss': () => t('act.eyeDeviceDismiss', '不采用仪器结果'),
  'child.growth.curve': () => t('act.childCurve', '查看生长曲线'),
  'child.paper.preview': () => t('act.childPaperPreview', '预览儿童保健表格'),
  'child.paper.pdf': () => t('act.childPaperPdf', '导出儿童保健表格'),
  'child.paper.print': () => t('act.childPaperPrint', '打印儿童保健表格'),
  'child.notice.preview': () => t('act.childNoticePreview', '预览儿童通知单'),
  'child.notice.pdf': () => t('act.childNoticePdf', '导出儿童通知单'),
  'child.notice.print': () => t('act.childNoticePrint', '打印儿童通知单'),
  'child.screening.open': () => t('act.childScreening', '查看新生儿筛查'),
  'child.case.ofFile': () => t('act.childCases', '查看儿童专案'),
  'child.case.propose': () => t('act.childCasePropose', '查看建案建议'),
  'child.case.prepare': () => t('act.childCasePrepare', '准备建立专案'),
  'child.case.open': () => t('act.childCaseOpen', '查看专案'),
  'child.case.close': () => t('act.childCaseClose', '结案'),
  'child.case.reopen': () => t('act.childCaseReopen', '撤销结案'),
  'child.caseVisit.prepare': () => t('act.childCaseVisitPrepare', '打开专案随访表'),
  'child.entranceExam.prepare': () => t('act.entrancePrepare', '打开入园体检表'),
  'child.deathCard.prepare': () => t('act.deathCardPrepare', '打开死亡报告卡'),
  'child.deathCard.submit': () => t('act.deathCardSubmit', '提交死亡报告卡'),
  'child.sheet.preview': () => t('act.childSheetPreview', '预览入园体检表或死亡报告卡'),
  'child.due.export': () => t('act.childDueExport', '导出随访通知名单'),
  'child.development.open': () => t('act.childDevelopment', '查看儿童发育与孤独症筛查'),
  'child.autism.propose': () => t('act.autismPropose', '查看初筛异常建议'),
  'child.autism.move': () => t('act.autismMove', '登记孤独症管理步骤'),
  'child.autism.undo': () => t('act.autismUndo', '撤销孤独症管理步骤'),
  'child.autism.ledger': () => t('act.autismLedger', '导出孤独症登记表'),
  'child.autism.preview': () => t('act.autismPreview', '预览孤独症转诊单'),
  'child.autism.pdf': () => t('act.autismPdf', '导出孤独症转诊单 PDF'),
  'child.autism.print': () => t('act.autismPrint', '打印孤独症转诊单'),
  'prenatal.open': () => t('act.prenatalOpen', '查看产前筛查'),
  'prenatal.find': () => t('act.prenatalFind', '按条形码查找样本'),
  'prenatal.consent.prepare': () => t('act.prenatalConsentPrepare', '打开知情同意书'),
  'prenatal.consent.scan': () => t('act.prenatalConsentScan', '查看知情同意扫描件'),
  'prenatal.consent.addScan': () => t('act.prenatalConsentAddScan', '附知情同意扫描件'),
  'prenatal.request.prepare': () => t('act.prenatalRequestPrepare', '打开产前筛查申请单'),
  'prenatal.sample.step': () => t('act.prenatalSampleStep', '登记样本流转'),
  'prenatal.handover.send': () => t('act.prenatalHandoverSend', '送出样本交接单'),
  'prenatal.handover.receive': () => t('act.prenatalHandoverReceive', '签收样本交接单'),
  'prenatal.handover.open': () => t('act.prenatalHandoverOpen', '查看样本交接单'),
  'prenatal.result.prepare': () => t('act.prenatalResultPrepare', '打开筛查结果'),
  'prenatal.resultFile.read': () => t('act.prenatalResultFileRead', '读入实验室结果文件'),
  'prenatal.resultFile.original': () => t('act.prenatalResultFileOriginal', '另存实验室原始文件'),
  'prenatal.resultRow.assign': () => t('act.prenatalResultRowAssign', '把结果行对应到样本'),
  'prenatal.resultRow.dismiss': () => t('act.prenatalResultRowDismiss', '不采用结果行'),
  'prenatal.recall.refuse': () => t('act.prenatalRecallRefuse', '登记签署拒绝'),
  'prenatal.referral.prepare': () => t('act.prenatalReferralPrepare', '准备产前诊断转诊单'),
  'prenatal.diagnosis.prepare': () => t('act.prenatalDiagnosisPrepare', '打开产前诊断结果'),
  'prenatal.outcome.prepare': () => t('act.prenatalOutcomePrepare', '打开妊娠结局随访'),
  'prenatal.paper.preview': () => t('act.prenatalPaperPreview', '预览产前筛查表格'),
  'prenatal.paper.pdf': () => t('act.prenatalPaperPdf', '导出产前筛查表格 PDF'),
  'prenatal.paper.print': () => t('act.prenatalPaperPrint', '打印产前筛查表格'),
  'prenatal.bulletin.pdf': () => t('act.prenatalBulletinPdf', '导出月通报 PDF'),
  'prenatal.bulletin.print': () => t('act.prenatalBulletinPrint', '打印月通报'),
  'prenatal.bulletin.file': () => t('act.prenatalBulletinFile', '导出月通报电子表格'),
  'prenatal.bulletin.women': () => t('act.prenatalBulletinWomen', '查看月通报名单'),

  'risk.open': () => t('act.riskOpen', '查看妊娠风险'),
  'risk.screening.prepare': () => t('act.riskScreeningPrepare', '打开妊娠风险筛查表'),
  'risk.assessment.prepare': () => t('act.riskAssessmentPrepare', '打开妊娠风险评估表'),
  'risk.report.prepare': () => t('act.riskReportPrepare', '准备分级报告单'),
  'risk.case.prepare': () => t('act.riskCasePrepare', '准备高危专案'),
  'risk.caseVisit.prepare': () => t('act.riskCaseVisitPrepare', '准备专案追踪'),
  'risk.case.close': () => t('act.riskCaseClose', '高危专案结案'),
  'risk.case.reopen': () => t('act.riskCaseReopen', '撤销高危专案结案'),
  'risk.referral.prepare': () => t('act.riskReferralPrepare', '由妊娠记录准备危重转诊'),
  'risk.paper.preview': () => t('act.riskPaperPreview', '查看妊娠风险打印表'),
  'risk.paper.pdf': () => t('act.riskPaperPdf', '导出妊娠风险表 PDF'),
  'risk.paper.print': () => t('act.riskPaperPrint', '打印妊娠风险表'),
  'pregnancy.open': () => t('act.pregnancyOpen', '查看妊娠'),
  'maternal.file': () => t('act.maternalFile', '查看孕产保健记录'),
  'maternal.book.prepare': () => t('act.maternalBookPrepare', '准备建册'),
  'maternal.book': () => t('act.maternalBook', '建册'),
  'maternal.first.prepare': () => t('act.maternalFirstPrepare', '打开第1次产前检查表'),
  'maternal.visit.prepare': () => t('act.maternalVisitPrepare', '打开产前随访表'),
  'maternal.postpartumVisit.prepare': () => t('act.postpartumVisitPrepare', '打开产后访视表'),
  'maternal.postpartumCheck.prepare': () => t('act.postpartumCheckPrepare', '打开产后42天检查表'),
  'maternal.close.prepare': () => t('act.maternalClosePrepare', '准备孕产保健结案'),
  'maternal.close': () => t('act.maternalClose', '孕产保健结案'),
  'maternal.reopen': () => t('act.maternalReopen', '撤销孕产保健结案'),


  'identity.note': () => t('act.identityNote', '登记实人核验'),
  'fertility.premarital.register': () => t('act.premaritalRegister', '登记婚检双方'), 'fertility.premarital.couple': () => t('act.premaritalCouple', '查看婚检双方'),
  'fertility.preconception.open': () => t('act.preconceptionOpen', '查看孕前优生档案'), 'fertility.preconception.prepare': () => t('act.preconceptionPrepare', '打开孕前优生登记'), 'fertility.preconceptionFollowUp.prepare': () => t('act.preconceptionFollowUpPrepare', '打开孕前优生随访'),
  'fertility.folicAcid.open': () => t('act.folicAcidOpen', '查看叶酸登记'), 'fertility.folicAcid.prepare': () => t('act.folicAcidPrepare', '打开叶酸登记'), 'fertility.folicAcid.export': () => t('act.folicAcidExport', '导出叶酸电话名单'),
  'fertility.paper.preview': () => t('act.fertilityPaperPreview', '预览婚检与孕前优生表格'), 'fertility.paper.pdf': () => t('act.fertilityPaperPdf', '导出婚检与孕前优生表格 PDF'), 'fertility.paper.print': () => t('act.fertilityPaperPrint', '打印婚检与孕前优生表格'),
}

/** The acts that can be looked for. */
export const CALL_NAMES: readonly string[] = Object.keys(ACTS)

/** What every record can do, said with its title. */
const RECORD_ACTS: Readonly<Record<string, (record: string) => string>> = {
  save: record => t('act.recordSave', '保存{{record}}', { record }),
  get: record => t('act.recordGet', '查看{{record}}', { record }), history: record => t('act.recordHistory', '查看修改历史:{{record}}', { record }), void: record => t('act.recordVoid', '作废{{record}}', { record }),
}

function recordActText(name: string): string | undefined {
  const end = name.lastIndexOf('.')
  const definition = RECORDS.find(one => one.id === name.slice(0, end))
  return definition && RECORD_ACTS[name.slice(end + 1)]?.(recordTitle(definition))
}

/** An audited call in words; a call without words is shown by its name rather than guessed. */
export const actText = (name: string): string => ACTS[name]?.() ?? recordActText(name) ?? name

/** Who did it; calls before log-in have no account. */
export const actorText = (name: string): string =>
  name === 'nobody' ? t('audit.nobody', '(未登录)') : name === 'system' ? t('audit.system', '(程序)') : name

const FACTS: Readonly<Record<string, () => string>> = {
  outcome: () => t('fact.outcome', '结果'), number: () => t('fact.number', '编号'), state: () => t('fact.state', '状态'), first: () => t('fact.first', '起始编号'), last: () => t('fact.last', '终止编号'),
  quantity: () => t('fact.quantity', '数量'), bytes: () => t('fact.bytes', '字节数'), backup: () => t('fact.backup', '备份文件'), passphrase: () => t('fact.passphrase', '恢复口令'), month: () => t('fact.month', '月份'),
  seq: () => t('fact.seq', '第几次'), mode: () => t('fact.mode', '方式'), records: () => t('fact.records', '记录数'), errors: () => t('fact.errors', '错误'), warnings: () => t('fact.warnings', '警告'), manifestSm3: () => t('fact.manifest', '清单校验值'),
  rows: () => t('fact.rows', '行数'), compared: () => t('fact.compared', '核对数'), differences: () => t('fact.differences', '差异数'), count: () => t('fact.count', '项数'),
  kind: () => t('fact.kind', '类别'), requestState: () => t('fact.state', '状态'), printYear: () => t('fact.printYear', '印制年份'), before: () => t('fact.before', '原值'),
  reader: () => t('fact.reader', '阅读器'), screen: () => t('fact.screen', '副屏'), answer: () => t('fact.answer', '回答'),
  newKey: () => t('fact.newKey', '新密钥'), from: () => t('fact.from', '原状态'), to: () => t('fact.to', '新状态'), newborns: () => t('fact.newborns', '新生儿数'), merged: () => t('fact.merged', '并入的档案'), moved: () => t('fact.moved', '移动的记录'), childFile: () => t('fact.childFile', '并入的儿童保健档案'), childRows: () => t('fact.childRows', '移动的儿童保健记录'),
}
const OUTCOMES: Readonly<Record<string, () => string>> = {
  'signed-in': () => t('outcome.signedIn', '成功'), wrong: () => t('outcome.wrong', '密码错误'), 'locked-out': () => t('outcome.lockedOut', '已锁定'), disabled: () => t('outcome.disabled', '账号已停用'), sent: () => t('outcome.sent', '已送打印机'),
  cancelled: () => t('outcome.cancelled', '已取消'), failed: () => t('outcome.failed', '失败'), renewed: () => t('outcome.renewed', '已更换'),
}

/** The facts of an audit line in words. */
export function factsText(facts: Readonly<Record<string, string | number | boolean>> | null): string {
  if (!facts) return ''
  const valueText = (name: string, value: string): string => {
    if (name === 'state') return codeText(BLANK_STATE, value)
    if (name === 'requestState' && BLANK_REQUEST.isCode(value)) return codeText(BLANK_REQUEST, value)
    if (name === 'kind') return STOCK_SLIP.isCode(value) ? codeText(STOCK_SLIP, value) : LOSS_KIND.isCode(value) ? codeText(LOSS_KIND, value) : value
    if (name === 'from' || name === 'to') return codeText(REFERRAL_STATE, value)
    return OUTCOMES[value]?.() ?? value
  }
  return Object.entries(facts).map(([name, value]) => `${FACTS[name]?.() ?? name}: ${valueText(name, String(value))}`).join(' · ')
}
