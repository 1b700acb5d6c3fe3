import type { Role } from './permission.ts'

/** The accounts of the practice hospital: one for each post, so that a clerk can play every part of 证章分离. All invented. */
export const PRACTICE_ACCOUNTS = [
  { loginName: 'guanli', displayName: '林管理', role: 'administrator' },
  { loginName: 'dengji', displayName: '李登记', role: 'registrar' },
  { loginName: 'yisheng', displayName: '周医生', role: 'doctor' },
  { loginName: 'shangji', displayName: '蒋上级', role: 'seniorDoctor' },
  { loginName: 'zhengjian', displayName: '吴证管', role: 'stockKeeper' },
  { loginName: 'qianfa', displayName: '郑签发', role: 'issuer' },
  { loginName: 'shenhe', displayName: '王审核', role: 'reviewer' },
  { loginName: 'fenguan', displayName: '韩分管', role: 'director' },
  { loginName: 'gaizhang', displayName: '冯盖章', role: 'sealer' },
  { loginName: 'dangan', displayName: '陈档案', role: 'archivist' },
  { loginName: 'shangbao', displayName: '褚上报', role: 'reporter' },
  { loginName: 'erbao', displayName: '沈儿保', role: 'childCare' },
  { loginName: 'yanbao', displayName: '卫眼保', role: 'eyeCare' },
  { loginName: 'yunbao', displayName: '曹孕保', role: 'maternalCare' },
  { loginName: 'chanshai', displayName: '魏产筛', role: 'prenatalCare' },
  { loginName: 'fubao', displayName: '陶妇保', role: 'womenCare' },
  { loginName: 'pendi', displayName: '姜盆底', role: 'pelvicCare' },
] as const satisfies readonly { readonly loginName: string; readonly displayName: string; readonly role: Role }[]

/** Known to everybody: there is nothing to protect in a practice hospital. */
export const PRACTICE_PASSWORD = 'lianxi123'
