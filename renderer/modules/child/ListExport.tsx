import type { ReactNode } from 'react'
import { t } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'

/** What writes a list of families with their phones into a file, for who may; for everybody else the sentence that says what is missing. */
export function ListExport({ children }: { children: ReactNode }) {
  return useMay('export.list') ? children : <p className="field-help filter-check">{t('child.exportRight', '带电话的名单存成文件须有“导出名单”权限,请系统管理员在“用户”中给您加上有此权限的角色,如“儿童保健人员”')}</p>
}
