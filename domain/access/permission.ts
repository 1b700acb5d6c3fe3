/** Every right the program knows. A call names the one it needs; a role is a set of them. */
export const PERMISSIONS = {
  'person.read': '查看人员档案',
  'person.write': '登记和修改人员',
  'person.merge': '合并与拆分人员',
  'person.reveal': '查看完整证件号码',
  'birth.read': '查看分娩与新生儿',
  'birth.write': '登记分娩与新生儿',
  'certificate.read': '查看出生医学证明',
  'certificate.register': '填写首次签发登记表',
  'certificate.print': '打印出生医学证明',
  'certificate.review': '审核作废、换发、补发与特殊情况',
  'certificate.replace': '受理换发与补发申请',
  'certificate.approve': '二级审批(再次补发、遗留问题补录、特殊签发)',
  'certificate.archive': '归档与查档',
  'certificate.seal': '盖章确认',
  'certificate.handOver': '发放证件并登记领证人',
  'stock.read': '查看空白证件库存',
  'stock.write': '空白证件入库、领用、退回',
  'stock.count': '盘点空白证件',
  'stock.annual': '编制管理使用情况年度统计表',
  'printing.calibrate': '校准打印位置',
  'reconcile.import': '导入省平台名单并核对',
  'referral.read': '查看转诊单',
  'referral.write': '开具和更新转诊单',
  'referral.senior': '同意危重孕产妇暂不转诊(上级医师)',
  'child.read': '查看儿童保健档案',
  'child.write': '登记儿童保健档案和随访',
  'eye.read': '查看眼保健记录',
  'eye.write': '登记眼保健检查和转诊',
  'maternal.read': '查看孕产保健记录',
  'maternal.write': '登记孕产保健记录',
  'maternal.assess': '确认妊娠风险评估',
  'prenatal.read': '查看产前筛查记录',
  'prenatal.write': '登记产前筛查记录',
  /** Whoever explains a diagnosis sees a sex-chromosome abnormality by its name; everybody else sees it masked. */
  'prenatal.diagnosis': '查看产前诊断原文',
  'women.read': '查看婚前、孕前、叶酸和妇女病筛查记录',
  'women.write': '登记婚前、孕前、叶酸和妇女病筛查记录',
  /** No role holds these two: who may see 艾梅乙 records is a list of names (setting `infectionAccess`). */
  'infection.read': '查看艾梅乙母婴阻断记录',
  'infection.write': '登记艾梅乙母婴阻断记录',
  /** The second word beside the administrator's when that list changes. */
  'infection.grant': '同意调整艾梅乙授权名单',
  'vital.read': '查看孕产妇死亡和出生缺陷报告卡',
  'vital.write': '填报孕产妇死亡和出生缺陷报告卡',
  'pelvic.read': '查看盆底专科记录',
  'pelvic.write': '登记盆底专科记录',
  'pelvic.manage': '管理盆底治疗室、治疗仪、居家训练和设备报告格式',
  /** A doctor's word that a woman is treated in spite of a contraindication. */
  'pelvic.override': '同意有禁忌者治疗(医生)',
  'package.read': '查看月度数据包',
  'package.seal': '生成月度数据包',
  /**
   * Whole lists of persons with phones or numbers written into a file. In child health: the phone list and the autism books;
   * not notices and forms on paper, nor a class's results for its kindergarten, which name no phone and no document.
   */
  'export.list': '导出名单',
  'audit.read': '查看审计记录',
  'user.write': '管理用户与角色',
  'settings.read': '查看机构设置',
  'settings.write': '修改机构设置',
  'settings.criteria': '修改妊娠风险评估标准',
  'backup.run': '备份与恢复',
} as const
export type Permission = keyof typeof PERMISSIONS

