import type { CodeTable } from '../../domain/code/code-table.ts'
import type { Permission, Role } from '../../domain/access/permission.ts'
import { PERMISSIONS, ROLES } from '../../domain/access/permission.ts'
import type { RecordDefinition } from '../../domain/record/define.ts'
import { t } from '../app/i18n.ts'

/** The label of a declared field; the definition's own text is the Chinese. */
export const fieldLabel = (definition: RecordDefinition, name: string): string => t(`${definition.id}.${name}.label`, definition.fields[name]?.label ?? name)

/** The help of a declared field, if it has one. */
export function fieldHelp(definition: RecordDefinition, name: string): string | undefined {
  const help = definition.fields[name]?.help
  return help === undefined ? undefined : t(`${definition.id}.${name}.help`, help)
}

/** The title of a record, a section of it, a role, a right. */
export const recordTitle = (definition: RecordDefinition): string => t(`${definition.id}.title`, definition.title)
export const sectionTitle = (definition: RecordDefinition, index: number): string => t(`${definition.id}.section.${index}`, definition.sections[index]?.title ?? '')
export const roleTitle = (role: Role): string => t(`role.${role}`, ROLES[role].title)
export const permissionTitle = (permission: Permission): string => t(`permission.${permission}`, PERMISSIONS[permission])

/** The name of a code; a code outside its table (an old import) is shown as it is. */
export function codeText(table: CodeTable, code: string | null | undefined): string {
  if (code === null || code === undefined) return ''
  const entry = table.find(code)
  return entry ? t(`code.${table.id}.${code}`, entry.label) : code
}

const UNIT_KEYS: Readonly<Record<string, () => string>> = {
  天: () => t('unit.days', '天'), 克: () => t('unit.grams', '克'), 厘米: () => t('unit.centimetres', '厘米'), 小时: () => t('unit.hours', '小时'), 毫升: () => t('unit.millilitres', '毫升'), '次/分': () => t('unit.perMinute', '次/分'),
  岁: () => t('unit.years', '岁'), 月: () => t('unit.month', '月'), 次: () => t('unit.times', '次'), 分: () => t('unit.point', '分'), '次/分钟': () => t('unit.timesPerMinute', '次/分钟'), '次/日': () => t('unit.timesPerDay', '次/日'), '小时/日': () => t('unit.hoursPerDay', '小时/日'),
  瓶: () => t('unit.bottles', '瓶'), 人: () => t('unit.persons', '人'), 级: () => t('unit.grade', '级'),
  分钟: () => t('unit.minutes', '分钟'),
  颗: () => t('unit.teeth', '颗'), 枚: () => t('unit.pieces', '枚'), 'IU/日': () => t('unit.iuPerDay', 'IU/日'), 'mg/日': () => t('unit.mgPerDay', 'mg/日'), 'mL/次': () => t('unit.mlPerFeed', 'mL/次'),
}
/** A unit in the language of the screen; kg and cm are the same in both. */
export const unitText = (unit: string | undefined): string | undefined => (unit ? UNIT_KEYS[unit]?.() ?? unit : undefined)
