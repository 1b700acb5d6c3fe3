import type { Field } from '../../field/kinds.ts'
import type { RecordDefinition } from '../define.ts'

const KIND_TEXT = { text: '文本', day: '日期', minute: '日期时间(到分)', number: '数字', flag: '是/否', code: '代码', codes: '代码(多选)', ref: '引用', region: '行政区划' } as const

/** One line of the data dictionary. */
export type DictionaryLine = { name: string; label: string; kind: string; limits: string; required: boolean; personal: boolean; out: string }

/** The data dictionary of a record: every field with its kind, limits, whether it is personal, and where it is exported. */
export function dictionaryOf(definition: RecordDefinition): DictionaryLine[] {
  return Object.entries(definition.fields).map(([name, field]) => ({
    name, label: field.label, kind: KIND_TEXT[field.kind], limits: limitsOf(field), required: field.required, personal: field.pii !== undefined,
    out: typeof field.out === 'string' ? field.out : 'ext' in field.out ? `扩展项:${field.out.ext.join('、')}` : `不单独导出:${field.out.none}`,
  }))
}

function limitsOf(field: Field): string {
  switch (field.kind) {
    case 'text': return `≤ ${field.maxLength} 字`
    case 'number': {
      const unit = field.unit ? ` ${field.unit}` : ''
      const normal = field.normal ? `;常见 ${field.normal[0]}–${field.normal[1]}${unit}` : ''
      return `${field.plausible[0]}–${field.plausible[1]}${unit},${field.decimals} 位小数${normal}`
    }
    case 'code': case 'codes': return `${field.codes.title}(${field.codes.standard})`
    case 'ref': return `→ ${field.to}`
    case 'region': return field.level === 'township' ? '6 或 9 位' : '6 位'
    case 'day': return 'YYYY-MM-DD'
    case 'minute': return 'YYYY-MM-DDTHH:mm'
    case 'flag': return ''
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** The dictionary of all records as Markdown: what an inspector or a programmer of the province reads. */
export function dictionaryMarkdown(definitions: readonly RecordDefinition[]): string {
  const parts = definitions.map(definition => [
    `## ${definition.title} \`${definition.id}\``, '', `版本 ${definition.version} · 表 \`${definition.table}\` · 查看 \`${definition.read}\` · 修改 \`${definition.write}\``, '',
    '| 字段 | 名称 | 类型 | 范围 | 必填 | 个人信息 | 导出 |', '|---|---|---|---|---|---|---|',
    ...dictionaryOf(definition).map(line => `| \`${line.name}\` | ${cell(line.label)} | ${line.kind} | ${cell(line.limits)} | ${line.required ? '是' : ''} | ${line.personal ? '是' : ''} | ${cell(line.out)} |`),
    '',
  ].join('\n'))
  return `# 数据字典\n\n由记录定义生成(\`scripts/dictionary.ts\`),不要手改。\n\n${parts.join('\n')}`
}
