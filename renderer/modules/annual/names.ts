import { ANNUAL_COLUMNS, ANNUAL_KEYS, type AnnualKey } from '../../../domain/rule/annual-form.ts'
import { t } from '../../app/i18n.ts'

/** A column of the annual form as it is read: (10) 打印或填写错误. */
export const columnText = (key: AnnualKey): string => t(`annualColumn.${key}`, ANNUAL_COLUMNS[key].label)

/** The heading over a group of columns; empty for a column that stands alone. */
export const groupText = (group: string): string =>
  group === '机构内出生' ? t('annualGroup.inside', '机构内出生') : group === '机构外出生' ? t('annualGroup.outside', '机构外出生') : group === '废证' ? t('annualGroup.void', '废证') : ''

/** What a listed number or child was counted as. */
export function countedAs(column: string): string {
  if (column === 'withoutCertificate') return t('annual.without', '尚无证明')
  if (column === 'withCertificate') return t('annual.with', '已有证明')
  if (column === 'returned') return t('annual.returned', '退回上级')
  if (column === 'transferred') return t('annual.transferred', '调出')
  const key = ANNUAL_KEYS.find(one => one === column)
  return key ? columnText(key) : column
}
