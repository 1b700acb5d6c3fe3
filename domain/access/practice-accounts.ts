import type { Role } from './permission.ts'

/** The accounts of the practice hospital: one for each post, so that a clerk can play every part of 证章分离. All invented. */
export const PRACTICE_ACCOUNTS: readonly { readonly loginName: string; readonly displayName: string; readonly roles: readonly Role[] }[] = [
  { loginName: 'guanli', displayName: '练习管理员', roles: ['administrator'] },
  { loginName: 'dengji', displayName: '练习登记员', roles: ['registrar'] },
  { loginName: 'yisheng', displayName: '练习医生', roles: ['doctor'] },
  { loginName: 'zhengjian', displayName: '练习证件员', roles: ['stockKeeper'] },
  { loginName: 'qianfa', displayName: '练习签发员', roles: ['issuer'] },
  { loginName: 'shenhe', displayName: '练习审核员', roles: ['reviewer'] },
  { loginName: 'gaizhang', displayName: '练习盖章员', roles: ['sealer'] },
  { loginName: 'dangan', displayName: '练习档案员', roles: ['archivist'] },
  { loginName: 'shangbao', displayName: '练习上报员', roles: ['reporter'] },
]

/** Known to everybody: there is nothing to protect in a practice hospital. */
export const PRACTICE_PASSWORD = 'lianxi123'