/** A role as the hospital names it, and what it may do. Source of the separation: note §4.4 (证章分离). */
export const ROLES = {
  administrator: { title: '系统管理员', permissions: ['user.write', 'settings.read', 'settings.write', 'settings.criteria', 'printing.calibrate', 'audit.read', 'backup.run'] },
  registrar: { title: '登记员', permissions: ['person.read', 'person.write', 'person.reveal', 'birth.read', 'birth.write', 'referral.read', 'settings.read'] },
  doctor: { title: '医生', permissions: ['person.read', 'person.write', 'birth.read', 'birth.write', 'referral.read', 'referral.write', 'child.read', 'child.write', 'eye.read', 'eye.write', 'maternal.read', 'maternal.write', 'maternal.assess', 'prenatal.read', 'prenatal.write', 'prenatal.diagnosis', 'women.read', 'women.write', 'vital.read', 'vital.write', 'pelvic.read', 'pelvic.write', 'pelvic.override', 'settings.read', 'settings.criteria'] },
  seniorDoctor: { title: '上级医师', permissions: ['person.read', 'person.write', 'birth.read', 'birth.write', 'referral.read', 'referral.write', 'referral.senior', 'child.read', 'child.write', 'eye.read', 'eye.write', 'maternal.read', 'maternal.write', 'maternal.assess', 'prenatal.read', 'prenatal.write', 'prenatal.diagnosis', 'women.read', 'women.write', 'vital.read', 'vital.write', 'pelvic.read', 'pelvic.write', 'pelvic.override', 'settings.read', 'settings.criteria'] },
  /** Calls families by phone and tells children apart by number: sees both whole, and takes the list to phone by along. Doctors call nobody: no list leaves with them. */
  childCare: { title: '儿童保健人员', permissions: ['person.read', 'person.write', 'person.reveal', 'birth.read', 'referral.read', 'referral.write', 'child.read', 'child.write', 'eye.read', 'export.list', 'settings.read'] },
  /** The eye clinic; opens child files for children who come for their eyes alone. */
  eyeCare: { title: '眼保健人员', permissions: ['person.read', 'person.write', 'person.reveal', 'birth.read', 'referral.read', 'child.read', 'child.write', 'eye.read', 'eye.write', 'export.list', 'settings.read'] },
  /** The clinic of pregnant women: calls them, books them, follows cases of high risk; the assessment itself is a doctor's. */
  maternalCare: { title: '孕产保健人员', permissions: ['person.read', 'person.write', 'person.reveal', 'birth.read', 'birth.write', 'referral.read', 'referral.write', 'child.read', 'maternal.read', 'maternal.write', 'prenatal.read', 'vital.read', 'vital.write', 'export.list', 'settings.read'] },
  prenatalCare: { title: '产前筛查人员', permissions: ['person.read', 'person.write', 'person.reveal', 'birth.read', 'referral.read', 'referral.write', 'maternal.read', 'prenatal.read', 'prenatal.write', 'export.list', 'settings.read'] },
  womenCare: { title: '妇女保健人员', permissions: ['person.read', 'person.write', 'person.reveal', 'birth.read', 'referral.read', 'maternal.read', 'women.read', 'women.write', 'export.list', 'settings.read'] },
  /** The pelvic-floor clinic: therapists book, treat and call; what a contraindication allows is a doctor's word. */
  pelvicCare: { title: '盆底治疗师', permissions: ['person.read', 'person.write', 'person.reveal', 'birth.read', 'referral.read', 'maternal.read', 'pelvic.read', 'pelvic.write', 'pelvic.manage', 'export.list', 'settings.read'] },
  stockKeeper: { title: '证件管理员', permissions: ['stock.read', 'stock.write', 'stock.count', 'stock.annual', 'certificate.read', 'reconcile.import', 'export.list', 'settings.read'] },
  issuer: {
    title: '签发人员',
    permissions: ['person.read', 'person.write', 'person.reveal', 'birth.read', 'certificate.read', 'certificate.register', 'certificate.print', 'certificate.replace', 'certificate.handOver', 'stock.read', 'stock.count', 'printing.calibrate', 'settings.read'],
  },
  reviewer: { title: '审核人', permissions: ['person.read', 'person.merge', 'person.reveal', 'birth.read', 'certificate.read', 'certificate.review', 'stock.read', 'settings.read'] },
  director: { title: '分管领导', permissions: ['infection.grant', 'person.read', 'birth.read', 'certificate.read', 'certificate.approve', 'stock.read', 'stock.annual', 'referral.read', 'child.read', 'eye.read', 'package.read', 'audit.read', 'maternal.read', 'prenatal.read', 'women.read', 'vital.read', 'pelvic.read', 'settings.read'] },
  sealer: { title: '盖章人员', permissions: ['person.read', 'person.reveal', 'birth.read', 'certificate.read', 'certificate.seal', 'settings.read'] },
  archivist: { title: '档案员', permissions: ['person.read', 'birth.read', 'certificate.read', 'certificate.archive', 'stock.read', 'export.list', 'settings.read'] },
  reporter: { title: '数据上报员', permissions: ['package.read', 'package.seal', 'reconcile.import', 'stock.read', 'person.read', 'birth.read', 'certificate.read', 'referral.read', 'child.read', 'eye.read', 'maternal.read', 'prenatal.read', 'women.read', 'vital.read', 'pelvic.read', 'settings.read'] },
} as const satisfies Record<string, { title: string; permissions: readonly Permission[] }>
export type Role = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as Role[]

/** Pairs one account may never hold together. Source: note §4.4, 证章分离 (Haikou 2020). */
export const SEPARATED_ROLES: readonly (readonly [Role, Role])[] = [['stockKeeper', 'sealer']]

/** All rights of a set of roles. */
export function permissionsOf(roles: readonly Role[]): Set<Permission> {
  return new Set(roles.flatMap(role => ROLES[role].permissions as readonly Permission[]))
}

/** The forbidden pair among these roles, if there is one. */
export function separatedPair(roles: readonly Role[]): readonly [Role, Role] | undefined {
  return SEPARATED_ROLES.find(([one, other]) => roles.includes(one) && roles.includes(other))
}
